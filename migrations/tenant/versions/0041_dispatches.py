"""The book of copies of reports that were given to bodies outside."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLE = "report_dispatch"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("receiver", sa.String(40), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        *entered(TABLE),
        *(_to(*names) for names in (
            ("report_id", "monthly_report"), ("corrects_id", TABLE), ("by_id", "user_account"),
        )),
        sa.UniqueConstraint("corrects_id", name=op.f(f"uq_{TABLE}_corrects_id")),
    )  # fmt: skip
    for column in ("report_id", "sent_on"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
    append_only(TABLE)


def _to(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{column}_{other}")
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
