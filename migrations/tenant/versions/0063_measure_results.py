"""What must be left of an income, and which measure follows a hand-over that failed."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

STEP = "voluntary_handover_step"


def upgrade() -> None:
    # In one statement each: on SQLite a table that is made anew would lose its triggers.
    dialect = op.get_bind().dialect
    number, key = (kind.compile(dialect=dialect) for kind in (sa.BigInteger(), sa.Uuid()))
    op.add_column("measure", sa.Column("wage_region", sa.String(40)))
    op.execute(
        f"ALTER TABLE measure ADD COLUMN dependants {number} "
        "CONSTRAINT ck_measure_dependants_not_negative CHECK (dependants >= 0)"
    )
    for name in ("is_agreed", "is_other_income"):
        op.add_column("measure", sa.Column(name, sa.Boolean()))
    op.execute(
        f"ALTER TABLE {STEP} ADD COLUMN measure_id {key} "
        f"CONSTRAINT fk_{STEP}_measure_id REFERENCES measure (id)"
    )
    op.create_index(op.f(f"ix_{STEP}_measure_id"), STEP, ["measure_id"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
