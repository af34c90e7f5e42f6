"""Why records of measures and dossiers were entered with a day inside a closed month."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("measure_step", "remission_dossier", "remission_step"):
        op.add_column(table, sa.Column("late_reason", sa.Text()))
