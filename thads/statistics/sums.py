"""Sums for a report: from the cells at a month's end, from all facts on any other day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import replay
from thads.core.days import month_end, month_number, statistics_year
from thads.statistics.cells import KIND, NOBODY, OFFICER, PROVINCE, THEME, Place, places_of
from thads.statistics.columns import STORED
from thads.statistics.contributions import ALL_ITEMS, STATE_BUDGET_ITEMS, Share, share_at
from thads.statistics.models import StatisticsHorizon, statistics_cell

Sums = dict[Place, list[int]]

_CELL = statistics_cell.c
_KEY = (_CELL.shape, _CELL.unit_id, _CELL.a, _CELL.b)
_OF_UNIT = (
    select(*_KEY, *(func.sum(_CELL[name]) for name in STORED))
    .where(_CELL.year == bindparam("year"), _CELL.month <= bindparam("month"))
    .where(_CELL.unit_id == bindparam("unit"))
    .group_by(*_KEY)
)
_OF_PROVINCE = (
    select(*_KEY, *(func.sum(_CELL[name]) for name in STORED))
    .where(_CELL.year == bindparam("year"), _CELL.month <= bindparam("month"))
    .where(
        or_(
            _CELL.shape == OFFICER,
            _CELL.shape.in_((KIND, THEME)) & (_CELL.unit_id == bindparam("unit")),
        )
    )
    .group_by(*_KEY)
)


def is_held(db: Session, at: date) -> bool:
    """Whether the read model answers for this day: a month's end within its horizon."""
    if at != month_end(at):
        return False
    horizon = db.scalar(select(StatisticsHorizon.year))
    return horizon is not None and statistics_year(at) <= horizon


def from_cells(db: Session, at: date, unit_id: UUID | None) -> Sums:
    """Sums of the cells up to the month that ends on `at`; province or one unit."""
    asked = {"year": statistics_year(at), "month": month_number(at)}
    if unit_id:
        found = db.execute(_OF_UNIT, {**asked, "unit": str(unit_id)})
    else:
        found = db.execute(_OF_PROVINCE, {**asked, "unit": PROVINCE})
    return {Place(*row[:4]): list(map(int, row[4:])) for row in found if any(row[4:])}


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
