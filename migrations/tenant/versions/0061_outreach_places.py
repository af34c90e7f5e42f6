"""Where a talk to the people was held, by the state's code; why an event was entered late."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("commune_code", "late_reason"):
        op.add_column("training_event", sa.Column(name, sa.Text()))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
