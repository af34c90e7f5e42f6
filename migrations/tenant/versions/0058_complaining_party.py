"""Which party of its case complains."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In one statement: on SQLite a table that is made anew would lose its triggers.
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE complaint ADD COLUMN party_id {kind} "
        "CONSTRAINT fk_complaint_party_id REFERENCES party (id)"
    )
    op.create_index(op.f("ix_complaint_party_id"), "complaint", ["party_id"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
