"""Electronic signatures of papers, whom the province trusts, and forms that do not fit.

All three are facts: a later revision that rebuilds a table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import entered

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("trust_root", "document_signature", "form_misfit")
DOCUMENT, SIGNER = "case_document", "signer_id"


def upgrade() -> None:
    _signer()
    _trust_roots()
    _signatures()
    _misfits()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _signer() -> None:
    """Who is to sign a paper; fixed like all that it says."""
    if op.get_bind().dialect.name == "sqlite":  # it adds no constraint to a table that stands
        op.execute(
            f"ALTER TABLE {DOCUMENT} ADD COLUMN {SIGNER} CHAR(32) "
            "CONSTRAINT fk_case_document_signer_id REFERENCES user_account (id)"
        )
        return
    op.add_column(DOCUMENT, sa.Column(SIGNER, sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_case_document_signer_id"), DOCUMENT, "user_account", [SIGNER], ["id"]
    )


def _trust_roots() -> None:
    table = "trust_root"
    op.create_table(
        table,
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("ends_id", sa.Uuid(), nullable=True),
        *entered(table),
        sa.ForeignKeyConstraint(["ends_id"], ["trust_root.id"],
                                name=op.f("fk_trust_root_ends_id")),
        sa.UniqueConstraint("ends_id", name=op.f("uq_trust_root_ends_id")),
    )  # fmt: skip


def _signatures() -> None:
    table = "document_signature"
    op.create_table(
        table,
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("signer_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("personal_id", sa.Text(), nullable=True),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("certificate_sha256", sa.Text(), nullable=False),
        sa.Column("trust_root_id", sa.Uuid(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        *entered(table),
        sa.ForeignKeyConstraint(["document_id"], ["case_document.id"],
                                name=op.f("fk_document_signature_document_id")),
        sa.ForeignKeyConstraint(["signer_id"], ["user_account.id"],
                                name=op.f("fk_document_signature_signer_id")),
        sa.ForeignKeyConstraint(["trust_root_id"], ["trust_root.id"],
                                name=op.f("fk_document_signature_trust_root_id")),
        sa.UniqueConstraint("document_id", "stage",
                            name=op.f("uq_document_signature_document_id_stage")),
    )  # fmt: skip


def _misfits() -> None:
    table = "form_misfit"
    op.create_table(
        table,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *entered(table),
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"],
                                name=op.f("fk_form_misfit_case_id")),
    )  # fmt: skip
    op.create_index(op.f("ix_form_misfit_kind_day"), table, ["kind", "day"])


def _guard_sqlite() -> None:
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            _sqlite_trigger(f"{table}_no_{verb.lower()}", verb, table)
    _sqlite_trigger(f"{DOCUMENT}_keeps_{SIGNER}", "UPDATE", DOCUMENT,
                    f"WHEN NEW.{SIGNER} IS NOT OLD.{SIGNER}")  # fmt: skip


def _sqlite_trigger(name: str, verb: str, table: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END"
    )


def _guard_postgresql() -> None:
    for table in TABLES:
        for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )
    op.execute(
        f"CREATE TRIGGER {DOCUMENT}_keeps_{SIGNER} BEFORE UPDATE ON {DOCUMENT} FOR EACH ROW "
        f"WHEN (NEW.{SIGNER} IS DISTINCT FROM OLD.{SIGNER}) EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
