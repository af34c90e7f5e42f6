"""Papers that follow from no act: notices, summons, minutes, lists; and drafts to edit.

On SQLite `case_document` is rebuilt, and its guards are made again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import entered

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ISSUED, DOCUMENT = "issued_paper", "case_document"
SET_ONCE = ("file_key", "file_sha256", "made_at", "draft_key")
FIXED = ("id", "case_id", "act_id", "paper_id", "version", "content", "signer_id", "entered_at",
         "entered_by_id")  # fmt: skip
OF_DECISION = sa.text("act_id IS NULL AND paper_id IS NULL")


def upgrade() -> None:
    _issued_papers()
    sqlite = op.get_bind().dialect.name == "sqlite"
    _drop_guards(sqlite=sqlite)
    op.drop_index("uq_case_document_decision", DOCUMENT)
    with op.batch_alter_table(DOCUMENT) as batch:
        batch.add_column(sa.Column("paper_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("draft_key", sa.Text(), nullable=True))
        batch.alter_column("case_id", existing_type=sa.Uuid(), nullable=True)
        batch.create_foreign_key(op.f("fk_case_document_paper_id"), ISSUED, ["paper_id"], ["id"])
        batch.create_unique_constraint(
            op.f("uq_case_document_paper_id_version"), ["paper_id", "version"]
        )
    op.create_index(
        "uq_case_document_decision", DOCUMENT, ["case_id", "version"], unique=True,
        sqlite_where=OF_DECISION, postgresql_where=OF_DECISION,
    )  # fmt: skip
    if sqlite:
        _guard_sqlite()
    else:
        _guard_postgresql()


def _issued_papers() -> None:
    refs = {
        "unit_id": "unit", "issuer_id": "unit", "case_id": "enforcement_case",
        "act_id": "case_act", "request_id": "enforcement_request", "signer_id": "user_account",
    }  # fmt: skip
    op.create_table(
        ISSUED,
        *(sa.Column(name, sa.Uuid(), nullable=name not in ("unit_id", "issuer_id"))
          for name in refs),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("signing_mode", sa.String(40), nullable=True),
        sa.Column("symbol", sa.Text(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("numbering_year", sa.BigInteger(), nullable=True),
        *entered(ISSUED),
        sa.CheckConstraint("(number IS NULL) = (symbol IS NULL)",
                           name=op.f("ck_issued_paper_numbered")),
        *(sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_issued_paper_{name}"))
          for name, table in refs.items()),
        sa.UniqueConstraint("act_id", name=op.f("uq_issued_paper_act_id")),
        sa.UniqueConstraint("issuer_id", "symbol", "numbering_year", "number",
                            name=op.f("uq_issued_paper_issuer_id_symbol_numbering_year_number")),
    )  # fmt: skip
    for columns in (["case_id"], ["request_id"], ["unit_id", "kind", "day"]):
        op.create_index(op.f(f"ix_issued_paper_{'_'.join(columns)}"), ISSUED, columns)


def _drop_guards(*, sqlite: bool) -> None:
    """Rebuilding drops them on SQLite; the one of the signer joins the others on both."""
    on = "" if sqlite else f" ON {DOCUMENT}"
    for name in ("no_update", "keeps_signer_id"):
        op.execute(f"DROP TRIGGER {DOCUMENT}_{name}{on}")


def _guard_sqlite() -> None:
    fixed = [f"NEW.{c} IS NOT OLD.{c}" for c in FIXED]
    once = [f"(OLD.{c} IS NOT NULL AND NEW.{c} IS NOT OLD.{c})" for c in SET_ONCE]
    for table, verb, when in (
        (DOCUMENT, "DELETE", ""), (DOCUMENT, "UPDATE", f"WHEN {' OR '.join(fixed + once)}"),
        (ISSUED, "DELETE", ""), (ISSUED, "UPDATE", ""),
    ):  # fmt: skip
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END"
        )


def _guard_postgresql() -> None:
    fixed = [f"NEW.{c}::text IS DISTINCT FROM OLD.{c}::text" for c in FIXED]
    once = [f"(OLD.{c} IS NOT NULL AND NEW.{c} IS DISTINCT FROM OLD.{c})" for c in SET_ONCE]
    for table, verb, each, when in (
        (DOCUMENT, "UPDATE", "ROW", f"WHEN ({' OR '.join(fixed + once)})"),
        (ISSUED, "UPDATE", "ROW", ""), (ISSUED, "DELETE", "ROW", ""),
        (ISSUED, "TRUNCATE", "STATEMENT", ""),
    ):  # fmt: skip
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"FOR EACH {each} {when} EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
