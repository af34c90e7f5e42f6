"""Verifications and targets are facts like the others: never changed.

A later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

from migrations.tenant.facts import append_only

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

FACTS = ("verification", "target")


def upgrade() -> None:
    append_only(*FACTS)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
