"""What the cases of an officer say of a period, and what the books say, decision by decision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import add
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from thads.accounting.books.flows import HELD
from thads.accounting.periods import Period
from thads.accounting.tying.collected import MOVED, money_days
from thads.accounting.tying.held import ACCOUNTS, by_account, by_kind
from thads.cases.models import Case, CaseInterval
from thads.ledger.models import LedgerEntry

NAMES = ("collected", "paid", "held", "booked_collected", "booked_paid", "booked_held", "other")
BESIDE = tuple(account for account in HELD if account not in ACCOUNTS)


@dataclass(frozen=True, slots=True)
class Amounts:
    """In đồng: by the case (collected and paid in the period, held at its end), by the books, and
    what the books hold of the case on no item (not allocated, interest, fees, to be given back)."""

    collected: int = 0
    paid: int = 0
    held: int = 0
    booked_collected: int = 0
    booked_paid: int = 0
    booked_held: int = 0
    other: int = 0

    def __add__(self, more: Amounts) -> Amounts:
        """Both together."""
        return Amounts(*(mine + its for mine, its in zip(self.all, more.all, strict=True)))

    @property
    def all(self) -> tuple[int, ...]:
        """In the order of the columns."""
        return tuple(getattr(self, name) for name in NAMES)

    @property
    def agree(self) -> bool:
        """The case says what the books say."""
        return self.all[:3] == self.all[3:6]


@dataclass(frozen=True, slots=True)
class Decision:
    """One enforcement decision of the officer."""

    case_id: UUID
    title: str
    unit_id: UUID
    officer_id: UUID | None
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Holding:
    """All decisions of one officer in one unit."""

    unit_id: UUID
    officer_id: UUID | None
    decisions: tuple[Decision, ...]

    @property
    def sums(self) -> Amounts:
        """Of all decisions."""
        return reduce(add, (one.amounts for one in self.decisions), Amounts())

    @property
    def differing(self) -> int:
        """Decisions on which the two sides differ."""
        return sum(1 for one in self.decisions if not one.amounts.agree)

    @property
    def digest(self) -> str:
        """Of every row: other figures, another digest."""
        said = [[str(one.case_id), *one.amounts.all] for one in self.decisions]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def holdings(
    db: Session, period: Period, *, units: Sequence[UUID] | None, officer_id: UUID | None = None
) -> list[Holding]:
    """The officers who held decisions with money in the period, as of its last day."""
    return [
        Holding(unit_id, officer, tuple(rows))
        for (unit_id, officer), rows in groupby(
            _decisions(db, period, units, officer_id), lambda row: (row.unit_id, row.officer_id)
        )
    ]


def _decisions(
    db: Session, period: Period, units: Iterable[UUID] | None, officer_id: UUID | None
) -> Iterator[Decision]:
    of_case, held = _of_cases(period), CaseInterval
    amounts = [of_case.c[name] for name in NAMES]
    asked = (
        select(Case.id, Case.number, Case.series, held.unit_id, held.officer_id, *amounts)
        .join(of_case, of_case.c.case_id == Case.id)
        .join(held, and_(held.case_id == Case.id, held.starts_on <= period.last,
                         or_(held.ends_on.is_(None), held.ends_on > period.last)))
        .where(or_(*(amount != 0 for amount in amounts)))
        .order_by(held.unit_id, held.officer_id, Case.docketed_on, Case.number, Case.id)
    )  # fmt: skip
    if units is not None:
        asked = asked.where(held.unit_id.in_(tuple(units)))
    if officer_id is not None:
        asked = asked.where(held.officer_id == officer_id)
    for case_id, number, series, unit_id, officer, *found in db.execute(asked):
        made = Amounts(*(int(amount or 0) for amount in found))
        yield Decision(case_id, f"{number}/{series}", unit_id, officer, made)


def _of_cases(period: Period) -> Subquery:
    """By case; what it collected is read from its intervals, all else from the ledger's rows: by
    what happened on an item, and by the accounts."""
    entry, days = LedgerEntry, money_days(period.last)
    in_period = entry.day >= period.first
    paid = and_(entry.kind.is_not(None), entry.kind.not_in(MOVED))
    told = select(
        days.c.case_id, (days.c.told - days.c.direct).label("collected"),
        *(literal(0).label(name) for name in NAMES[1:]),
    ).where(days.c.day >= period.first)  # fmt: skip
    booked = (
        select(
            entry.case_id, literal(0),
            _when(and_(in_period, paid), -by_kind()), by_kind(),
            _when(and_(in_period, entry.kind.in_(MOVED)), by_account()),
            _when(and_(in_period, paid), -by_account()), by_account(), _beside(),
        )
        .join(Case, Case.id == entry.case_id)
        .where(Case.struck_by_id.is_(None), entry.day <= period.last)
    )  # fmt: skip
    both = union_all(told, booked).subquery()
    return (
        select(both.c.case_id, *(func.sum(both.c[name]).label(name) for name in NAMES))
        .group_by(both.c.case_id)
        .subquery()
    )


def _when(condition: ColumnElement[bool], amount: ColumnElement[int]) -> ColumnElement[int]:
    return case((condition, amount), else_=0)


def _beside() -> ColumnElement[int]:
    comes = case((LedgerEntry.credit.in_(BESIDE), LedgerEntry.amount), else_=0)
    return comes - case((LedgerEntry.debit.in_(BESIDE), LedgerEntry.amount), else_=0)
