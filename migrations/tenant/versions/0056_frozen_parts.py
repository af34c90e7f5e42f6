"""What a version of a period freezes beside the figures of cases."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

TABLE = "frozen_part"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        *entered(TABLE),
        sa.ForeignKeyConstraint(
            ["version_id"], ["period_version.id"], name=op.f(f"fk_{TABLE}_version_id")
        ),
        sa.UniqueConstraint("version_id", "name", name=op.f(f"uq_{TABLE}_version_id_name")),
    )
    append_only(TABLE)
