"""The short codes printed on reports, each with the end of the audit when it was made."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_anchor",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("audit_number", sa.BigInteger(), nullable=False),
        sa.Column("audit_mac", sa.Text(), nullable=False),
        *entered("paper_anchor"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["monthly_report.id"],
            name=op.f("fk_paper_anchor_report_id_monthly_report"),
        ),
        sa.UniqueConstraint("code", name=op.f("uq_paper_anchor_code")),
        sa.UniqueConstraint("report_id", name=op.f("uq_paper_anchor_report_id")),
    )  # fmt: skip
    append_only("paper_anchor")


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
