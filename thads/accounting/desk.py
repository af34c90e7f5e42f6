"""What waits for the accountant today: sums and counts, each with where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from thads.accounting.counts import CHECKS, latest
from thads.accounting.periods import Period, PeriodKind, last_ended
from thads.accounting.reconciling.confirming import standings
from thads.accounting.scope import Units
from thads.core.days import month_end
from thads.ledger.accounts import Account
from thads.ledger.books import closed
from thads.ledger.models import LedgerEntry
from thads.units.models import Unit

WAITING = (
    Account.UNALLOCATED, Account.HELD_CREDITOR, Account.HELD_STATE, Account.HELD_INTEREST,
    Account.HELD_DEBTOR, Account.TAX_DUE, Account.FEE_DUE, Account.COST_FUND,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """Money that waits on an account, and how many decisions it is of."""

    account: Account
    amount: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How many officers of a period have both confirmed, of how many."""

    period: Period
    done: int
    all: int


def waiting(db: Session, units: Units, *, today: date) -> list[Waiting]:
    """What waits, account by account, as of today."""
    found: dict[Account, list[int]] = {account: [0, 0] for account in WAITING}
    entry = LedgerEntry
    for account in WAITING:
        signed = case((entry.credit == account, entry.amount), else_=-entry.amount)
        of_case = (
            select(func.sum(signed).label("amount"))
            .where((entry.credit == account) | (entry.debit == account), entry.day <= today)
            .group_by(entry.case_id)
        )
        if units is not None:
            of_case = of_case.where(entry.unit_id.in_(units))
        rows = of_case.subquery()
        amount, number = db.execute(
            select(func.sum(rows.c.amount), func.count()).where(rows.c.amount != 0)
        ).one()
        found[account] = [int(amount or 0), int(number)]
    return [Waiting(account, *amounts) for account, amounts in found.items()]


def unclosed(db: Session, kept: list[Unit], *, today: date) -> list[tuple[Unit, date]]:
    """Books with a month that is over and not closed: the last such month's end."""
    over = month_end(today) if month_end(today) == today else today.replace(day=1) - timedelta(1)
    busy = set(db.scalars(select(LedgerEntry.unit_id).where(LedgerEntry.day <= over).distinct()))
    return [
        (unit, over) for unit in kept if unit.id in busy and closed(db, unit.id).until < over
    ]  # fmt: skip


def uncounted(db: Session, kept: list[Unit], *, today: date) -> list[tuple[Unit, Account]]:
    """Cash boxes and accounts not counted at the end of the last quarter (TT78/2020 Đ.5 k.2)."""
    quarter = last_ended(PeriodKind.QUARTER, today)
    ids: list[UUID] = [unit.id for unit in kept]
    counted = {
        (one.unit_id, one.account)
        for one in latest(db, ids, day=today) if one.day >= quarter.last
    }  # fmt: skip
    busy: dict[UUID, set[Account]] = {}
    for side in (LedgerEntry.debit, LedgerEntry.credit):
        asked = select(LedgerEntry.unit_id, side).where(
            LedgerEntry.day <= quarter.last, side.in_(tuple(CHECKS))
        )
        for unit_id, account in db.execute(asked.distinct()):
            busy.setdefault(unit_id, set()).add(account)
    return [
        (unit, account) for unit in kept for account in CHECKS
        if account in busy.get(unit.id, ()) and (unit.id, account) not in counted
    ]  # fmt: skip


def reconciled(
    db: Session, units: Units, *, officer_id: UUID | None = None, today: date
) -> list[Reconciled]:  # fmt: skip
    """The month, quarter and year that ended last: n of m officers."""
    found = []
    for kind in PeriodKind:
        period = last_ended(kind, today)
        rows = standings(db, period, units=units, officer_id=officer_id)
        found.append(Reconciled(period, sum(1 for row in rows if row.is_done), len(rows)))
    return found
