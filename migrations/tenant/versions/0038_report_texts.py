"""What people write into the summary of a period."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_text",
        *entered("report_text"),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["report_text.id"],
            name=op.f("fk_report_text_replaces_id_report_text"),
        ),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_report_text_replaces_id")),
    )  # fmt: skip
    op.create_index(
        op.f("ix_report_text_period_end_section"), "report_text", ["period_end", "section"]
    )
    op.create_index(
        "uq_report_text_first", "report_text", ["period_end", "section"], unique=True,
        sqlite_where=sa.text("replaces_id IS NULL"),
        postgresql_where=sa.text("replaces_id IS NULL"),
    )  # fmt: skip
    append_only("report_text")


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
