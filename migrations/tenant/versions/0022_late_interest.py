"""What judgments say of late interest, and what the parties agreed about it.

Facts: a later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

CLAUSE, AGREEMENT = "interest_clause", "interest_agreement"


def upgrade() -> None:
    op.create_table(
        CLAUSE,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.String(40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("other_law", sa.Text(), nullable=True),
        sa.Column("interest_first", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(CLAUSE),
        sa.CheckConstraint(
            "(start = 'none') = (starts_on IS NULL)", name=op.f("ck_interest_clause_start_named")
        ),
        sa.CheckConstraint(
            "rate IS NULL OR rate > 0", name=op.f("ck_interest_clause_rate_positive")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_interest_clause_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["obligation_item.id"], name=op.f("fk_interest_clause_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["interest_clause.id"], name=op.f("fk_interest_clause_replaces_id")
        ),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_interest_clause_replaces_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_interest_clause_submission_key")),
    )
    op.create_index(op.f("ix_interest_clause_case_id"), CLAUSE, ["case_id"])
    _agreement()
    append_only(CLAUSE, AGREEMENT)


def _agreement() -> None:
    op.create_table(
        AGREEMENT,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *entered(AGREEMENT),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_interest_agreement_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["act_id"], ["case_act.id"], name=op.f("fk_interest_agreement_act_id")
        ),
        sa.UniqueConstraint("act_id", name=op.f("uq_interest_agreement_act_id")),
    )
    op.create_index(op.f("ix_interest_agreement_case_id"), AGREEMENT, ["case_id"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
