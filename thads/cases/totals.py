"""What the register adds up to as it stands now, kept by unit and standing.

The sums of the intervals without an end, written with them by `thads.cases.intervals`. A list of
sixty thousand cases then shows its sums for the price of a few rows.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from thads.cases.models import CaseInterval, RegisterTotal, Standing
from thads.core.driver import Driver, Row

_TABLE = cast("Table", RegisterTotal.__table__)
_KEY = ("unit_id", "standing")
_SUMS = ("cases", "awarded", "collected", "remaining")


class Totals(NamedTuple):
    """What a list of cases adds up to."""

    cases: int
    awarded: int  # đồng
    collected: int
    remaining: int


class Changes:
    """By how much the sums change, added up in memory and written once."""

    def __init__(self) -> None:
        self._sums: dict[Row, list[int]] = {}

    def add(self, intervals: Iterable[Row], sign: int = 1) -> None:
        """Count these rows of `case_interval`; `sign` -1: they are held no more."""
        for _, _, ends_on, standing, unit_id, _, *amounts in intervals:
            if ends_on is None:
                sums = self._sums.setdefault((unit_id, standing), [0] * len(_SUMS))
                for place, amount in enumerate((1, *amounts)):
                    sums[place] += sign * amount

    def write(self, driver: Driver) -> None:
        """Apply them, in the order of the key: two writers never wait for each other in turn."""
        rows = [(*key, *sums) for key, sums in sorted(self._sums.items()) if any(sums)]
        driver.write(_adding(driver.name), rows)


def now(
    db: Session, *, day: date, unit_id: UUID | None = None, standing: Standing | None = None
) -> Totals | None:
    """The sums at the end of `day`, or None when something has happened after it."""
    driver = Driver(db.connection())
    asked = (unit_id and driver.key(unit_id), standing and standing.value)
    values = [value for value in asked if value is not None]
    [(latest, *sums)] = driver.read(_asking(unit_id is not None, standing is not None), values)
    if latest is not None and latest > driver.day(day):
        return None
    return Totals(*(int(amount or 0) for amount in sums))


def clear(db: Session) -> None:
    """Forget all sums."""
    db.connection().execute(delete(_TABLE))


def verify(db: Session) -> str | None:
    """The first sum that is not what the intervals add up to, in words; None when all are."""
    open_ended = (
        select(
            CaseInterval.unit_id, CaseInterval.standing, func.count(),
            *(func.sum(getattr(CaseInterval, name)) for name in _SUMS[1:]),
        )
        .where(CaseInterval.ends_on.is_(None))
        .group_by(CaseInterval.unit_id, CaseInterval.standing)
    )  # fmt: skip
    kept = {(row[:2], row[2:]) for row in db.execute(select(_TABLE)) if any(row[2:])}
    made = {(row[:2], tuple(map(int, row[2:]))) for row in db.execute(open_ended)}
    wrong = sorted((str(unit), str(standing)) for (unit, standing), _ in kept ^ made)
    return f"đơn vị {wrong[0][0]}, trạng thái {wrong[0][1]}" if wrong else None


@cache
def _asking(of_unit: bool, of_standing: bool) -> Select[*tuple[Any, ...]]:
    """The sums, behind the latest day on which anything happened: an index's last row."""
    latest = select(func.max(CaseInterval.starts_on)).scalar_subquery()
    asked = select(latest, *(func.sum(_TABLE.c[name]) for name in _SUMS))
    if of_unit:
        asked = asked.where(_TABLE.c.unit_id == bindparam("unit_id"))
    if of_standing:
        asked = asked.where(_TABLE.c.standing == bindparam("standing"))
    return asked


@cache
def _adding(dialect: str) -> sqlite.Insert | postgresql.Insert:
    insert = postgresql.insert(_TABLE) if dialect == "postgresql" else sqlite.insert(_TABLE)
    added = {name: _TABLE.c[name] + insert.excluded[name] for name in _SUMS}
    return insert.on_conflict_do_update(index_elements=_KEY, set_=added)
