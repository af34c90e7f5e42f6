"""Files attached to cases, what was struck out of them, and the closing of a case's file.

All three are facts: a later revision that rebuilds a table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("attachment", "attachment_strike", "file_closing")


def upgrade() -> None:
    _attachments()
    _strikes()
    _closings()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _entered() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
    ]


def _attachments() -> None:
    table = "attachment"
    op.create_table(
        table,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("file_type", sa.String(40), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=True),
        sa.Column("has_picture", sa.Boolean(), nullable=False),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *_entered(),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachment_size_positive")),
        sa.CheckConstraint("pages > 0", name=op.f("ck_attachment_pages_positive")),
        sa.CheckConstraint("issued_on <= received_on",
                           name=op.f("ck_attachment_issued_before_received")),
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"],
                                name=op.f("fk_attachment_case_id")),
        sa.ForeignKeyConstraint(["act_id"], ["case_act.id"], name=op.f("fk_attachment_act_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_attachment_submission_key")),
    )  # fmt: skip
    op.create_index(op.f("ix_attachment_case_id"), table, ["case_id"])
    op.create_index(op.f("ix_attachment_act_id"), table, ["act_id"])


def _strikes() -> None:
    op.create_table(
        "attachment_strike",
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_entered(),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"],
                                name=op.f("fk_attachment_strike_attachment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment_strike")),
        sa.UniqueConstraint("attachment_id", name=op.f("uq_attachment_strike_attachment_id")),
    )  # fmt: skip


def _closings() -> None:
    op.create_table(
        "file_closing",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        *_entered(),
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"],
                                name=op.f("fk_file_closing_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_closing")),
        sa.UniqueConstraint("case_id", "sequence", name=op.f("uq_file_closing_case_id_sequence")),
    )  # fmt: skip


def _guard_sqlite() -> None:
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append_only: {table}'); END"
            )


def _guard_postgresql() -> None:
    for table in TABLES:
        for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
