"""Explanations of what the rules find in a period's figures."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = "finding_explanation"
    op.create_table(
        table,
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        *entered(table),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f(f"fk_{table}_unit_id")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f(f"fk_{table}_officer_id")
        ),
    )
    op.create_index(op.f(f"ix_{table}_period_end_digest"), table, ["period_end", "digest"])
    append_only(table)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
