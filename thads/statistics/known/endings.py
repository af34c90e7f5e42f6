"""The cases that ended between two days, as they were known at a moment."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import replay
from thads.cases.intervals import Interval, rows_of
from thads.cases.models import Case
from thads.cases.queries.endings import ENDS, SHOWN, Ended, Ending, place
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.models import User
from thads.statistics.known.cases import changed
from thads.units.models import Unit


def known_endings(
    db: Session, first: date, last: date, known_at: datetime, *, unit_id: UUID | None,
    page: int = 1, size: int = PAGE_SIZE,
) -> Page[Ending]:  # fmt: skip
    """As `ended_between`: the live list without the cases that changed since, and among it those
    cases as they were."""
    of_changed = changed(last, known_at)
    live = Ended(first, last, unit_id, without=of_changed)
    then = sorted(_then(db, first, last, known_at, list(db.scalars(of_changed)), unit_id),
                  key=place)  # fmt: skip
    total, sums = live.counted(db)
    for line in then:
        sums[line.standing.value] = sums.get(line.standing.value, 0) + 1
        sums["collected"] += line.collected
    offset = offset_of(page, size)
    start = max(0, offset - len(then))
    some = live.lines(db, start=start, most=offset + size - start)
    passed = [one for one in then if some and place(one) < place(some[0])] if start else []
    if start and not some:
        passed = then  # all of the live ones stand before
    merged = sorted([*some, *then[len(passed) :]], key=place)
    skipped = offset - start - len(passed)
    return Page(merged[skipped : skipped + size], max(1, page), size, total + len(then), sums)


def _then(
    db: Session, first: date, last: date, known_at: datetime, case_ids: list[UUID],
    unit_id: UUID | None,
) -> Iterator[Ending]:  # fmt: skip
    """The changed cases that had ended."""
    found = [
        one
        for known in facts.load(db, case_ids, known_at=known_at)
        if (one := _end_of([*rows_of(replay(known))], first, last))
        and unit_id in (None, one.unit_id)
    ]
    chosen = select(Case).where(Case.id.in_([one.case_id for one in found])).options(*SHOWN)
    cases = {case.id: case for case in db.scalars(chosen)}
    units = dict(db.execute(select(Unit.id, Unit.name)).all())
    people = dict(db.execute(select(User.id, User.full_name)).all())
    for one in found:
        yield Ending(
            cases[one.case_id], one.starts_on, one.standing, one.collected, one.remaining,
            units[one.unit_id], people[one.officer_id] if one.officer_id else None,
        )  # fmt: skip


def _end_of(rows: list[Interval], first: date, last: date) -> Interval | None:
    """Where the case stood at the end of `last`, when that is an end that came in these days."""
    standing = [one for one in rows if one.starts_on <= last]
    if not standing or standing[-1].standing not in ENDS:
        return None
    begun = standing[-1]
    return begun if begun.starts_on >= first and _is_new(standing) else None


def _is_new(standing: list[Interval]) -> bool:
    return len(standing) < 2 or standing[-2].standing is not standing[-1].standing
