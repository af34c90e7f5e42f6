"""Targets of officers, and the paper by which a target was given."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLE, OFFICER = "target", "fk_target_officer_id"


def upgrade() -> None:
    """Added in place: rebuilding the table on SQLite would lose its guards."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"ALTER TABLE {TABLE} ADD COLUMN officer_id CHAR(32) "
            f"CONSTRAINT {OFFICER} REFERENCES user_account (id)"
        )
    else:
        op.add_column(TABLE, sa.Column("officer_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(op.f(OFFICER), TABLE, "user_account", ["officer_id"], ["id"])
    op.add_column(TABLE, sa.Column("given_by", sa.Text(), nullable=True))
    op.add_column(TABLE, sa.Column("document", sa.Text(), nullable=True))
    op.add_column(TABLE, sa.Column("document_day", sa.Date(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
