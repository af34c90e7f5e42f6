"""Numbers by holder (unit and officer), each kind in one query for a unit or a whole province."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from thads.cases.models import Case, CaseInterval
from thads.core.days import month_number, statistics_year, year_start
from thads.statistics.cells import OFFICER
from thads.statistics.columns import STORED
from thads.statistics.contributions import ALL_ITEMS
from thads.statistics.models import case_contribution, statistics_cell
from thads.statistics.subject import Subject

Holder = tuple[UUID, UUID | None]
Tally = Mapping[Holder, Sequence[int]]
Months = dict[int, list[int]]
MONTHS_BACK = 24


def of_subject(tally: Tally, subject: Subject, width: int) -> list[int]:
    """The sums of what the subject holds."""
    sums = [0] * width
    for (unit_id, officer_id), row in tally.items():
        if subject.unit_id in (None, unit_id) and subject.officer_id in (None, officer_id):
            sums = [one + other for one, other in zip(sums, row, strict=True)]
    return sums


def moved(db: Session, end: date, unit_id: UUID | None) -> Tally:
    """By how much every stored column grew in the month that ends, for those who hold the cases
    now: a case that changed hands moves nothing."""
    now, before = case_contribution.alias("now"), case_contribution.alias("before")
    month = month_number(end)
    same_case = and_(
        before.c.case_id == now.c.case_id, before.c.year == now.c.year,
        before.c.part == now.c.part, before.c.to_month == month - 1,
    )  # fmt: skip
    growth = [func.sum(now.c[name] - func.coalesce(before.c[name], 0)) for name in STORED]
    stmt = (
        select(now.c.unit_id, now.c.officer_id, *growth)
        .select_from(now.outerjoin(before, same_case))
        .where(now.c.year == statistics_year(end), now.c.part == ALL_ITEMS)
        .where(now.c.from_month == month, _of_unit(now.c.unit_id, unit_id))
        .group_by(now.c.unit_id, now.c.officer_id)
    )
    return _tally(db.execute(stmt))


def decided(db: Session, end: date, unit_id: UUID | None) -> Tally:
    """Enforcement decisions of the register issued from the year's start to `end`, by who holds
    their cases then."""
    stmt = (
        select(CaseInterval.unit_id, CaseInterval.officer_id, func.count())
        .join(Case, Case.id == CaseInterval.case_id)
        .where(Case.docketed_on.between(year_start(statistics_year(end)), end))
        .where(Case.struck_by_id.is_(None), CaseInterval.starts_on <= end)
        .where(or_(CaseInterval.ends_on.is_(None), CaseInterval.ends_on > end))
        .where(_of_unit(CaseInterval.unit_id, unit_id))
        .group_by(CaseInterval.unit_id, CaseInterval.officer_id)
    )
    return _tally(db.execute(stmt))


def breaking(db: Session, found: Subquery, unit_id: UUID | None) -> Tally:
    """Of the cases that break a rule: how many, and the sums of both sides."""
    stmt = (
        select(found.c.unit_id, found.c.officer_id, func.count(), func.sum(found.c.found),
               func.sum(found.c.expected))
        .where(_of_unit(found.c.unit_id, unit_id))
        .group_by(found.c.unit_id, found.c.officer_id)
    )  # fmt: skip
    return _tally(db.execute(stmt))


def months(
    db: Session, end: date, unit_id: UUID | None, columns: Sequence[str]
) -> dict[Holder, Months]:
    """What the stored columns grew by in each of the months before, by holder; a month is counted
    on from the year 0 (`serial`)."""
    last = serial(end) - 1
    cells, place = statistics_cell.c, statistics_cell.c.year * 12 + statistics_cell.c.month
    stmt = select(cells.unit_id, cells.a, place, *(cells[name] for name in columns)).where(
        cells.shape == OFFICER, cells.year >= statistics_year(end) - 2,
        place.between(last - MONTHS_BACK + 1, last),
    )  # fmt: skip
    if unit_id:
        stmt = stmt.where(cells.unit_id == str(unit_id))
    found: dict[Holder, Months] = defaultdict(dict)
    for unit, officer, month, *values in db.execute(stmt):
        found[UUID(unit), UUID(officer) if officer else None][month] = list(map(int, values))
    return found


def serial(end: date) -> int:
    """The number of a month of a statistics year, counted on from year to year."""
    return statistics_year(end) * 12 + month_number(end)


def _of_unit(
    column: ColumnElement[Any] | InstrumentedAttribute[Any], unit_id: UUID | None
) -> ColumnElement[bool]:
    return column == unit_id if unit_id else column.is_not(None)


def _tally(rows: Iterable[Any]) -> Tally:
    return {(row[0], row[1]): [int(value or 0) for value in row[2:]] for row in rows}
