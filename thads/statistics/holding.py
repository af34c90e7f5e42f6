"""What the read model of the figures holds: its rows as they are read and written, its horizon."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from thads.cases.history import CaseFacts
from thads.core.driver import Driver, Identifiers, Row
from thads.statistics.cells import Cell, Differences
from thads.statistics.columns import STORED
from thads.statistics.contributions import ALL_ITEMS, Contribution
from thads.statistics.models import StatisticsHorizon, case_contribution, statistics_cell

_HORIZON = cast("Table", StatisticsHorizon.__table__)
_KEY = ("case_id", "year", "part", "from_month")
_FIRST = ("year", "part", "from_month", "to_month", "unit_id", "officer_id", "themes")
Place = tuple[int, str, int]
_HELD = (
    select(
        StatisticsHorizon.year,
        *(case_contribution.c[n] for n in ("case_id", "kind", "initiation", *_FIRST, *STORED)),
    )
    .select_from(StatisticsHorizon)
    .outerjoin(
        case_contribution, case_contribution.c.case_id.in_(bindparam("case_ids", expanding=True))
    )
)
_HELD_FOR_CHANGE = _HELD.with_for_update(read=True, of=StatisticsHorizon)
_STALE = delete(case_contribution).where(
    *(case_contribution.c[name] == bindparam(f"gone_{name}") for name in _KEY)
)


class Counted(NamedTuple):
    """A contribution with the two terms of its case under which it counts too."""

    kind: str
    initiation: str
    row: Contribution


class Held(NamedTuple):
    """The last year held (None: nothing is) and what is held of some cases."""

    horizon: int | None
    rows: dict[UUID, dict[Place, Counted]]


class Holding:
    """Reads and writes the rows of one transaction."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._holders = Identifiers()

    def of(self, case_ids: Sequence[UUID], *, for_change: bool = False) -> Held:
        """What is held of these cases; `for_change` keeps the horizon where it is meanwhile."""
        query = _HELD_FOR_CHANGE if for_change else _HELD
        key, holders, horizon = self.driver.key, self._holders, None
        by_key = {key(case_id): case_id for case_id in case_ids}
        rows: dict[UUID, dict[Place, Counted]] = {case_id: {} for case_id in case_ids}
        for held in self.driver.read(query, list(by_key)):
            horizon, case_id, kind, initiation, year, part, first, last, unit, officer, themes = (
                held[:11]
            )
            if case_id is not None:
                whose = (holders[unit], holders[officer], themes)
                row = Contribution(year, part, first, last, *whose, held[11:])
                rows[by_key[case_id]][place_of(row)] = Counted(kind, initiation, row)
        return Held(horizon, rows)

    def add(self, rows: Iterable[tuple[CaseFacts, Contribution]]) -> None:
        """Hold contributions where nothing is held yet."""
        self.driver.insert(case_contribution, (self._row(known, row) for known, row in rows))

    def replace(self, rows: Iterable[tuple[CaseFacts, Contribution]]) -> None:
        """Hold contributions, each in the place of the one with the same key."""
        made = [self._row(known, row) for known, row in rows]
        self.driver.write(_replacing(self.driver.name), made)

    def drop(self, rows: Iterable[tuple[UUID, Contribution]]) -> None:
        """Hold these no more."""
        key = self.driver.key
        gone = [(key(case_id), row.year, row.part, row.from_month) for case_id, row in rows]
        self.driver.write(_STALE, gone)

    def apply(self, differences: Differences) -> None:
        """Add the differences to the cells."""
        rows = [tuple(chain(cell, sums)) for cell, sums in differences.in_key_order()]
        self.driver.write(_adding(self.driver.name), rows)

    def _row(self, known: CaseFacts, row: Contribution) -> Row:
        """In the order of the columns."""
        key = self.driver.key
        return (
            key(known.case_id), row.year, row.part, row.from_month, row.to_month,
            key(row.unit_id), key(row.officer_id), known.kind.value, known.initiation.value,
            row.themes, *row.figures,
        )  # fmt: skip


def horizon(db: Session, *, lock: bool = False) -> int | None:
    """The last statistics year held; `lock`: nobody else brings the figures up meanwhile."""
    statement = select(StatisticsHorizon.year)
    return db.scalar(statement.with_for_update() if lock else statement)


def set_horizon(db: Session, year: int) -> None:
    """Hold the figures up to this year at least."""
    connection = db.connection()
    upsert = _upsert(connection.dialect.name, _HORIZON).values(id=1, year=year)
    later = upsert.on_conflict_do_update(
        index_elements=["id"], set_={"year": year}, where=_HORIZON.c.year < year
    )
    connection.execute(later)


def open_at_end_of(year: int) -> Select[UUID]:
    """The cases that add to the years after this one: those open at its end."""
    held = case_contribution.c
    still_open = (
        held.c_in_progress
        + held.c_postponed_by_agreement
        + held.c_not_yet_enforceable
        - held.c_request_returned
        + held.c_postponed_suspended_other
        - held.c_ended_other
        + held.c_separate_tracking_stock
    )
    return select(held.case_id).where(
        held.year == year, held.part == ALL_ITEMS, held.to_month == 12, still_open > 0
    )


def size(db: Session) -> int:
    """How many contributions are held."""
    return db.scalar(select(func.count()).select_from(case_contribution)) or 0


def cells(db: Session) -> Iterator[tuple[Cell, list[int]]]:
    """All cells held."""
    columns: list[Any] = [statistics_cell.c[name] for name in (*Cell._fields, *STORED)]
    width = len(Cell._fields)
    for row in db.execute(select(*columns)):
        yield Cell(*row[:width]), list(row[width:])


def place_of(row: Contribution) -> Place:
    """Where a case holds one row at most."""
    return row.year, row.part, row.from_month


@cache
def _adding(dialect: str) -> sqlite.Insert | postgresql.Insert:
    upsert = _upsert(dialect, statistics_cell)
    changed = {name: statistics_cell.c[name] + upsert.excluded[name] for name in STORED}
    return upsert.on_conflict_do_update(index_elements=Cell._fields, set_=changed)


@cache
def _replacing(dialect: str) -> sqlite.Insert | postgresql.Insert:
    upsert = _upsert(dialect, case_contribution)
    new = {c.name: upsert.excluded[c.name] for c in case_contribution.c if c.name not in _KEY}
    return upsert.on_conflict_do_update(index_elements=_KEY, set_=new)


def _upsert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
