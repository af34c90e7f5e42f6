"""Papers of a case, composed once and filed once (P18).

A later revision that rebuilds the table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import entered

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLE = "case_document"
SET_ONCE = ("file_key", "file_sha256", "made_at")
FIXED = ("id", "case_id", "act_id", "version", "content", "entered_at", "entered_by_id")
OF_DECISION = sa.text("act_id IS NULL")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        *entered(TABLE),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_case_document_case_id")
        ),
        sa.ForeignKeyConstraint(["act_id"], ["case_act.id"], name=op.f("fk_case_document_act_id")),
        sa.UniqueConstraint("act_id", "version", name=op.f("uq_case_document_act_id_version")),
    )
    op.create_index(op.f("ix_case_document_case_id"), TABLE, ["case_id"])
    op.create_index(
        "uq_case_document_decision", TABLE, ["case_id", "version"], unique=True,
        sqlite_where=OF_DECISION, postgresql_where=OF_DECISION,
    )  # fmt: skip
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    fixed = [f"NEW.{c} IS NOT OLD.{c}" for c in FIXED]
    once = [f"(OLD.{c} IS NOT NULL AND NEW.{c} IS NOT OLD.{c})" for c in SET_ONCE]
    for verb, when in (("DELETE", ""), ("UPDATE", f"WHEN {' OR '.join(fixed + once)}")):
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} {when} "
            f"BEGIN SELECT RAISE(ABORT, 'append_only: {TABLE}'); END"
        )


def _guard_postgresql() -> None:
    fixed = [f"NEW.{c}::text IS DISTINCT FROM OLD.{c}::text" for c in FIXED]
    once = [f"(OLD.{c} IS NOT NULL AND NEW.{c} IS DISTINCT FROM OLD.{c})" for c in SET_ONCE]
    for verb, each, when in (
        ("DELETE", "ROW", ""),
        ("TRUNCATE", "STATEMENT", ""),
        ("UPDATE", "ROW", f"WHEN ({' OR '.join(fixed + once)})"),
    ):
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
            f"FOR EACH {each} {when} EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
