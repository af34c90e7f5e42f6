"""Which measure of its case a complaint is about."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In one statement: on SQLite a table that is made anew would lose its triggers.
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE complaint ADD COLUMN measure_id {kind} "
        "CONSTRAINT fk_complaint_measure_id REFERENCES measure (id)"
    )
    op.create_index(op.f("ix_complaint_measure_id"), "complaint", ["measure_id"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
