"""Duties that fall due month by month, with the decisions of their years.

A fact: a later revision that rebuilds the table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLE = "payment_schedule"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("monthly_amount", sa.BigInteger(), nullable=False),
        sa.Column("first_month", sa.Date(), nullable=False),
        sa.Column("last_month", sa.Date(), nullable=True),
        sa.Column("continues_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(TABLE),
        sa.CheckConstraint("monthly_amount > 0", name=op.f("ck_payment_schedule_amount_positive")),
        sa.CheckConstraint(
            "last_month IS NULL OR last_month >= first_month",
            name=op.f("ck_payment_schedule_months_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_payment_schedule_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["obligation_item.id"], name=op.f("fk_payment_schedule_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["continues_id"], ["payment_schedule.id"], name=op.f("fk_payment_schedule_continues_id")
        ),
        sa.UniqueConstraint("submission_key", name=op.f("uq_payment_schedule_submission_key")),
    )
    op.create_index(op.f("ix_payment_schedule_case_id"), TABLE, ["case_id"])
    op.create_index(op.f("ix_payment_schedule_item_id"), TABLE, ["item_id"])
    op.create_index(op.f("ix_payment_schedule_continues_id"), TABLE, ["continues_id"])
    append_only(TABLE)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
