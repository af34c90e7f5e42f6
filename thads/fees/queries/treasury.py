"""Fees month by month: what came in, what was paid over, what is late (TT216 Đ.8 k.1).

All follows from the account of fees: what went out of a case's fees is taken from its oldest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from thads.core.days import month_end
from thads.fees.models import FeeRemittance
from thads.fees.reckoning import Divided, divide
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, Voucher
from thads.rules import deadlines
from thads.rules.deadlines import Duty


class Pot(NamedTuple):
    """Fees of one item of one case in one unit's books."""

    unit_id: UUID
    case_id: UUID | None
    item_id: UUID | None


class Move(NamedTuple):
    """What came into a pot and what went out of it on one day, by one remittance if it was one."""

    pot: Pot
    day: date
    remittance: UUID | None
    came: int
    went: int


@dataclass(eq=False)  # one object a month
class MonthOfFees:
    """The fees collected in one month in one unit's books, and where they went, in đồng."""

    unit_id: UUID
    month: date  # its first day
    collected: int = 0
    given_back: int = 0  # to people, or to the books that have the case now
    remitted: int = 0
    paid_on: date | None = None  # the last day on which some of it was paid over
    left_of: dict[Pot, int] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """Still to be paid over."""
        return sum(self.left_of.values())

    @property
    def parts(self) -> Divided:
        """How what is for the treasury is divided."""
        return divide(self.collected - self.given_back, month_end(self.month))

    @property
    def due(self) -> date:
        """The last day to pay it over."""
        return deadlines.due(Duty.FEES_PAID_OVER, month_end(self.month))

    def is_late_on(self, day: date) -> bool:
        """Something is left after the last day, or some was paid over after it."""
        if self.left:
            return day > self.due
        return self.paid_on is not None and self.paid_on > self.due


def fees_by_month(db: Session, day: date, *, unit_id: UUID | None = None) -> list[MonthOfFees]:
    """Every month with fees up to the end of `day`, the latest first; read in a stream."""
    months: dict[tuple[UUID, date], MonthOfFees] = {}
    for pot, moves in groupby(_moves(db, day, unit_id), lambda move: move.pot):
        _follow(pot, moves, months)
    return sorted(months.values(), key=lambda one: (one.month, one.unit_id), reverse=True)


def remitted_by(db: Session, key: str | None) -> FeeRemittance | None:
    """What this form paid over when it was sent before (P15)."""
    if not key:
        return None
    stmt = select(FeeRemittance).join(Voucher, Voucher.id == FeeRemittance.voucher_id)
    return db.scalars(stmt.where(Voucher.submission_key == key)).one_or_none()


def waiting_of(db: Session, unit_id: UUID, case_id: UUID, day: date) -> dict[UUID | None, int]:
    """The fees of a case that were not paid over up to `day`, by item."""
    found: dict[UUID | None, int] = {}
    for one in _moves(db, day, unit_id, case_id):
        item_id = one.pot.item_id
        found[item_id] = found.get(item_id, 0) + one.came - one.went
    return {item_id: left for item_id, left in found.items() if left > 0}


def _follow(pot: Pot, moves: Iterable[Move], months: dict[tuple[UUID, date], MonthOfFees]) -> None:
    """One pot through its days: what leaves it is of the oldest month that is left."""
    waiting: deque[MonthOfFees] = deque()
    for _, day, remittance, came, went in moves:
        if came:
            month = day.replace(day=1)
            known = months.setdefault((pot.unit_id, month), MonthOfFees(pot.unit_id, month))
            known.collected += came
            known.left_of[pot] = known.left_of.get(pot, 0) + came
            if known not in waiting:
                waiting.append(known)
        while went and waiting:
            oldest = waiting[0]
            part = min(went, oldest.left_of[pot])
            went -= part
            oldest.left_of[pot] -= part
            if remittance is None:
                oldest.given_back += part
            else:
                oldest.remitted += part
                oldest.paid_on = max(day, oldest.paid_on or day)
            if not oldest.left_of[pot]:
                del waiting[0].left_of[pot]
                waiting.popleft()


def _moves(
    db: Session, day: date, unit_id: UUID | None, case_id: UUID | None = None
) -> Iterator[Move]:
    """In and out of the account of fees by pot and day; what was taken back is left out."""
    entry, undone = LedgerEntry, aliased(LedgerEntry)
    came = func.sum(entry.amount).filter(entry.credit == Account.FEE_DUE)
    went = func.sum(entry.amount).filter(entry.debit == Account.FEE_DUE)
    own = (entry.unit_id, entry.case_id, entry.item_id, entry.day, FeeRemittance.id)
    stmt = (
        select(*own, func.coalesce(came, 0), func.coalesce(went, 0))
        .outerjoin(FeeRemittance, FeeRemittance.voucher_id == entry.voucher_id)
        .where(
            or_(entry.credit == Account.FEE_DUE, entry.debit == Account.FEE_DUE),
            entry.case_id.is_not(None), entry.day <= day, entry.reverses_id.is_(None),
            ~select(undone.id).where(undone.reverses_id == entry.id).exists(),
        )
        .group_by(*own)
        .order_by(entry.unit_id, entry.case_id, entry.item_id, entry.day, went.is_not(None))
    )  # fmt: skip
    if unit_id is not None:
        stmt = stmt.where(entry.unit_id == unit_id)
    if case_id is not None:
        stmt = stmt.where(entry.case_id == case_id)
    stmt = stmt.execution_options(yield_per=1000)
    for unit, case, item, on, paid, came_in, went_out in db.execute(stmt):
        yield Move(Pot(unit, case, item), on, paid, int(came_in), int(went_out))
