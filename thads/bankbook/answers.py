"""Vouchers posted before that a row of a statement may be: same amount, a day near, not matched."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from thads.bankbook.models import BankMatch, BankRow
from thads.bankbook.queries import match_holds
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, Voucher

NEAR = timedelta(days=15)
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A voucher that a row may be, and how far its day is from the bank's."""

    voucher_id: UUID
    title: str
    day: date
    counterpart: str
    days_apart: int

    @property
    def reason(self) -> str:
        """Why it is offered."""
        if self.days_apart == 0:
            return "đúng số tiền, đúng ngày, chưa khớp sao kê"
        return f"đúng số tiền, lệch {self.days_apart} ngày, chưa khớp sao kê"


def answers(db: Session, rows: Sequence[BankRow]) -> dict[UUID, list[Answer]]:
    """The nearest vouchers of each row, looked up for all rows at once."""
    found: dict[UUID, list[Answer]] = {}
    for came in (True, False):
        some = [row for row in rows if (row.amount > 0) is came]
        for unit_id in {row.account.unit_id for row in some}:
            of_unit = [row for row in some if row.account.unit_id == unit_id]
            by_amount = _vouchers(db, unit_id, of_unit, came=came)
            found |= {row.id: _nearest(row, by_amount[abs(row.amount)]) for row in of_unit}
    return found


def _nearest(row: BankRow, vouchers: Iterable[Voucher]) -> list[Answer]:
    near = [
        Answer(one.id, one.title, one.day, one.counterpart, abs((one.day - row.day).days))
        for one in vouchers
    ]
    near = [one for one in near if one.days_apart <= NEAR.days]
    return sorted(near, key=lambda one: (one.days_apart, one.title))[:SHOWN]


def _vouchers(
    db: Session, unit_id: UUID, rows: Sequence[BankRow], *, came: bool
) -> dict[int, list[Voucher]]:
    """By the amount that they moved at the bank, in đồng."""
    side = LedgerEntry.debit if came else LedgerEntry.credit
    moved = func.sum(LedgerEntry.amount)
    first, last = min(row.day for row in rows) - NEAR, max(row.day for row in rows) + NEAR
    sums = (
        select(LedgerEntry.voucher_id, moved.label("moved"))
        .where(
            LedgerEntry.unit_id == unit_id, LedgerEntry.day.between(first, last),
            side == Account.TRUST, LedgerEntry.voucher_id.is_not(None),
        )
        .group_by(LedgerEntry.voucher_id)
        .having(moved.in_({abs(row.amount) for row in rows}))
        .subquery()
    )  # fmt: skip
    back = aliased(Voucher)
    stmt = (
        select(Voucher, sums.c.moved)
        .join(sums, sums.c.voucher_id == Voucher.id)
        .where(
            ~exists().where(back.reverses_id == Voucher.id),
            ~exists().where(BankMatch.voucher_id == Voucher.id, match_holds()),
        )
        .order_by(Voucher.day, Voucher.id)
    )
    found: dict[int, list[Voucher]] = defaultdict(list)
    for voucher, amount in db.execute(stmt):
        found[int(amount)].append(voucher)
    return found
