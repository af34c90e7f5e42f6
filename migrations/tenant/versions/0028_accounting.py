"""Counts of money, confirmations of reconciliations, and the tie-out of each night."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _counts()
    _confirmations()
    op.create_table(
        "tie_out",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("differences", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_out")),
    )
    op.create_index(op.f("ix_tie_out_day_made_at"), "tie_out", ["day", "made_at"])
    append_only("money_count", "reconciliation_confirmation", "tie_out")


def _counts() -> None:
    table = "money_count"
    op.create_table(
        table,
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("occasion", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("booked", sa.BigInteger(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(table),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_money_count_unit_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_money_count_submission_key")),
        sa.CheckConstraint("counted >= 0", name=op.f("ck_money_count_counted_not_negative")),
        sa.CheckConstraint(
            "counted = booked OR explanation IS NOT NULL",
            name=op.f("ck_money_count_difference_is_explained"),
        ),
    )
    op.create_index(op.f("ix_money_count_unit_id_day"), table, ["unit_id", "day"])


def _confirmations() -> None:
    table = "reconciliation_confirmation"
    op.create_table(
        table,
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(table),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f(f"fk_{table}_unit_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f(f"fk_{table}_officer_id")
        ),
        sa.UniqueConstraint("submission_key", name=op.f(f"uq_{table}_submission_key")),
        sa.CheckConstraint("last_day >= first_day", name=op.f(f"ck_{table}_period_in_order")),
    )
    op.create_index(op.f(f"ix_{table}_officer_id_last_day"), table, ["officer_id", "last_day"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
