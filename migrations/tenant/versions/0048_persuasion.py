"""Talks by which debtors are persuaded, and what followed of free will.

Facts: a later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

CONTACT, RESULT = "persuasion_contact", "voluntary_result"


def upgrade() -> None:
    op.create_table(
        CONTACT,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("met", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(CONTACT),
        sa.CheckConstraint(
            "next_on IS NULL OR next_on > day", name=op.f(f"ck_{CONTACT}_next_after")
        ),
        _refers(CONTACT, "case_id", "enforcement_case"),
        _refers(CONTACT, "corrects_id", CONTACT),
        _once(CONTACT, "corrects_id"),
        _once(CONTACT, "submission_key"),
    )
    op.create_index(op.f(f"ix_{CONTACT}_case_id"), CONTACT, ["case_id"])
    op.create_index(op.f(f"ix_{CONTACT}_day"), CONTACT, ["day"])
    op.create_table(
        RESULT,
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *entered(RESULT),
        sa.CheckConstraint(
            "(entry_id IS NULL) <> (act_id IS NULL)",
            name=op.f(f"ck_{RESULT}_money_or_completion"),
        ),
        _refers(RESULT, "contact_id", CONTACT),
        _refers(RESULT, "entry_id", "ledger_entry"),
        _refers(RESULT, "act_id", "case_act"),
        _once(RESULT, "entry_id"),
        _once(RESULT, "act_id"),
    )
    op.create_index(op.f(f"ix_{RESULT}_contact_id"), RESULT, ["contact_id"])
    append_only(CONTACT, RESULT)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _once(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}"))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
