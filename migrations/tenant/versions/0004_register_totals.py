"""What the register adds up to as it stands now, kept by unit and standing."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FILL = """
INSERT INTO register_total (unit_id, standing, cases, awarded, collected, remaining)
SELECT unit_id, standing, count(*), sum(awarded), sum(collected), sum(remaining)
FROM case_interval WHERE ends_on IS NULL GROUP BY unit_id, standing
"""


def upgrade() -> None:
    amounts = ("cases", "awarded", "collected", "remaining")
    op.create_table(
        "register_total",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in amounts),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_register_total_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "standing", name=op.f("pk_register_total")),
    )
    op.execute(FILL)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
