"""Figures by the units of today: what a unit had goes to the one that carries its work on."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from thads.reorganisation import queries
from thads.statistics.figures import Figures, Row
from thads.statistics.rows import UnitName
from thads.units import queries as units


def by_present_units(db: Session, found: Figures) -> list[Row]:
    """The units' lines added up by present unit; one that was split stays a line of its own."""
    heirs, every = queries.present_of(db), {unit.id: unit for unit in units.every(db)}
    lines: dict[UUID, Row] = {}
    for row in found.units:
        assert row.unit is not None
        unit = every[heirs.get(row.unit.id, row.unit.id)]
        held = lines.get(unit.id)
        cases = _sum(held.cases if held else {}, row.cases)
        money = _sum(held.money if held else {}, row.money)
        name = UnitName(unit.id, unit.code, unit.name)
        lines[unit.id] = Row("unit", cases, money, unit=name)
    order = list(every)
    return [lines[unit_id] for unit_id in sorted(lines, key=order.index)]


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + value for name, value in other.items()}
