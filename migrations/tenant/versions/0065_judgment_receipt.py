"""The paper that a judgment was received."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In one statement: on SQLite a table that is made anew would lose its triggers.
    kind = sa.Uuid().compile(dialect=op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE issued_paper ADD COLUMN judgment_id {kind} "
        "CONSTRAINT fk_issued_paper_judgment_id REFERENCES judgment (id)"
    )
    op.create_index("uq_issued_paper_judgment_id", "issued_paper", ["judgment_id"], unique=True)
