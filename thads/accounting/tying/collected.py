"""What the cases say was collected, the ledger, and what the parties settled between themselves.

The cases speak through their intervals, day by day: a day on which an interval's sum moves by more
than the ledger is right only when a decision of that day says that the parties settled directly.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    CTE,
    Select,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from thads.accounting.tying.lines import Check, Fault, Line
from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, MovementKind
from thads.core.days import statistics_year, year_start
from thads.core.money import format_dong
from thads.ledger.models import LedgerEntry
from thads.statistics.figures import figures
from thads.statistics.models import case_contribution

MOVED = (MovementKind.COLLECTED, MovementKind.REVERSED)
NET = case((LedgerEntry.kind == MovementKind.REVERSED, -LedgerEntry.amount),
           else_=LedgerEntry.amount)  # fmt: skip

Arm = Select[*tuple[Any, ...]]


class Sums(NamedTuple):
    """Of one holding unit, in đồng: all that was ever collected, and that of the year."""

    told: int = 0
    booked: int = 0
    direct: int = 0
    wrong: int = 0
    booked_in_year: int = 0
    direct_in_year: int = 0


def lines(db: Session, day: date, units: tuple[UUID, ...] | None) -> list[Line]:
    """The checks of what was collected and of the statistics, of each unit that holds cases."""
    days = money_days(day)
    sums = _sums(db, day, days)
    shown = figures(db, day)
    told = {row.unit.id: row.money["completed"] for row in shown.units if row.unit}
    found = []
    for unit_id in _wanted(sums.keys() | told.keys(), units):
        one, completed = sums.get(unit_id, Sums()), told.get(unit_id, 0) if unit_id else 0
        found.append(Line(
            check=Check.COLLECTED, unit_id=unit_id, sums=(one.told, one.booked, one.direct),
            difference=one.told - one.booked - one.direct,
            first=_first(db, day, days, unit_id) if one.wrong else None,
        ))  # fmt: skip
        differs = completed - one.booked_in_year - one.direct_in_year
        found.append(Line(
            check=Check.STATISTICS, unit_id=unit_id,
            sums=(completed, one.booked_in_year, one.direct_in_year), difference=differs,
            first=_first_of_statistics(db, day, days, unit_id, differs) if differs else None,
        ))  # fmt: skip
    return found


def money_days(day: date) -> CTE:
    """By case and day: what the interval says came in, what the ledger says, what was settled."""
    moves = union_all(_told(day), _booked(day), _settled(day)).subquery()
    told, booked, settled = (
        func.sum(moves.c[name]).label(name) for name in ("told", "booked", "settled")
    )
    each = (
        select(moves.c.case_id, moves.c.day, told, booked, settled)
        .group_by(moves.c.case_id, moves.c.day)
        .subquery()
    )
    excess = each.c.told - each.c.booked
    direct = case((and_(each.c.settled > 0, excess > 0), excess), else_=0)
    return select(each, direct.label("direct"), (excess - direct).label("wrong")).cte("money_days")


def _told(day: date) -> Arm:
    held = CaseInterval
    last = func.lag(held.collected).over(partition_by=held.case_id, order_by=held.starts_on)
    moved = (held.collected - func.coalesce(last, 0)).label("told")
    none = literal(0)
    columns = (held.starts_on.label("day"), moved, none.label("booked"), none.label("settled"))
    return select(held.case_id, *columns).where(held.starts_on <= day)


def _booked(day: date) -> Arm:
    entry = LedgerEntry
    return (
        select(entry.case_id, entry.day, literal(0), NET, literal(0))
        .join(Case, Case.id == entry.case_id)
        .where(Case.struck_by_id.is_(None), entry.kind.in_(MOVED), entry.day <= day)
    )


def _settled(day: date) -> Arm:
    """Days on which a decision says that the parties settled directly (hoàn thành)."""
    act, correction = CaseAct, aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == act.id).exists()
    return (
        select(act.case_id, act.day, literal(0), literal(0), literal(1))
        .join(Case, Case.id == act.case_id)
        .where(act.kind == ActKind.COMPLETION, ~struck, act.day <= day)
        .where(Case.struck_by_id.is_(None))
    )


def _sums(db: Session, day: date, days: CTE) -> dict[UUID | None, Sums]:
    in_year, holder = days.c.day >= year_start(statistics_year(day)), holders(day)
    asked = (
        select(
            holder.c.unit_id, func.sum(days.c.told), func.sum(days.c.booked),
            func.sum(days.c.direct), func.sum(func.abs(days.c.wrong)),
            func.sum(case((in_year, days.c.booked), else_=0)),
            func.sum(case((in_year, days.c.direct), else_=0)),
        )
        .select_from(days)
        .outerjoin(holder, holder.c.case_id == days.c.case_id)
        .group_by(holder.c.unit_id)
    )  # fmt: skip
    return {
        unit_id: Sums(*(int(amount or 0) for amount in amounts))
        for unit_id, *amounts in db.execute(asked)
    }


def holders(day: date) -> Subquery:
    """Who holds each case at the end of the day, or held it when it ended."""
    held = CaseInterval
    until = or_(held.ends_on.is_(None), held.ends_on > day)
    return select(held.case_id, held.unit_id).where(held.starts_on <= day, until).subquery()


def _first(db: Session, day: date, days: CTE, unit_id: UUID | None) -> Fault:
    """The first day and case on which they differ, and the last entry of that day."""
    holder = holders(day)
    row = db.execute(
        select(days)
        .outerjoin(holder, holder.c.case_id == days.c.case_id)
        .where(days.c.wrong != 0, holder.c.unit_id.is_not_distinct_from(unit_id))
        .order_by(days.c.day, days.c.case_id)
        .limit(1)
    ).one()
    entry = LedgerEntry
    last = db.execute(
        select(entry.id, entry.item_id)
        .where(entry.case_id == row.case_id, entry.day == row.day, entry.kind.in_(MOVED))
        .order_by(entry.entered_at.desc(), entry.id.desc())
        .limit(1)
    ).first()
    words = f"hồ sơ ghi {format_dong(int(row.told))} đ, sổ ghi {format_dong(int(row.booked))} đ"
    return Fault(words, row.day, row.case_id, last and last.item_id, last and last.id)


def _first_of_statistics(
    db: Session, day: date, days: CTE, unit_id: UUID | None, differs: int
) -> Fault:
    """The first case whose part of the figures is not what was collected on it in the year."""
    year = statistics_year(day)
    month = (day.month - 10) % 12 + 1
    kept = case_contribution.c
    of_case = (
        select(days.c.case_id, func.sum(days.c.booked + days.c.direct).label("amount"))
        .where(days.c.day >= year_start(year))
        .group_by(days.c.case_id)
        .subquery()
    )
    row = db.execute(
        select(kept.case_id, kept.m_completed, of_case.c.amount)
        .outerjoin(of_case, of_case.c.case_id == kept.case_id)
        .where(
            kept.year == year, kept.part == "all", kept.from_month <= month,
            kept.to_month >= month, kept.unit_id == unit_id if unit_id else false(),
            kept.m_completed != func.coalesce(of_case.c.amount, 0),
        )
        .order_by(kept.case_id)
        .limit(1)
    ).first()  # fmt: skip
    if row is None:
        return Fault(
            f"ô số liệu của đơn vị chênh {format_dong(differs)} đ; chạy thads rebuild", day
        )
    words = (
        f"thống kê tính {format_dong(int(row.m_completed))} đ, "
        f"đã thu {format_dong(int(row.amount or 0))} đ"
    )
    return Fault(words, day, row.case_id)


def _wanted(
    found: Iterable[UUID | None], units: tuple[UUID, ...] | None
) -> list[UUID | None]:  # fmt: skip
    return sorted((one for one in found if units is None or one in units), key=str)
