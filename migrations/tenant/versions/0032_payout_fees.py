"""What is kept back of a payment as the enforcement fee."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "payout_line", sa.Column("fee", sa.BigInteger(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
