"""Files attached to cases, what was struck out of them, and the closing of a case's file.

All three are facts: a later revision that rebuilds a table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("attachment", "attachment_strike", "file_closing")


def upgrade() -> None:
    _attachments()
    _strikes()
    _closings()
    append_only(*TABLES)


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
        *entered(table),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachment_size_positive")),
        sa.CheckConstraint("pages > 0", name=op.f("ck_attachment_pages_positive")),
        sa.CheckConstraint("issued_on <= received_on",
                           name=op.f("ck_attachment_issued_before_received")),
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"],
                                name=op.f("fk_attachment_case_id")),
        sa.ForeignKeyConstraint(["act_id"], ["case_act.id"], name=op.f("fk_attachment_act_id")),
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
        *entered("attachment_strike"),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"],
                                name=op.f("fk_attachment_strike_attachment_id")),
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
        *entered("file_closing"),
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"],
                                name=op.f("fk_file_closing_case_id")),
        sa.UniqueConstraint("case_id", "sequence", name=op.f("uq_file_closing_case_id_sequence")),
    )  # fmt: skip


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
