"""The lines by kind and by theme of every unit at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from thads.core.days import month_number, statistics_year
from thads.statistics.cells import KIND, PROVINCE, THEME, Place
from thads.statistics.columns import STORED
from thads.statistics.figures import figures, kind_lines, theme_lines
from thads.statistics.models import statistics_cell
from thads.statistics.rows import Figures, Row
from thads.statistics.sums import Sums, is_held

Lines = Mapping[UUID | None, Sequence[Row]]

_CELL = statistics_cell.c
_KEY = (_CELL.shape, _CELL.unit_id, _CELL.a, _CELL.b)
_OF_EVERY_UNIT = (
    select(*_KEY, *(func.sum(_CELL[name]) for name in STORED))
    .where(_CELL.year == bindparam("year"), _CELL.month <= bindparam("month"))
    .where(_CELL.shape.in_((KIND, THEME)), _CELL.unit_id != PROVINCE)
    .group_by(*_KEY)
)


def of_every_unit(db: Session, now: Figures) -> tuple[Lines, Lines]:
    """Lines by kind and lines by theme of each unit in these figures of a province.

    One query at a month's end that the read model holds; else a unit is read at a time.
    """
    ids = [row.unit.id for row in now.units if row.unit]
    if not is_held(db, now.end):
        apart = {unit_id: figures(db, now.end, unit_id=unit_id) for unit_id in ids}
        return (
            {unit_id: found.kinds for unit_id, found in apart.items()},
            {unit_id: found.themes for unit_id, found in apart.items()},
        )
    sums = _by_unit(db, now.end)
    return (
        {unit_id: kind_lines(sums[str(unit_id)]) for unit_id in ids},
        {unit_id: theme_lines(sums[str(unit_id)]) for unit_id in ids},
    )


def _by_unit(db: Session, at: date) -> dict[str, Sums]:
    """Sums by kind and by theme of every unit, by its id, at a month's end that is held."""
    found: dict[str, Sums] = defaultdict(dict)
    asked = {"year": statistics_year(at), "month": month_number(at)}
    for row in db.execute(_OF_EVERY_UNIT, asked):
        if any(row[4:]):
            place = Place(*row[:4])
            found[place.unit_id][place] = list(map(int, row[4:]))
    return found
