"""Closing the books of a unit month by month: afterwards nothing is dated inside any more."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.days import month_end
from thads.core.errors import RuleBroken
from thads.identity.models import User
from thads.ledger import books, queries
from thads.ledger.accounts import ASSETS, Account
from thads.ledger.books import KEPT
from thads.ledger.models import BookClose, LedgerEntry
from thads.units.models import Unit

SHOWN = (Account.CASH, Account.TRUST, Account.SAVINGS)


@dataclass(slots=True)
class Month:
    """What came to and went from each place of money in one month, and what lay there at its end;
    `held` is what the office then owed to all whom the money is for. All in đồng."""

    end: date
    came: dict[Account, int] = field(default_factory=lambda: defaultdict(int))
    went: dict[Account, int] = field(default_factory=lambda: defaultdict(int))
    left: dict[Account, int] = field(default_factory=dict)
    held: int = 0
    close: BookClose | None = None


def months(db: Session, unit: Unit) -> list[Month]:
    """The months of these books with movements, the oldest first."""
    entry = LedgerEntry
    columns = (entry.day, entry.debit, entry.credit)
    stmt = select(*columns, func.sum(entry.amount)).where(entry.unit_id == unit.id)
    found: dict[date, Month] = {}
    for day, debit, credit, amount in db.execute(stmt.group_by(*columns).order_by(entry.day)):
        end = month_end(day)
        month = found.setdefault(end, Month(end))
        month.came[debit] += int(amount)
        month.went[credit] += int(amount)
    closes = {close.month_end: close for close in _closes(db, unit)}
    lying: dict[Account, int] = defaultdict(int)
    for month in found.values():
        for account in {*month.came, *month.went}:
            lying[account] += month.came[account] - month.went[account]
        month.left = {account: lying[account] for account in SHOWN}
        month.held = -sum(amount for account, amount in lying.items() if account not in ASSETS)
        month.close = closes.get(month.end)
    return list(found.values())


def next_to_close(found: Sequence[Month], today: date) -> Month | None:
    """The oldest month that is not closed, once it is over."""
    last = max((month.end for month in found if month.close), default=date.min)
    waiting = (month for month in found if month.end > last)
    month = next(waiting, None)
    return month if month and month.end < today else None


def close_book(db: Session, unit: Unit, end: date, *, by: User, today: date) -> BookClose:
    """Close the books of a unit up to the end of a month.

    Nothing opens them again: a mistake inside is answered by a reversal dated today.
    """
    books.check_hand(db, unit, by, today)
    books.hold(db, [unit.id])
    if books.keeper(db, unit, end).id != unit.id:
        raise RuleBroken(
            "book.none", f"{unit.name} không có sổ kế toán riêng. Chưa khóa gì; khóa sổ của tỉnh."
        )
    if end != month_end(end) or end >= today:
        raise RuleBroken(
            "book.not_over", f"Tháng {end:%m/%Y} chưa hết. Chưa khóa gì; khóa sau ngày cuối tháng."
        )
    if end <= (until := books.closed(db, unit.id).until):
        raise RuleBroken(
            "book.closed_already",
            f"Sổ đã khóa đến hết ngày {until:%d/%m/%Y}. {KEPT}; xem danh sách tháng.",
        )
    _check_earlier(db, unit, until, end)
    balances = queries.balances_by(db, unit_ids=[unit.id], group="account", on=end)
    close = BookClose(
        unit_id=unit.id, month_end=end, entered_by_id=by.id,
        balances={account.value: amount for (_, account), amount in balances.items()},
    )  # fmt: skip
    db.add(close)
    audit.record(db, by, "money.book_closed", close, unit_id=unit.id, month_end=end,
                 before={"closed_until": None if until == date.min else until},
                 after={"closed_until": end}, balances=close.balances)  # fmt: skip
    return close


def _check_earlier(db: Session, unit: Unit, until: date, end: date) -> None:
    """Months are closed in their order; a month without movements may be passed over."""
    first = select(func.min(LedgerEntry.day)).where(
        LedgerEntry.unit_id == unit.id, LedgerEntry.day > until
    )
    day: date | None = db.scalar(first)
    if day is not None and month_end(day) < end:
        raise RuleBroken(
            "book.earlier_open",
            f"Tháng {day:%m/%Y} có phát sinh mà chưa khóa. Chưa khóa gì; khóa tháng đó trước.",
        )


def _closes(db: Session, unit: Unit) -> Sequence[BookClose]:
    return db.scalars(select(BookClose).where(BookClose.unit_id == unit.id)).all()
