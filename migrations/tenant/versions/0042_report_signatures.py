"""Electronic signatures that reports came back with."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

TABLE = "report_signature"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("signer_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("personal_id", sa.Text(), nullable=True),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("certificate_sha256", sa.Text(), nullable=False),
        sa.Column("trust_root_id", sa.Uuid(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        *entered(TABLE),
        *(_to(*names) for names in (
            ("report_id", "monthly_report"), ("signer_id", "user_account"),
            ("trust_root_id", "trust_root"),
        )),
        sa.UniqueConstraint("report_id", "stage", name=op.f(f"uq_{TABLE}_report_id_stage")),
    )  # fmt: skip
    append_only(TABLE)


def _to(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{column}_{other}")
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
