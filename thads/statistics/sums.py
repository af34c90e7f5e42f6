"""Sums for a report: from the cells at a month's end, with the cases that changed on other days."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from operator import add, sub
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select, union
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import CHANGES_NOTHING, CaseFacts, replay
from thads.cases.models import ActKind, Case, CaseAct
from thads.core.days import add_years, month_end, month_number, statistics_year
from thads.statistics.cells import (
    BUDGET,
    KIND,
    NOBODY,
    OFFICER,
    PROVINCE,
    THEME,
    Place,
    places_of,
)
from thads.statistics.columns import STORED
from thads.statistics.contributions import Share, parts_of, share_at
from thads.statistics.models import StatisticsHorizon, case_contribution, statistics_cell

Sums = dict[Place, list[int]]

_ADD_NOTHING = CHANGES_NOTHING | {ActKind.CORRECTION}
_LEAP = timedelta(days=3)  # more than a year's length may differ by

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
            _CELL.shape.in_((KIND, THEME, BUDGET)) & (_CELL.unit_id == bindparam("unit")),
        )
    )
    .group_by(*_KEY)
)
_SHARE = case_contribution.c
# An expression that no index serves: else SQLite reads the whole year in the order of its parts.
_PART = func.coalesce(_SHARE.part, _SHARE.part)
_TERMS = (_PART, _SHARE.kind, _SHARE.initiation, _SHARE.themes)
_OF_OFFICER = (
    select(*_TERMS, *(func.sum(_SHARE[name]) for name in STORED))
    .where(_SHARE.officer_id == bindparam("officer"), _SHARE.unit_id == bindparam("unit"))
    .where(_SHARE.year == bindparam("year"))
    .where(_SHARE.from_month <= bindparam("month"), _SHARE.to_month >= bindparam("month"))
    .group_by(*_TERMS)
)


def is_held(db: Session, at: date) -> bool:
    """Whether the read model answers for this day: a month's end within its horizon."""
    if at != month_end(at):
        return False
    horizon = db.scalar(select(StatisticsHorizon.year))
    return horizon is not None and statistics_year(at) <= horizon


def at_end(
    db: Session, at: date, unit_id: UUID | None, officer_id: UUID | None = None
) -> Sums:  # fmt: skip
    """Sums of a month's end that is held; province, one unit, or one officer of it."""
    if officer_id:
        return _from_contributions(db, at, unit_id, officer_id)
    return from_cells(db, at, unit_id)


def from_cells(db: Session, at: date, unit_id: UUID | None) -> Sums:
    """Sums of the cells up to the month that ends on `at`; province or one unit."""
    asked = {"year": statistics_year(at), "month": month_number(at)}
    if unit_id:
        found = db.execute(_OF_UNIT, {**asked, "unit": str(unit_id)})
    else:
        found = db.execute(_OF_PROVINCE, {**asked, "unit": PROVINCE})
    return {Place(*row[:4]): list(map(int, row[4:])) for row in found if any(row[4:])}


def _from_contributions(
    db: Session, at: date, unit_id: UUID | None, officer_id: UUID
) -> Sums:  # fmt: skip
    """Sums of what the cases of one officer add: he has no cells of kinds and themes."""
    sums: Sums = defaultdict(nothing)
    asked = {"year": statistics_year(at), "month": month_number(at), "unit": unit_id}
    for part, kind, initiation, themes, *row in db.execute(
        _OF_OFFICER, {**asked, "officer": officer_id}
    ):
        terms = (str(unit_id), str(officer_id), kind, initiation, themes)
        for place in places_of(part, *terms):
            if place.unit_id:
                sums[place] = list(map(add, sums[place], map(int, row)))
    return {place: row for place, row in sums.items() if any(row)}


def between_ends(
    db: Session, at: date, unit_id: UUID | None, officer_id: UUID | None = None
) -> Sums:  # fmt: skip
    """Sums of a day that ends no month: those of a month's end beside it, and only the cases that
    changed in between are read."""
    ends = (month_end(at), at.replace(day=1) - timedelta(days=1))
    usable = [e for e in ends if statistics_year(e) == statistics_year(at) and is_held(db, e)]
    if not usable:
        return from_facts(db, at, unit_id, officer_id)
    between = {end: _changed(db, min(at, end), max(at, end)) for end in usable}
    end = min(usable, key=lambda end: len(between[end]))
    sums = defaultdict(nothing, at_end(db, end, unit_id, officer_id))
    for known in facts.load(db, between[end]):
        history = replay(known)
        count(sums, known, share_at(history, end), unit_id, sub, officer_id)
        count(sums, known, share_at(history, at), unit_id, add, officer_id)
    return {place: row for place, row in sums.items() if any(row)}


def from_facts(
    db: Session, at: date, unit_id: UUID | None, officer_id: UUID | None = None
) -> Sums:  # fmt: skip
    """The same sums by reading every case; province, one unit, or one officer of it."""
    sums: Sums = defaultdict(nothing)
    for known in facts.load(db):
        count(sums, known, share_at(replay(known), at), unit_id, add, officer_id)
    return {place: row for place, row in sums.items() if any(row)}


def _changed(db: Session, after: date, until: date) -> set[UUID]:
    """The cases (and perhaps some more) that add something else at `until` than at `after`: with
    facts in between, or with their first year over."""
    entry = Case.entries.property.entity.local_table.c
    kinds = [kind for kind in ActKind if kind not in _ADD_NOTHING]  # by the index of kind and day
    a_year_ago = (add_years(after, -1) - _LEAP, add_years(until, -1) + _LEAP)
    found = union(
        select(CaseAct.case_id).where(
            CaseAct.kind.in_(kinds), CaseAct.day > after, CaseAct.day <= until
        ),
        select(entry.case_id).where(
            entry.day > after, entry.day <= until, entry.sequence.is_not(None)
        ),
        select(Case.id).where(Case.docketed_on > after, Case.docketed_on <= until),
        select(Case.id).where(Case.docketed_on.between(*a_year_ago)),
    )
    return set(db.scalars(found))


def count(
    sums: Sums, known: CaseFacts, share: Share | None, unit_id: UUID | None,
    operation: Callable[[int, int], int], officer_id: UUID | None = None,
) -> None:  # fmt: skip
    """Add a share to the sums of the province, of a unit or of an officer, or take it away."""
    if share is None or (unit_id and share.unit_id != unit_id):
        return
    if officer_id and share.officer_id != officer_id:
        return
    scope, terms = str(unit_id) if unit_id else PROVINCE, (known.kind.value, known.initiation.value)
    for part, counted in parts_of(share):
        for place in _places(part, share, terms):
            if place.shape == OFFICER or place.unit_id == scope:
                sums[place] = list(map(operation, sums[place], counted))


def nothing() -> list[int]:
    """A row to add to."""
    return [0] * len(STORED)


def _places(part: str, share: Share, terms: tuple[str, str]) -> Iterator[Place]:
    officer = str(share.officer_id) if share.officer_id else NOBODY
    return places_of(part, str(share.unit_id), officer, *terms, share.themes)
