"""Publications of debtors without means, and what happened to them.

Facts: a later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

MADE, STEP = "debtor_publication", "publication_step"


def upgrade() -> None:
    op.create_table(
        MADE,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("commune_sent_on", sa.Date(), nullable=True),
        *entered(MADE),
        _refers(MADE, "case_id", "enforcement_case"),
        _refers(MADE, "act_id", "case_act"),
        sa.UniqueConstraint("act_id", name=op.f(f"uq_{MADE}_act_id")),
    )
    op.create_index(op.f(f"ix_{MADE}_case_id"), MADE, ["case_id"])
    op.create_index(op.f(f"ix_{MADE}_day"), MADE, ["day"])
    op.create_table(
        STEP,
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        *entered(STEP),
        _refers(STEP, "publication_id", MADE),
        _refers(STEP, "case_id", "enforcement_case"),
    )
    op.create_index(op.f(f"ix_{STEP}_publication_id"), STEP, ["publication_id"])
    op.create_index(op.f(f"ix_{STEP}_case_id"), STEP, ["case_id"])
    op.create_index(op.f(f"ix_{STEP}_kind_day"), STEP, ["kind", "day"])
    append_only(MADE, STEP)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
