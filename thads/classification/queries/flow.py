"""What came into the stock and what left it, month by month of a statistics year.

A month's flow is the difference between the stock at the end of the month before and at its own
end: the opening stock with what came, less what left, is the closing stock. A case that came and
left within one month stands in neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    false,
    func,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from thads.cases.history import CURRENT
from thads.cases.models import Case, CaseInterval, Standing
from thads.cases.queries.filters import ENFORCEABLE_NOW
from thads.classification.queries.ageing import StockFilter, in_stock
from thads.core.codes import Coded
from thads.core.days import last_day_older_than, period_end, year_start
from thads.core.db import Term

_DAY = timedelta(days=1)
# Why a case is in the stock at one end of the month only: new, grown old, handed over, or the
# standing outside the stock that it came from or went to.
NEW, AGED, HANDED = "new", "aged", "handed"
REASONS = {
    NEW: "Thụ lý mới",
    AGED: "Vừa quá một năm",
    HANDED: "Đổi đơn vị hoặc Chấp hành viên",
    **{standing.value: standing.label for standing in Standing},
}


class Side(Coded):
    """Which cases of a month."""

    CAME = "came", "Vào trong tháng"
    LEFT = "left", "Ra trong tháng"
    STOCK = "stock", "Tồn cuối tháng"


class Month(NamedTuple):
    """A month of a statistics year, or as much of it as is over."""

    year: int
    number: int  # October is 1
    eve: date  # the last day before it
    last: date


@dataclass(frozen=True, slots=True)
class Flow:
    """The cases of one month: how many, and why they came and left."""

    month: Month
    opening: int
    came: Counter[str]
    left: Counter[str]

    @property
    def closing(self) -> int:
        """The stock at its end."""
        return self.opening + self.came.total() - self.left.total()


class Move(NamedTuple):
    """One case that came or left, or (without a reason) is of the stock; `before` empty: not yet
    docketed. The rest is as it stood at the month's end, `remaining` in đồng."""

    month: Month
    side: Side
    reason: str | None
    case_id: UUID
    title: str
    docketed_on: date
    before: Standing | None
    after: Standing
    unit_id: UUID
    officer_id: UUID | None
    remaining: int


def months(year: int, today: date) -> list[Month]:
    """The months of a statistics year that have begun."""
    found, eve = [], year_start(year) - _DAY
    for number in range(1, 13):
        if eve >= today:
            break
        last = min(period_end(year, number), today)
        found.append(Month(year, number, eve, last))
        eve = last
    return found


def flow(db: Session, year: int, today: date, wanted: StockFilter) -> list[Flow]:
    """The flow of each month that has begun, in order; a statement a month and one more."""
    found: list[Flow] = []
    for month in months(year, today):
        opening = found[-1].closing if found else _size(db, month.eve, wanted)
        counts: dict[Side, Counter[str]] = {side: Counter() for side in Side}
        rows = _moves(month, wanted).subquery()
        stmt = select(rows.c.side, rows.c.reason, func.count()).group_by(rows.c.side, rows.c.reason)
        for side, reason, n in db.execute(stmt):
            counts[side][reason] = n
        found.append(Flow(month, opening, counts[Side.CAME], counts[Side.LEFT]))
    return found


def moves(
    db: Session, wanted: StockFilter, these: Sequence[Month], side: Side | None = None,
    reason: str | None = None,
) -> list[Move]:  # fmt: skip
    """The cases behind the counts, month by month, the oldest first; a statement a month."""
    found = []
    for month in these:
        rows = _moves(month, wanted).subquery()
        stmt = select(rows).order_by(rows.c.docketed_on, rows.c.number, rows.c.case_id)
        if side is not None:
            stmt = stmt.where(rows.c.side == side)
        if reason is not None:
            stmt = stmt.where(rows.c.reason == reason)
        found += [
            Move(
                month, row.side, row.reason, row.case_id, f"{row.number}/{row.series}",
                row.docketed_on, row.before, row.after, row.unit_id, row.officer_id, row.remaining,
            )
            for row in db.execute(stmt)
        ]  # fmt: skip
    return found


def _size(db: Session, day: date, wanted: StockFilter) -> int:
    stmt = select(func.count()).select_from(CaseInterval)
    joined = stmt.join(Case, Case.id == CaseInterval.case_id)
    return db.scalar(joined.where(*in_stock(day, wanted))) or 0


def _moves(month: Month, wanted: StockFilter) -> Any:
    """The cases that are in the stock at one end of the month only. Either how they stand began
    within the month, or they grew old meanwhile."""
    before, after = aliased(CaseInterval), aliased(CaseInterval)
    all_pairs = _pairs(month, wanted, before, after)
    changed = all_pairs.where(after.starts_on > month.eve, after.starts_on <= month.last)
    if not wanted.old:
        return changed
    aged = all_pairs.where(
        after.starts_on <= month.eve,
        Case.docketed_on > last_day_older_than(month.eve, 1),
        Case.docketed_on <= last_day_older_than(month.last, 1),
    )
    return union_all(changed, aged)


def _pairs(month: Month, wanted: StockFilter, before: Any, after: Any) -> Select[*tuple[Any, ...]]:
    was = case((_belongs(before, wanted, month.eve), 1), else_=0)
    now = case((_belongs(after, wanted, month.last), 1), else_=0)
    text = String()
    was_young = Case.docketed_on > last_day_older_than(month.eve, 1) if wanted.old else false()
    came = case(
        (before.case_id.is_(None), NEW),
        (before.standing.not_in(_standings(wanted)), type_coerce(before.standing, text)),
        (was_young, AGED),
        else_=HANDED,
    )
    left = case(
        (after.standing.not_in(_standings(wanted)), type_coerce(after.standing, text)),
        else_=HANDED,
    )
    side = case((now > was, Side.CAME.value), else_=Side.LEFT.value)
    stood = and_(
        before.case_id == after.case_id, before.starts_on <= month.eve,
        or_(before.ends_on.is_(None), before.ends_on > month.eve),
    )  # fmt: skip
    return (
        select(
            type_coerce(side, Term(Side)).label("side"),
            type_coerce(case((now > was, came), else_=left), text).label("reason"),
            Case.id.label("case_id"), Case.number, Case.series, Case.docketed_on,
            before.standing.label("before"), after.standing.label("after"), after.unit_id,
            after.officer_id, after.remaining,
        )
        .select_from(after)
        .join(Case, Case.id == after.case_id)
        .outerjoin(before, stood)
        .where(or_(after.ends_on.is_(None), after.ends_on > month.last), was != now)
    )  # fmt: skip


def _standings(wanted: StockFilter) -> tuple[Standing, ...]:
    return ENFORCEABLE_NOW if wanted.old else tuple(CURRENT)


def _belongs(at: Any, wanted: StockFilter, day: date) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = [at.standing.in_(_standings(wanted))]
    if wanted.unit_id is not None:
        found.append(at.unit_id == wanted.unit_id)
    if wanted.officer_id is not None:
        found.append(at.officer_id == wanted.officer_id)
    if wanted.unassigned:
        found.append(and_(at.case_id.is_not(None), at.officer_id.is_(None)))
    if wanted.old:
        found.append(Case.docketed_on <= last_day_older_than(day, 1))
    return and_(*found)
