"""What must still be done, case by case: a read model.

It is empty after this revision: `thads rebuild`, or the schedule in its next night, fills it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "open_duty"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("duty", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [there], name=op.f(f"fk_{TABLE}_{column}"))
            for column, there in (
                ("case_id", "enforcement_case.id"),
                ("unit_id", "unit.id"),
                ("officer_id", "user_account.id"),
            )
        ),
        sa.PrimaryKeyConstraint("duty", "subject_id", name=op.f("pk_open_duty")),
    )
    op.create_index(op.f("ix_open_duty_case_id"), TABLE, ["case_id"])
    op.create_index("ix_open_duty_soonest", TABLE, ["due", "subject_id", "duty", "opens_on"])
    op.create_index(
        "ix_open_duty_counts", TABLE, ["unit_id", "officer_id", "duty", "due", "opens_on"]
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
