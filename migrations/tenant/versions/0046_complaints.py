"""Registers of complaints and of citizens received: records and the steps of their course."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _complaint()
    _complaint_representative()
    _complaint_step()
    _reception()
    _reception_step()
    append_only(
        "complaint",
        "complaint_representative",
        "complaint_step",
        "reception",
        "reception_step",
    )


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _complaint() -> None:
    table = "complaint"
    op.create_table(
        table,
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=True),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("against", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=True),
        sa.Column("learned_on", sa.Date(), nullable=True),
        sa.Column("obstacle", sa.Text(), nullable=True),
        sa.Column("standing", sa.String(40), nullable=True),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("sender_address", sa.Text(), nullable=True),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("handler_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        *entered(table),
        _check(table, "round_known", "round IN (1, 2)"),
        _check(table, "people_positive", "people > 0"),
        _check(table, "act_of_case", "act_id IS NULL OR case_id IS NOT NULL"),
        _refers(table, "handler_id", "user_account"),
        _refers(table, "unit_id", "unit"),
        _refers(table, "case_id", "enforcement_case"),
        _refers(table, "first_id", "complaint"),
        _refers(table, "act_id", "case_act"),
    )
    _index(table, "case_id")
    _index(table, "unit_id", "received_on")


def _complaint_representative() -> None:
    table = "complaint_representative"
    op.create_table(
        table,
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *entered(table),
        _refers(table, "record_id", "complaint"),
    )
    _index(table, "record_id")


def _complaint_step() -> None:
    table = "complaint_step"
    op.create_table(
        table,
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("into_id", sa.Uuid(), nullable=True),
        sa.Column("days", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("signer_id", sa.Uuid(), nullable=True),
        sa.Column("signing_mode", sa.String(40), nullable=True),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *entered(table),
        _check(table, "extended_by", "(kind = 'extended') = (days IS NOT NULL)"),
        _check(table, "merged_into", "(kind = 'merged') = (into_id IS NOT NULL)"),
        _check(table, "transferred_to", "(kind = 'transferred') = (body IS NOT NULL)"),
        _check(table, "outcome_said", "(kind = 'resolved') = (outcome IS NOT NULL)"),
        _refers(table, "signer_id", "user_account"),
        _refers(table, "record_id", "complaint"),
        _refers(table, "into_id", "complaint"),
        _unique(table, "record_id", "sequence"),
    )
    _index(table, "kind", "day")


def _reception() -> None:
    table = "reception"
    op.create_table(
        table,
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("receiver", sa.String(40), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=True),
        sa.Column("visitor_name", sa.Text(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("matter", sa.String(40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        *entered(table),
        _check(table, "people_positive", "people > 0"),
        _refers(table, "case_id", "enforcement_case"),
        _refers(table, "unit_id", "unit"),
        _refers(table, "receiver_id", "user_account"),
        _refers(table, "complaint_id", "complaint"),
    )
    _index(table, "case_id")
    _index(table, "unit_id", "received_on")


def _reception_step() -> None:
    table = "reception_step"
    op.create_table(
        table,
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *entered(table),
        _refers(table, "record_id", "reception"),
        _unique(table, "record_id", "sequence"),
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
