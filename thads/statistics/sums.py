"""Sums for a report: from the cells at a month's end, from all facts on any other day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import replay
from thads.core.days import month_end, month_number, statistics_year
from thads.statistics.cells import KIND, NOBODY, OFFICER, PROVINCE, THEME, Place, places_of
from thads.statistics.columns import STORED
from thads.statistics.contributions import ALL_ITEMS, STATE_BUDGET_ITEMS, Share, share_at
from thads.statistics.models import StatisticsHorizon, statistics_cell

Sums = dict[Place, list[int]]


def is_held(db: Session, at: date) -> bool:
    """Whether the read model answers for this day: a month's end within its horizon."""
    if at != month_end(at):
        return False
    horizon = db.scalar(select(StatisticsHorizon.year))
    return horizon is not None and statistics_year(at) <= horizon


def from_cells(db: Session, at: date, unit_id: UUID | None) -> Sums:
    """Sums of the cells up to the month that ends on `at`; province or one unit."""
    cell = statistics_cell.c
    scope = str(unit_id) if unit_id else PROVINCE
    officers = cell.shape == OFFICER
    if unit_id:
        officers &= cell.unit_id == scope
    statement = (
        select(cell.shape, cell.unit_id, cell.a, cell.b, *(func.sum(cell[n]) for n in STORED))
        .where(cell.year == statistics_year(at), cell.month <= month_number(at))
        .where(or_(officers, cell.shape.in_((KIND, THEME)) & (cell.unit_id == scope)))
        .group_by(cell.shape, cell.unit_id, cell.a, cell.b)
    )
    return {
        Place(*row[:4]): [int(figure) for figure in row[4:]]
        for row in db.execute(statement)
        if any(row[4:])
    }


def from_facts(db: Session, at: date, unit_id: UUID | None) -> Sums:
    """The same sums by reading every case; province or one unit."""
    sums: Sums = defaultdict(lambda: [0] * len(STORED))
    scope = str(unit_id) if unit_id else PROVINCE
    for known in facts.load(db):
        share = share_at(replay(known), at)
        if share is None or (unit_id and share.unit_id != unit_id):
            continue
        terms = (known.kind.value, known.initiation.value)
        for part, counted in parts_of(share):
            for place in _places(part, share, terms):
                if place.shape == OFFICER or place.unit_id == scope:
                    sums[place] = [a + b for a, b in zip(sums[place], counted, strict=True)]
    return {place: row for place, row in sums.items() if any(row)}


def parts_of(share: Share) -> Iterable[tuple[str, tuple[int, ...]]]:
    """The figures of each part: every item, and state-budget items when the case has any."""
    yield ALL_ITEMS, share.cases + share.money
    if share.budget_money is not None:
        yield STATE_BUDGET_ITEMS, share.cases + share.budget_money


def _places(part: str, share: Share, terms: tuple[str, str]) -> Iterable[Place]:
    officer = str(share.officer_id) if share.officer_id else NOBODY
    return places_of(part, str(share.unit_id), officer, *terms, share.themes)
