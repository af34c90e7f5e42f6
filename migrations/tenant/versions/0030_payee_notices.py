"""Who was told to come for money that waits.

A fact: a later revision that rebuilds the table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLE = "payee_notice"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(TABLE),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_payee_notice_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["obligation_item.id"], name=op.f("fk_payee_notice_item_id")
        ),
        sa.UniqueConstraint("submission_key", name=op.f("uq_payee_notice_submission_key")),
    )
    op.create_index(op.f("ix_payee_notice_case_id"), TABLE, ["case_id"])
    op.create_index(op.f("ix_payee_notice_item_id"), TABLE, ["item_id"])
    append_only(TABLE)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
