"""Practice provinces made from a province's own records are known as such."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    no = sa.Column("is_copy", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("tenant", no)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
