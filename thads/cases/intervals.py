"""The read model of lists: one row a case from each day on which it changed."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from thads.cases import totals
from thads.cases.history import CaseHistory, CaseMoment
from thads.cases.models import CaseInterval, Standing
from thads.cases.readmodel import FACTS, Work
from thads.core.driver import Driver, Row

FOLLOWS = FACTS
_TABLE = cast("Table", CaseInterval.__table__)
_HELD = select(*_TABLE.c).where(_TABLE.c.case_id.in_(bindparam("case_ids", expanding=True)))
_STALE = delete(_TABLE).where(
    _TABLE.c.case_id == bindparam("gone_case"), _TABLE.c.starts_on == bindparam("gone_start")
)
_OF_CASE = delete(_TABLE).where(_TABLE.c.case_id == bindparam("gone_case"))


class Interval(NamedTuple):
    """A row of `case_interval`, in the order of its columns; amounts in đồng."""

    case_id: UUID
    starts_on: date
    ends_on: date | None
    standing: Standing
    unit_id: UUID
    officer_id: UUID | None
    awarded: int
    collected: int
    remaining: int


def rows_of(history: CaseHistory) -> Iterator[Interval]:
    """The intervals of one case, oldest first; equal neighbours are one."""
    kept: list[tuple[date, Row]] = []
    for day, moment in {moment.day: moment for moment in history.moments}.items():
        state = _state(history, day, moment)
        if not kept or kept[-1][1] != state:
            kept.append((day, state))
    ends: list[date | None] = [day for day, _ in kept[1:]]
    case_id = history.facts.case_id
    for (day, state), end in zip(kept, [*ends, None], strict=True):
        yield Interval(case_id, day, end, *state)


def _state(history: CaseHistory, day: date, moment: CaseMoment) -> Row:
    awarded = collected = remaining = 0
    for item in history.items:
        if now := item.at(day):
            awarded += now.awarded + now.increases
            collected += now.collected
            remaining += now.remaining
    return moment.standing, moment.unit_id, moment.officer_id, awarded, collected, remaining


def upkeep(work: Work) -> "IntervalUpkeep":
    """Begin to bring the intervals up to some cases (`thads.cases.readmodel`)."""
    return IntervalUpkeep(work.driver, new=work.new)


def clear(db: Session) -> None:
    """Forget all intervals and what they add up to."""
    db.connection().execute(delete(_TABLE))
    totals.clear(db)


class IntervalUpkeep:
    """Writes what changed: mostly one interval that ends and one that begins."""

    def __init__(self, driver: Driver, *, new: bool) -> None:
        self.driver = driver
        self.new = new
        self.changes = totals.Changes()

    def take(self, histories: Sequence[CaseHistory]) -> None:
        """Bring the intervals up to these cases."""
        made = list(chain.from_iterable(map(self._rows, histories)))
        self.changes.add(made)
        if self.new:
            self.driver.insert(_TABLE, made)
            return
        held = self._held([history.facts.case_id for history in histories])
        self.changes.add(held.values(), -1)
        changed = [row for row in made if held.pop(row[:2], None) != row]
        self.driver.write(_STALE, list(held))  # what is left is no longer made
        self.driver.write(_replacing(self.driver.name), changed)

    def leave(self, case_ids: Sequence[UUID]) -> None:
        """Forget these cases."""
        self.changes.add(self._held(case_ids).values(), -1)
        self.driver.write(_OF_CASE, [(self.driver.key(case_id),) for case_id in case_ids])

    def finish(self) -> None:
        """Write what the sums change by."""
        self.changes.write(self.driver)

    def _held(self, case_ids: Sequence[UUID]) -> dict[Row, Row]:
        ids = list(map(self.driver.key, case_ids))
        return {row[:2]: row for row in self.driver.read(_HELD, ids)}

    def _rows(self, history: CaseHistory) -> Iterator[Row]:
        """As the driver keeps them, in the order of the columns."""
        key, day = self.driver.key, self.driver.day
        for case_id, starts, ends, standing, unit, officer, *amounts in rows_of(history):
            yield (
                key(case_id), day(starts), day(ends), standing.value, key(unit), key(officer),
                *amounts,
            )  # fmt: skip


@cache
def _replacing(dialect: str) -> sqlite.Insert | postgresql.Insert:
    upsert = postgresql.insert(_TABLE) if dialect == "postgresql" else sqlite.insert(_TABLE)
    new = {c.name: upsert.excluded[c.name] for c in _TABLE.c if not c.primary_key}
    return upsert.on_conflict_do_update(index_elements=list(_TABLE.primary_key), set_=new)
