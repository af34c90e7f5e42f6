"""Keeps the figures in step with the facts, in the transaction of the fact.

A change to a case replaces its contributions; the difference between old and new goes into the
cells. `rebuild` makes everything anew by the same function; `proof.verify` shows both agree.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Select, Table, delete, func, insert, select, tuple_, union_all
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import CaseFacts, CaseHistory, replay
from thads.cases.models import Case, CaseAct
from thads.core.days import statistics_year
from thads.statistics.cells import Differences
from thads.statistics.columns import STORED
from thads.statistics.contributions import ALL_ITEMS, Contribution, contributions
from thads.statistics.models import StatisticsHorizon, case_contribution, statistics_cell

BATCH = 2000
T = TypeVar("T")

_HORIZON = cast("Table", StatisticsHorizon.__table__)
Row = tuple[CaseFacts, Contribution]
_KEY = ("case_id", "year", "part", "from_month")
_HELD = ("year", "part", "from_month", "to_month", "unit_id", "officer_id", "themes")


def refresh(db: Session, histories: Sequence[CaseHistory]) -> None:
    """Replace what these cases add to the figures by what their facts give now."""
    if not histories:
        return
    newest = max(statistics_year(history.now.day) for history in histories)
    horizon, held = _held(db, [history.facts.case_id for history in histories])
    if horizon is None or newest > horizon:
        extend_horizon(db, newest)
        horizon, held = _held(db, [history.facts.case_id for history in histories])
    assert horizon is not None
    differences, fresh, stale = Differences(), list[dict[str, Any]](), list[tuple[Any, ...]]()
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
    _replace(db, fresh, stale)
    apply(db, differences)


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


def held_by(db: Session, case_ids: Sequence[UUID]) -> dict[UUID, set[Contribution]]:
    """The stored contributions of these cases."""
    return _held(db, case_ids)[1]


def apply(db: Session, differences: Differences) -> None:
    """Add the differences to the cells."""
    keys = ("year", "shape", "month", "unit_id", "a", "b")
    rows = [
        dict(zip(chain(keys, STORED), chain(cell, sums), strict=True))
        for cell, sums in differences.in_key_order()
    ]
    upsert = _upsert(db, statistics_cell)
    changed = {name: statistics_cell.c[name] + upsert.excluded[name] for name in STORED}
    statement = upsert.on_conflict_do_update(index_elements=keys, set_=changed)
    for batch in _batches(rows):
        db.execute(statement, batch)


def _rows(
    db: Session, case_ids: Sequence[UUID] | None, *, until: int, since: int = 0
) -> Iterator[Row]:
    for known in facts.load(db, case_ids):
        for row in contributions(replay(known), until=until, since=since):
            yield known, row


def _insert(db: Session, rows: Iterable[Row]) -> None:
    differences, statement = Differences(), insert(case_contribution)
    for batch in _batches(rows):
        for known, row in batch:
            differences.add(known, row)
        db.execute(statement, [_values(known, row) for known, row in batch])
    apply(db, differences)


def _replace(db: Session, fresh: list[dict[str, Any]], stale: list[tuple[Any, ...]]) -> None:
    if stale:
        key = tuple_(*(case_contribution.c[name] for name in _KEY))
        db.execute(delete(case_contribution).where(key.in_(stale)))
    if fresh:
        upsert = _upsert(db, case_contribution)
        new = {c.name: upsert.excluded[c.name] for c in case_contribution.c if c.name not in _KEY}
        statement = upsert.on_conflict_do_update(index_elements=_KEY, set_=new)
        for batch in _batches(fresh):
            db.execute(statement, batch)


def _place(row: Contribution) -> tuple[int, str, int]:
    return row.year, row.part, row.from_month


def _values(known: CaseFacts, row: Contribution) -> dict[str, Any]:
    values: dict[str, Any] = dict(zip(STORED, row.figures, strict=True))
    values.update(zip(_HELD, row, strict=False))
    values["case_id"] = known.case_id
    values["kind"] = known.kind.value
    values["initiation"] = known.initiation.value
    return values


def _held(
    db: Session, case_ids: Sequence[UUID]
) -> tuple[int | None, dict[UUID, set[Contribution]]]:
    """The horizon and the stored contributions of these cases, in one reading."""
    held: dict[UUID, set[Contribution]] = defaultdict(set)
    horizon: int | None = None
    table = case_contribution
    columns = [table.c[name] for name in ("case_id", *_HELD, *STORED)]
    for chunk in _batches(case_ids, 500):
        statement = (
            select(StatisticsHorizon.year, *columns)
            .outerjoin(table, table.c.case_id.in_(chunk))
            .with_for_update(read=True, of=StatisticsHorizon)
        )
        for horizon, case_id, *row in db.execute(statement):  # noqa: B007
            if case_id is not None:
                width = len(_HELD)
                held[case_id].add(Contribution._make((*row[:width], tuple(row[width:]))))
    return horizon, held


def _horizon(db: Session, *, lock: bool = False) -> int | None:
    statement = select(StatisticsHorizon.year)
    return db.scalar(statement.with_for_update() if lock else statement)


def _set_horizon(db: Session, year: int) -> None:
    upsert = _upsert(db, _HORIZON).values(id=1, year=year)
    later = upsert.on_conflict_do_update(
        index_elements=["id"], set_={"year": year}, where=_HORIZON.c.year < year
    )
    db.execute(later)


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


def _upsert(db: Session, table: Table) -> sqlite.Insert | postgresql.Insert:
    if db.get_bind(clause=select(table)).dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch
