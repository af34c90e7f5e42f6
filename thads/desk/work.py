"""The work that waits, as the first page shows it: one's own, and the unit's n late of m."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.pages import Page
from thads.rules.deadlines import Duty
from thads.worklists import digests, queries
from thads.worklists.asked import SOON_DAYS, Wanted, Whose
from thads.worklists.models import WorkDigest
from thads.worklists.queries import Counts, TaskLine
from thads.worklists.tasks import DUTIES

MOST_SHOWN = 6


class Kind(NamedTuple):
    """The duties of one kind."""

    duty: Duty
    counts: Counts


@dataclass(frozen=True)
class Work:
    """What waits. `mine` is empty for who has no work of his own."""

    digest: WorkDigest | None
    mine: Page[TaskLine] | None
    soon: date  # the last day of what `mine` shows
    all: Counts
    late: Sequence[Kind]  # the kinds with something late, the most late first
    is_of_unit: bool  # else of the whole province


def of(db: Session, whose: Whose, scope: UUID | None, day: date) -> Work:
    """For this person; `scope`: the unit whose work he sees (None: the province)."""
    soon = day + timedelta(days=SOON_DAYS)
    by_kind: dict[Duty, Counts] = {}
    for line in queries.counts(db, Wanted(unit_id=scope), day):
        by_kind[line.duty] = by_kind.get(line.duty, Counts()) + line.counts
    late = [Kind(duty, by_kind[duty]) for duty in DUTIES if duty in by_kind]
    mine = Wanted(whose=whose, due_to=soon)
    return Work(
        digest=digests.shown(db, whose.user_id, day),
        mine=queries.page(db, mine, day, size=MOST_SHOWN) if whose.has_work else None,
        soon=soon,
        all=sum(by_kind.values(), Counts()),
        late=sorted((k for k in late if k.counts.late), key=lambda k: -k.counts.late),
        is_of_unit=scope is not None,
    )
