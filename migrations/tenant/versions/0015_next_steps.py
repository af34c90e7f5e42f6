"""What comes next on a case, and how it ended: facts, never changed.

A later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

STEP, END = "next_step", "next_step_end"


def upgrade() -> None:
    op.create_table(
        STEP,
        *entered(STEP),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("leader_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f(f"fk_{STEP}_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["user_account.id"], name=op.f(f"fk_{STEP}_leader_id")
        ),
    )
    op.create_index(op.f(f"ix_{STEP}_case_id"), STEP, ["case_id"])
    op.create_table(
        END,
        *entered(END),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("ending", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["step_id"], [f"{STEP}.id"], name=op.f(f"fk_{END}_step_id")),
        sa.UniqueConstraint("step_id", name=op.f(f"uq_{END}_step_id")),
        sa.CheckConstraint(
            "ending = 'done' OR note IS NOT NULL", name=op.f(f"ck_{END}_dropped_says_why")
        ),
    )
    append_only(STEP, END)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
