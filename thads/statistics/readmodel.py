"""Keeps the figures in step with the facts, in the transaction of the fact.

A change to a case replaces its contributions; the difference between old and new goes into the
cells. `thads.cases.readmodel` says when; `verify` shows that what is held is what the facts give.
"""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from uuid import UUID

from sqlalchemy import delete, func, select, union_all
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import CaseFacts, CaseHistory, replay
from thads.cases.models import Case, CaseAct
from thads.cases.readmodel import FACTS, Work
from thads.core.days import statistics_year
from thads.core.driver import Driver
from thads.statistics import holding
from thads.statistics.cells import Cell, Differences
from thads.statistics.columns import STORED
from thads.statistics.contributions import Contribution, contributions
from thads.statistics.holding import Counted, Held, Holding, place_of
from thads.statistics.models import case_contribution, statistics_cell

FOLLOWS = FACTS
BATCH = 500


def upkeep(work: Work) -> "FiguresUpkeep":
    """Begin to bring the figures up to some cases (`thads.cases.readmodel`)."""
    return FiguresUpkeep(work)


def clear(db: Session) -> None:
    """Forget all figures but the horizon, which is held until the transaction ends."""
    kept = holding.horizon(db, lock=True)
    db.execute(delete(statistics_cell))
    db.execute(delete(case_contribution))
    horizon = max((year for year in (kept, _newest_year(db)) if year), default=None)
    if horizon is not None:
        holding.set_horizon(db, horizon)


class FiguresUpkeep:
    """Writes the contributions that changed as they come, and the cells at the end."""

    def __init__(self, work: Work) -> None:
        self.db, driver, self.new = work
        self.holding = Holding(driver)
        self.differences = Differences()

    def take(self, histories: Sequence[CaseHistory]) -> None:
        """Replace what these cases add to the figures by what their facts give now."""
        held = self._held(histories)
        assert held.horizon is not None
        fresh: list[tuple[CaseFacts, Contribution]] = []
        stale: list[tuple[UUID, Contribution]] = []
        for history in histories:
            known = history.facts
            old = held.rows.get(known.case_id, {})
            for row in contributions(history, until=held.horizon):
                before = old.pop(place_of(row), None)
                if before == (known.kind, known.initiation, row):
                    continue
                fresh.append((known, row))
                if before is not None:
                    self.differences.remove(before, before.row)
            for counted in old.values():
                self.differences.remove(counted, counted.row)
                stale.append((known.case_id, counted.row))
        for known, row in fresh:
            self.differences.add(known, row)
        self.holding.drop(stale)
        (self.holding.add if self.new else self.holding.replace)(fresh)

    def leave(self, case_ids: Sequence[UUID]) -> None:
        """Take these cases out of the figures."""
        held = self.holding.of(case_ids, for_change=True)
        gone = [(case_id, row) for case_id, rows in held.rows.items() for row in rows.values()]
        for _, counted in gone:
            self.differences.remove(counted, counted.row)
        self.holding.drop((case_id, counted.row) for case_id, counted in gone)

    def finish(self) -> None:
        """Write what the cells change by."""
        self.holding.apply(self.differences)

    def _held(self, histories: Sequence[CaseHistory]) -> Held:
        ids = [] if self.new else [history.facts.case_id for history in histories]
        newest = max(_last_year(history.facts) for history in histories)
        held = self.holding.of(ids, for_change=True)
        if held.horizon is None or newest > held.horizon:
            extend_horizon(self.db, newest)
            held = self.holding.of(ids, for_change=True)
        return held


def extend_horizon(db: Session, year: int) -> None:
    """Hold the figures up to statistics year `year`: the openings of the new years.

    Only a case open at the end of the last year held adds to the years after it.
    """
    horizon = holding.horizon(db, lock=True)
    if horizon is not None and horizon >= year:
        return
    holding.set_horizon(db, year)
    if horizon is None:
        return
    ids = list(db.scalars(holding.open_at_end_of(horizon)))
    held, differences = Holding(Driver(db.connection())), Differences()
    every = map(replay, facts.load(db, ids))
    while histories := list(islice(every, BATCH)):
        rows = [
            (history.facts, row)
            for history in histories
            for row in contributions(history, until=year, since=horizon + 1)
        ]
        for known, row in rows:
            differences.add(known, row)
        held.add(rows)
    held.apply(differences)


def verify(db: Session) -> str | None:
    """The first difference between what is held and a full rebuild, in words; None when equal."""
    horizon = holding.horizon(db) or 0
    held, differences, newest, rows = Holding(Driver(db.connection())), Differences(), 0, 0
    every = map(replay, facts.load(db))
    while histories := list(islice(every, BATCH)):
        there = held.of([history.facts.case_id for history in histories]).rows
        for history in histories:
            known = history.facts
            made = {
                Counted(known.kind, known.initiation, row)
                for row in contributions(history, until=horizon)
            }
            if wrong := made.symmetric_difference(there[known.case_id].values()):
                first = min(place_of(counted.row) for counted in wrong)
                return f"việc {known.case_id}: năm {first[0]}, tháng {first[2]} khác."
            for _, _, row in made:
                differences.add(known, row)
            newest = max(newest, _last_year(known))
            rows += len(made)
    if (kept := holding.size(db)) != rows:
        return f"đang giữ {kept} dòng của hồ sơ, tính lại {rows}."
    if newest > horizon:
        return f"số liệu mới giữ đến năm {horizon}, hồ sơ có đến năm {newest}."
    return _first_wrong_cell(dict(differences.in_key_order()), dict(holding.cells(db)))


def _first_wrong_cell(made: dict[Cell, list[int]], held: dict[Cell, list[int]]) -> str | None:
    nothing = [0] * len(STORED)
    for cell in sorted(made.keys() | held.keys()):
        there, here = held.get(cell, nothing), made.get(cell, nothing)
        for name, kept, counted in zip(STORED, there, here, strict=True):
            if kept != counted:
                where = "/".join(map(str, cell))
                return f"ô {where}, cột {name}: đang giữ {kept}, tính lại {counted}."
    return None


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
