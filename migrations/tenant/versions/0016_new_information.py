"""New information on debtors without means: a fact, never changed.

A later revision that rebuilds this table on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TOLD = "new_information"


def upgrade() -> None:
    op.create_table(
        TOLD,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f(f"fk_{TOLD}_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TOLD}")),
    )
    op.create_index(op.f(f"ix_{TOLD}_case_id"), TOLD, ["case_id"])
    append_only(TOLD)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
