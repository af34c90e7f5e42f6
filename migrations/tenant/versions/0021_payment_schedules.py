"""Duties that fall due month by month, with the decisions of their years.

A fact: a later revision that rebuilds the table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

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
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_schedule")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_payment_schedule_submission_key")),
    )
    op.create_index(op.f("ix_payment_schedule_case_id"), TABLE, ["case_id"])
    op.create_index(op.f("ix_payment_schedule_item_id"), TABLE, ["item_id"])
    op.create_index(op.f("ix_payment_schedule_continues_id"), TABLE, ["continues_id"])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        if sqlite and verb != "TRUNCATE":
            op.execute(
                f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, 'append_only: {TABLE}'); END"
            )
        elif not sqlite:
            op.execute(
                f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
