"""Figures by the units of a later day: what a unit had goes to the one that carries its work on.

A unit that went over wholly gives all that it had. One that was split gives each case to the unit
that got it on that day; what got none (it had ended before) stays a line of the unit of then.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import add
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import replay
from thads.cases.models import CaseInterval
from thads.core.days import month_number, statistics_year
from thads.statistics.cells import NOBODY, OFFICER, PROVINCE, Place, places_of
from thads.statistics.columns import STORED
from thads.statistics.contributions import parts_of, share_at
from thads.statistics.figures import assembled
from thads.statistics.models import case_contribution, statistics_cell
from thads.statistics.rows import Figures, Row, UnitName, line
from thads.statistics.sums import Sums, from_cells, is_held
from thads.units.models import Unit, UnitSuccession

HolderOn = Callable[[date], UUID | None]

_CELL = statistics_cell.c
_KEY = (_CELL.shape, _CELL.unit_id, _CELL.a, _CELL.b)
_OF_UNITS = (
    select(*_KEY, *(func.sum(_CELL[name]) for name in STORED))
    .where(_CELL.year == bindparam("year"), _CELL.month <= bindparam("month"))
    .where(_CELL.unit_id != PROVINCE)
    .group_by(*_KEY)
)
_HELD = case_contribution.c
_TERMS = (
    _HELD.case_id, _HELD.unit_id, _HELD.officer_id, _HELD.part, _HELD.kind, _HELD.initiation,
    _HELD.themes,
)  # fmt: skip


class Heirs(NamedTuple):
    """Who took over what a unit had, from which day on."""

    day: date
    units: frozenset[UUID]


@dataclass(frozen=True)
class Tree:
    """Who succeeded whom until a day."""

    links: Mapping[UUID, Heirs]

    def is_split(self, unit_id: UUID) -> bool:
        """Whether what this unit had went different ways, sooner or later."""
        while unit_id in self.links:
            heirs = self.links[unit_id].units
            if len(heirs) > 1:
                return True
            [unit_id] = heirs
        return False

    def heir(self, unit_id: UUID, holder_on: HolderOn) -> UUID:
        """The unit that has a case of this unit now; `holder_on`: who held it on a day."""
        while unit_id in self.links:
            day, heirs = self.links[unit_id]
            if len(heirs) == 1:
                [unit_id] = heirs
                continue
            holder = holder_on(day)
            if holder not in heirs:
                return unit_id
            unit_id = holder
        return unit_id


class Part(NamedTuple):
    """What a unit of then gives to a unit of the later day; `whole`: all that it had."""

    unit: UnitName
    row: Row
    whole: bool


def tree(db: Session, as_of: date) -> Tree:
    """The successions until the end of `as_of`; a unit ends once."""
    found: dict[UUID, Heirs] = {}
    for link in db.scalars(select(UnitSuccession).where(UnitSuccession.day <= as_of)):
        before = found.get(link.predecessor_id, Heirs(link.day, frozenset()))
        found[link.predecessor_id] = Heirs(link.day, before.units | {link.successor_id})
    return Tree(found)


def figures_on(
    db: Session, at: date, *, as_of: date, unit_id: UUID | None = None
) -> Figures:  # fmt: skip
    """The figures to the end of `at`, by the units that carry the work on at `as_of`."""
    moved = _relocated(db, at, tree(db, as_of)).sums
    if unit_id:
        return assembled(db, at, {p: row for p, row in moved.items() if p.unit_id == str(unit_id)})
    whole = {p: row for p, row in moved.items() if p.shape == OFFICER or p.unit_id == PROVINCE}
    return assembled(db, at, whole)


def parts_of_unit(db: Session, at: date, *, as_of: date, unit_id: UUID) -> list[Part]:
    """What the figures of a unit on today's territory are made of, by the units of then."""
    way, wanted = tree(db, as_of), str(unit_id)
    given = {
        then: row for (now, then), row in _relocated(db, at, way).parts.items() if now == wanted
    }
    units = select(Unit.id, Unit.code, Unit.name).order_by(Unit.position, Unit.code)
    return [
        Part(UnitName(*unit), line("unit", given[str(unit.id)], unit=UnitName(*unit)),
             not way.is_split(unit.id))
        for unit in db.execute(units)
        if str(unit.id) in given
    ]  # fmt: skip


class _Moved:
    """Sums by place on the later territory, and who gave how much to whom."""

    def __init__(self) -> None:
        self.sums: Sums = defaultdict(_nothing)
        self.parts: dict[tuple[str, str], list[int]] = defaultdict(_nothing)

    def count(self, place: Place, now: str, row: list[int]) -> None:
        """Count a sum of a unit of then for the unit of now."""
        there = place._replace(unit_id=now)
        self.sums[there] = list(map(add, self.sums[there], row))
        if place.shape == OFFICER:
            whose = now, place.unit_id
            self.parts[whose] = list(map(add, self.parts[whose], row))


def _relocated(db: Session, at: date, way: Tree) -> _Moved:
    moved = _Moved()
    if not is_held(db, at):
        _count_facts(db, at, way, moved)
        return moved
    asked = {"year": statistics_year(at), "month": month_number(at)}
    for row in db.execute(_OF_UNITS, asked):
        place, unit_id = Place(*row[:4]), UUID(row.unit_id)
        if any(row[4:]) and not way.is_split(unit_id):
            moved.count(place, str(way.heir(unit_id, _nobody)), list(map(int, row[4:])))
    _count_split(db, at, way, moved)
    of_province = from_cells(db, at, None).items()
    moved.sums.update({p: row for p, row in of_province if p.unit_id == PROVINCE})
    return moved


def _count_split(db: Session, at: date, way: Tree, moved: _Moved) -> None:
    """The cases of units that were split, one by one."""
    split = [unit_id for unit_id in way.links if way.is_split(unit_id)]
    held = and_(
        _HELD.year == statistics_year(at), _HELD.from_month <= month_number(at),
        _HELD.to_month >= month_number(at), _HELD.unit_id.in_(split),
    )  # fmt: skip
    holders: dict[UUID, list[tuple[date, UUID]]] = defaultdict(list)
    intervals = (
        select(CaseInterval.case_id, CaseInterval.starts_on, CaseInterval.unit_id)
        .where(CaseInterval.case_id.in_(select(_HELD.case_id).where(held)))
        .order_by(CaseInterval.case_id, CaseInterval.starts_on)
    )
    for case_id, starts_on, unit_id in db.execute(intervals):
        holders[case_id].append((starts_on, unit_id))
    stored = [_HELD[name] for name in STORED]
    for case_id, then, officer, *terms, row in (
        (*found[:7], list(map(int, found[7:])))
        for found in db.execute(select(*_TERMS, *stored).where(held))
    ):
        part, kind, initiation, themes = terms
        now = str(way.heir(then, _holder_on(holders[case_id])))
        who = str(officer) if officer else NOBODY
        for place in places_of(part, str(then), who, kind, initiation, themes):
            if place.unit_id != PROVINCE:
                moved.count(place, now, row)


def _count_facts(db: Session, at: date, way: Tree, moved: _Moved) -> None:
    """The same by reading every case: for a day that the read model does not hold."""
    for known in facts.load(db):
        history = replay(known)
        share = share_at(history, at)
        if share is None:
            continue
        held = [(moment.day, moment.unit_id) for moment in history.moments]
        now = str(way.heir(share.unit_id, _holder_on(held)))
        who = str(share.officer_id) if share.officer_id else NOBODY
        for part, counted in parts_of(share):
            terms = (known.kind.value, known.initiation.value, share.themes)
            for place in places_of(part, str(share.unit_id), who, *terms):
                unit = now if place.unit_id != PROVINCE else PROVINCE
                moved.count(place, unit, list(counted))


def _holder_on(moments: list[tuple[date, UUID]]) -> HolderOn:
    def on(day: date) -> UUID | None:
        return next((unit for starts_on, unit in reversed(moments) if starts_on <= day), None)

    return on


def _nobody(day: date) -> None:
    """A unit that went over wholly needs no look at its cases."""


def _nothing() -> list[int]:
    return [0] * len(STORED)
