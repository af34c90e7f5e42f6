"""What the cases say was collected, the ledger, and what the parties settled between themselves.

The cases speak through their intervals, day by day: a day on which an interval's sum moves by more
than the ledger is right only when a decision of that day says that the parties settled directly.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CTE, Subquery, and_, case, false, func, literal, or_, select, union_all
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
    held, entry = CaseInterval, LedgerEntry
    last = func.lag(held.collected).over(partition_by=held.case_id, order_by=held.starts_on)
    told = select(
        held.case_id, held.starts_on.label("day"),
        (held.collected - func.coalesce(last, 0)).label("told"), literal(0).label("booked"),
    ).where(held.starts_on <= day)  # fmt: skip
    booked = (
        select(entry.case_id, entry.day, literal(0), NET)
        .join(Case, Case.id == entry.case_id)
        .where(Case.struck_by_id.is_(None), entry.kind.in_(MOVED), entry.day <= day)
    )
    moves = union_all(told, booked).subquery()
    each = (
        select(moves.c.case_id, moves.c.day, func.sum(moves.c.told).label("told"),
               func.sum(moves.c.booked).label("booked"))
        .group_by(moves.c.case_id, moves.c.day)
        .subquery()
    )  # fmt: skip
    settled = _settled()
    excess = each.c.told - each.c.booked
    direct = case((and_(settled.c.case_id.is_not(None), excess > 0), excess), else_=0)
    return (
        select(each, direct.label("direct"), (excess - direct).label("wrong"))
        .outerjoin(settled, and_(settled.c.case_id == each.c.case_id, settled.c.day == each.c.day))
        .cte("money_days")
    )


def _settled() -> Subquery:
    """Days on which a decision says that the parties settled directly (hoàn thành)."""
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    return (
        select(CaseAct.case_id, CaseAct.day)
        .where(CaseAct.kind == ActKind.COMPLETION, ~struck)
        .distinct()
        .subquery()
    )


def _sums(db: Session, day: date, days: CTE) -> dict[UUID | None, Sums]:
    in_year = days.c.day >= year_start(statistics_year(day))
    asked = (
        select(
            CaseInterval.unit_id, func.sum(days.c.told), func.sum(days.c.booked),
            func.sum(days.c.direct), func.sum(func.abs(days.c.wrong)),
            func.sum(case((in_year, days.c.booked), else_=0)),
            func.sum(case((in_year, days.c.direct), else_=0)),
        )
        .select_from(days)
        .outerjoin(CaseInterval, _holds(days.c.case_id, day))
        .group_by(CaseInterval.unit_id)
    )  # fmt: skip
    return {
        unit_id: Sums(*(int(amount or 0) for amount in amounts))
        for unit_id, *amounts in db.execute(asked)
    }


def _holds(case_id: Any, day: date) -> Any:
    """Who holds the case at the end of the day, or held it when it ended."""
    held = CaseInterval
    until = or_(held.ends_on.is_(None), held.ends_on > day)
    return and_(held.case_id == case_id, held.starts_on <= day, until)


def _first(db: Session, day: date, days: CTE, unit_id: UUID | None) -> Fault:
    """The first day and case on which they differ, and the last entry of that day."""
    held = CaseInterval.unit_id.is_(None) if unit_id is None else CaseInterval.unit_id == unit_id
    row = db.execute(
        select(days)
        .outerjoin(CaseInterval, _holds(days.c.case_id, day))
        .where(days.c.wrong != 0, held)
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
