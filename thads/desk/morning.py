"""The leader's morning: what went wrong since yesterday, what falls due, which unit needs him.

All from the open duties of every register, in three statements, and from what waits for him alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.directives import queries as directives
from thads.directives.models import Obstacle
from thads.directives.queries import Late
from thads.rules.deadlines import Duty
from thads.rules.working_days import working_days_before
from thads.worklists import queries
from thads.worklists.asked import SOON_DAYS, Wanted
from thads.worklists.queries import CountLine, Counts
from thads.worklists.tasks import DUTIES

DAY = timedelta(days=1)
MOST = 8  # late tasks of directives that are named


class Kind(NamedTuple):
    """So many duties of one kind."""

    duty: Duty
    number: int


class Place(NamedTuple):
    """How a unit stands: late of all, and late since yesterday."""

    unit_id: UUID
    counts: Counts
    new: int


@dataclass(frozen=True)
class Morning:
    """One screen. `since`: the last working day before this one; `soon`: the last day shown."""

    since: date
    eve: date
    soon: date
    became_late: Sequence[Kind]
    falls_due: Sequence[Kind]
    places: Sequence[Place]
    late_tasks: Sequence[Late]
    late_in_all: int
    to_decide: Sequence[Obstacle]

    @property
    def new(self) -> int:
        """All that became late."""
        return sum(kind.number for kind in self.became_late)

    @property
    def coming(self) -> int:
        """All that falls due."""
        return sum(kind.number for kind in self.falls_due)

    @property
    def all(self) -> Counts:
        """Late of all that is open."""
        return sum((place.counts for place in self.places), Counts())


def of(db: Session, reader_id: UUID, scope: UUID | None, day: date) -> Morning:
    """For this leader; `scope`: the unit whose work he sees (None: the province)."""
    since, soon = working_days_before(day, 1), day + timedelta(days=SOON_DAYS)
    became = queries.counts(db, Wanted(unit_id=scope, due_from=since, due_to=day - DAY), day)
    falls = queries.counts(db, Wanted(unit_id=scope, due_from=day, due_to=soon), day)
    every = queries.counts(db, Wanted(unit_id=scope), day)
    late = directives.late(db, day, scope)
    waiting = directives.obstacles(db, unit_id=scope, open_only=True)
    return Morning(
        since=since, eve=day - DAY, soon=soon, became_late=_kinds(became),
        falls_due=_kinds(falls), places=_places(every, became), late_tasks=late[:MOST],
        late_in_all=len(late),
        to_decide=[one for one in waiting if one.decider_id == reader_id],
    )  # fmt: skip


def _kinds(lines: Iterable[CountLine]) -> list[Kind]:
    """The most first."""
    sums = dict.fromkeys(DUTIES, 0)
    for line in lines:
        sums[line.duty] = sums.get(line.duty, 0) + line.counts.m
    return sorted((Kind(*one) for one in sums.items() if one[1]), key=lambda one: -one.number)


def _places(every: Iterable[CountLine], became: Iterable[CountLine]) -> list[Place]:
    """The unit with most that became late first, then with most late."""
    counts: dict[UUID, Counts] = {}
    for line in every:
        counts[line.unit_id] = counts.get(line.unit_id, Counts()) + line.counts
    new: dict[UUID, int] = {}
    for line in became:
        new[line.unit_id] = new.get(line.unit_id, 0) + line.counts.m
    found = [Place(unit_id, of, new.get(unit_id, 0)) for unit_id, of in counts.items()]
    return sorted(found, key=lambda one: (-one.new, -one.counts.late, one.unit_id))
