"""Registers of state compensation, of the procuracy's papers, of administrative judgments."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _compensation()
    _compensation_step()
    _protest()
    _protest_step()
    _protest_point()
    _protest_point_done()
    _administrative_judgment()
    _administrative_step()
    append_only(
        "compensation",
        "compensation_step",
        "protest",
        "protest_step",
        "protest_point",
        "protest_point_done",
        "administrative_judgment",
        "administrative_step",
    )


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _compensation() -> None:
    table = "compensation"
    op.create_table(
        table,
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("claimant_name", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        *entered(table),
        _check(table, "asked_positive", "asked > 0"),
        _refers(table, "case_id", "enforcement_case"),
        _refers(table, "unit_id", "unit"),
    )
    _index(table, "case_id")
    _index(table, "unit_id", "received_on")


def _compensation_step() -> None:
    table = "compensation_step"
    op.create_table(
        table,
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *entered(table),
        _check(table, "amount_not_negative", "amount IS NULL OR amount >= 0"),
        _check(
            table,
            "money_said",
            "(amount IS NOT NULL) = (kind IN ('settled', 'paid', 'reimbursed'))",
        ),
        _refers(table, "record_id", "compensation"),
        _unique(table, "record_id", "sequence"),
    )
    _index(table, "kind", "day")


def _protest() -> None:
    table = "protest"
    op.create_table(
        table,
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        *entered(table),
        _check(table, "act_of_case", "act_id IS NULL OR case_id IS NOT NULL"),
        _refers(table, "unit_id", "unit"),
        _refers(table, "case_id", "enforcement_case"),
        _refers(table, "act_id", "case_act"),
    )
    _index(table, "case_id")
    _index(table, "unit_id", "received_on")


def _protest_step() -> None:
    table = "protest_step"
    op.create_table(
        table,
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("answer", sa.String(40), nullable=True),
        sa.Column("signer_id", sa.Uuid(), nullable=True),
        sa.Column("signing_mode", sa.String(40), nullable=True),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *entered(table),
        _check(table, "answer_said", "(answer IS NOT NULL) = (kind IN ('answered', 'settled'))"),
        _refers(table, "signer_id", "user_account"),
        _refers(table, "record_id", "protest"),
        _unique(table, "record_id", "sequence"),
    )
    _index(table, "kind", "day")


def _protest_point() -> None:
    table = "protest_point"
    op.create_table(
        table,
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        *entered(table),
        _refers(table, "record_id", "protest"),
        _refers(table, "owner_id", "user_account"),
        _unique(table, "record_id", "position"),
    )


def _protest_point_done() -> None:
    table = "protest_point_done"
    op.create_table(
        table,
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        *entered(table),
        _refers(table, "point_id", "protest_point"),
        _unique(table, "point_id"),
    )


def _administrative_judgment() -> None:
    table = "administrative_judgment"
    op.create_table(
        table,
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("debtor_body", sa.Text(), nullable=False),
        sa.Column("creditor_name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("watcher_id", sa.Uuid(), nullable=True),
        sa.Column("check_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        *entered(table),
        _refers(table, "unit_id", "unit"),
        _refers(table, "watcher_id", "user_account"),
        _refers(table, "case_id", "enforcement_case"),
    )
    _index(table, "case_id")
    _index(table, "unit_id", "received_on")


def _administrative_step() -> None:
    table = "administrative_step"
    op.create_table(
        table,
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        *entered(table),
        _refers(table, "record_id", "administrative_judgment"),
        _unique(table, "record_id", "sequence"),
    )
    _index(table, "kind", "day")


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
