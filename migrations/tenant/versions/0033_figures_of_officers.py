"""An officer's own figures are read from what his cases add.

The figures by kind of state-budget item are new: `thads rebuild` fills them.
"""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

INDEX = "ix_case_contribution_officer_year"


def upgrade() -> None:
    op.create_index(INDEX, "case_contribution", ["officer_id", "year"])


def downgrade() -> None:
    op.drop_index(INDEX, "case_contribution")
