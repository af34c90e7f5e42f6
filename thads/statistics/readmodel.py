"""Keeps the figures in step with the facts, in the transaction of the fact.

A change to a case replaces its contributions; the difference between old and new goes into the
cells. `rebuild` makes everything anew by the same function; `verify` shows both agree.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, select, tuple_, union_all
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import CaseFacts, CaseHistory, replay
from thads.cases.models import Case, CaseAct
from thads.core.days import statistics_year
from thads.statistics.cells import Cell, Differences
from thads.statistics.columns import STORED
from thads.statistics.contributions import ALL_ITEMS, Contribution, contributions
from thads.statistics.models import StatisticsHorizon, case_contribution, statistics_cell

BATCH = 2000
T = TypeVar("T")

_HORIZON = cast("Table", StatisticsHorizon.__table__)
Row = tuple[CaseFacts, Contribution]
Values = dict[str, Any]
_KEY = ("case_id", "year", "part", "from_month")
_HELD = ("year", "part", "from_month", "to_month", "unit_id", "officer_id", "themes")
_HELD_OF = (
    select(StatisticsHorizon.year, *(case_contribution.c[n] for n in ("case_id", *_HELD, *STORED)))
    .select_from(StatisticsHorizon)
    .outerjoin(
        case_contribution, case_contribution.c.case_id.in_(bindparam("case_ids", expanding=True))
    )
)
_HELD_FOR_CHANGE = _HELD_OF.with_for_update(read=True, of=StatisticsHorizon)


def refresh(db: Session, histories: Sequence[CaseHistory]) -> None:
    """Replace what these cases add to the figures by what their facts give now."""
    if not histories:
        return
    newest = max(_last_year(history.facts) for history in histories)
    ids = [history.facts.case_id for history in histories]
    horizon, held = _held(db, ids, for_change=True)
    if horizon is None or newest > horizon:
        extend_horizon(db, newest)
        horizon, held = _held(db, ids, for_change=True)
    assert horizon is not None
    differences, fresh, stale = Differences(), list[Values](), list[tuple[Any, ...]]()
    for history in histories:
        known, old = history.facts, held[history.facts.case_id]
        new = set(contributions(history, until=horizon))
        for row in old - new:
            differences.remove(known, row)
        for row in new - old:
            differences.add(known, row)
            fresh.append(_values(known, row))
        kept = {_place(row) for row in new}
        stale += [(known.case_id, *_place(r)) for r in old - new if _place(r) not in kept]
    connection = db.connection()
    _replace(connection, fresh, stale)
    _apply(connection, differences)


def rebuild(db: Session) -> None:
    """Make all contributions and cells anew from the records, a bounded number in memory."""
    db.execute(delete(statistics_cell))
    db.execute(delete(case_contribution))
    horizon = max((y for y in (_horizon(db), _newest_year(db)) if y), default=None)
    if horizon is None:
        return
    _set_horizon(db, horizon)
    _insert(db, _rows(db, None, until=horizon))


def extend_horizon(db: Session, year: int) -> None:
    """Hold the figures up to statistics year `year`: the openings of the new years.

    Only a case open at the end of the last year held adds to the years after it.
    """
    horizon = _horizon(db, lock=True)
    if horizon is not None and horizon >= year:
        return
    _set_horizon(db, year)
    if horizon is not None:
        ids = list(db.scalars(_open_at_end_of(horizon)))
        _insert(db, _rows(db, ids, until=year, since=horizon + 1))


def verify(db: Session) -> str | None:
    """The first difference between what is held and a full rebuild, in words; None when equal."""
    horizon = _horizon(db) or 0
    differences, newest = Differences(), 0
    for chunk in _batches(facts.load(db), 500):
        held = _held(db, [known.case_id for known in chunk])[1]
        for known in chunk:
            made = set(contributions(replay(known), until=horizon))
            if made != held[known.case_id]:
                wrong = min(
                    made ^ held[known.case_id], key=lambda row: (*_place(row), row.to_month)
                )
                return f"việc {known.case_id}: năm {wrong.year}, tháng {wrong.from_month} khác."
            for row in made:
                differences.add(known, row)
            newest = max(newest, _last_year(known))
    if newest > horizon:
        return f"số liệu mới giữ đến năm {horizon}, hồ sơ có đến năm {newest}."
    return _first_wrong_cell(db, dict(differences.in_key_order()))


def _first_wrong_cell(db: Session, made: dict[Cell, list[int]]) -> str | None:
    columns = [statistics_cell.c[name] for name in (*Cell._fields, *STORED)]
    width = len(Cell._fields)
    held = {Cell(*row[:width]): list(row[width:]) for row in db.execute(select(*columns))}
    nothing = [0] * len(STORED)
    for cell in sorted(made.keys() | held.keys()):
        there, here = held.get(cell, nothing), made.get(cell, nothing)
        for name, kept, counted in zip(STORED, there, here, strict=True):
            if kept != counted:
                where = "/".join(map(str, cell))
                return f"ô {where}, cột {name}: đang giữ {kept}, tính lại {counted}."
    return None


def _rows(
    db: Session, case_ids: Sequence[UUID] | None, *, until: int, since: int = 0
) -> Iterator[Row]:
    for known in facts.load(db, case_ids):
        for row in contributions(replay(known), until=until, since=since):
            yield known, row


def _insert(db: Session, rows: Iterable[Row]) -> None:
    differences, connection = Differences(), db.connection()
    for batch in _batches(rows):
        for known, row in batch:
            differences.add(known, row)
        _insert_rows(connection, [_values(known, row) for known, row in batch])
    _apply(connection, differences)


def _insert_rows(connection: Connection, rows: list[Values]) -> None:
    """Straight to the driver: a rebuild of a province writes hundreds of thousands of rows."""
    compiled = case_contribution.insert().compile(dialect=connection.dialect)
    if compiled.positional:
        names = compiled.positiontup or []
        connection.exec_driver_sql(str(compiled), [_positional(row, names) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), rows)


def _positional(row: Values, names: Sequence[str]) -> tuple[Any, ...]:
    """SQLite keeps an identifier as its 32 digits."""
    return tuple(v.hex if isinstance(v := row[name], UUID) else v for name in names)


def _replace(connection: Connection, fresh: list[Values], stale: list[tuple[Any, ...]]) -> None:
    if stale:
        key = tuple_(*(case_contribution.c[name] for name in _KEY))
        connection.execute(delete(case_contribution).where(key.in_(stale)))
    for batch in _batches(fresh):
        connection.execute(_replacing(connection.dialect.name), batch)


def _apply(connection: Connection, differences: Differences) -> None:
    """Add the differences to the cells."""
    rows = [
        dict(zip(chain(Cell._fields, STORED), chain(cell, sums), strict=True))
        for cell, sums in differences.in_key_order()
    ]
    for batch in _batches(rows):
        connection.execute(_adding(connection.dialect.name), batch)


def _place(row: Contribution) -> tuple[int, str, int]:
    return row.year, row.part, row.from_month


def _values(known: CaseFacts, row: Contribution) -> Values:
    values: Values = dict(zip(STORED, row.figures, strict=True))
    values.update(zip(_HELD, row, strict=False))
    values["case_id"] = known.case_id
    values["kind"] = known.kind.value
    values["initiation"] = known.initiation.value
    return values


def _held(
    db: Session, case_ids: Sequence[UUID], *, for_change: bool = False
) -> tuple[int | None, dict[UUID, set[Contribution]]]:
    """The horizon and the stored contributions of these cases, in one reading."""
    held: dict[UUID, set[Contribution]] = defaultdict(set)
    horizon: int | None = None
    connection, width = db.connection(), len(_HELD)
    statement = _HELD_FOR_CHANGE if for_change else _HELD_OF
    for chunk in _batches(case_ids, 500):
        for year, case_id, *row in connection.execute(statement, {"case_ids": chunk}):
            horizon = year
            if case_id is not None:
                held[case_id].add(Contribution._make((*row[:width], tuple(row[width:]))))
    return horizon, held


def _horizon(db: Session, *, lock: bool = False) -> int | None:
    statement = select(StatisticsHorizon.year)
    return db.scalar(statement.with_for_update() if lock else statement)


def _set_horizon(db: Session, year: int) -> None:
    connection = db.connection()
    upsert = _upsert(connection.dialect.name, _HORIZON).values(id=1, year=year)
    later = upsert.on_conflict_do_update(
        index_elements=["id"], set_={"year": year}, where=_HORIZON.c.year < year
    )
    connection.execute(later)


def _last_year(known: CaseFacts) -> int:
    last = known.happenings[-1].day if known.happenings else known.docketed_on
    return statistics_year(last)


def _newest_year(db: Session) -> int | None:
    entry = Case.entries.property.entity.local_table.c
    days = union_all(
        select(func.max(Case.docketed_on).label("day")),
        select(func.max(CaseAct.day)),
        select(func.max(entry.day)),
    ).subquery()
    newest: date | None = db.scalar(select(func.max(days.c.day)))
    return statistics_year(newest) if newest else None


def _open_at_end_of(year: int) -> Select[UUID]:
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


def _batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch
