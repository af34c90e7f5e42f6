"""Publications of a unit and of a case, and how many were late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.cases.models import ActKind, CaseAct, CaseInterval
from thads.core.errors import NotFound
from thads.core.ratio import Ratio
from thads.publication.course import Entry, State, entries
from thads.publication.models import DebtorPublication, PublicationStep, StepKind


class Done(NamedTuple):
    """What was done in a span of days."""

    published: int
    changed: int
    ended: int


def listed(db: Session, unit_id: UUID | None) -> list[Entry]:
    """The decisions of cases that a unit holds now (None: the province), the oldest first."""
    held, act = CaseInterval, CaseAct
    stmt = (
        select(act.case_id)
        .join(held, held.case_id == act.case_id)
        .where(act.kind == ActKind.NOT_YET_ENFORCEABLE, held.ends_on.is_(None))
        .distinct()
    )
    if unit_id is not None:
        stmt = stmt.where(held.unit_id == unit_id)
    found = (one for one in entries(db, db.scalars(stmt).all()) if one.state)
    return sorted(found, key=lambda one: (one.decided_on, one.title, one.act_id))


def of_case(db: Session, case_id: UUID) -> list[Entry]:
    """The decisions of a case with their publications, the latest first."""
    return [one for one in entries(db, [case_id]) if one.state][::-1]


def entry(db: Session, case_id: UUID, act_id: UUID) -> Entry:
    """One decision; NotFound when it is not of the case."""
    found = next((one for one in entries(db, [case_id]) if one.act_id == act_id), None)
    if found is None:
        raise NotFound
    return found


def late(found: Iterable[Entry], since: date, until: date) -> Ratio:
    """Of decisions to be published by a day in the span: those that were not by that day."""
    due = [one for one in found if (day := one.publication_due) and since <= day <= until]
    n = sum(1 for one in due if was_late(one, until))
    return Ratio(n, len(due), "quyết định công khai chậm", "quyết định phải công khai")


def was_late(one: Entry, day: date) -> bool:
    """Published after its last day, or not at all though that is over on `day`."""
    last = one.publication_due
    if last is None:
        return False
    return one.publication.day > last if one.publication else last < day


def done(db: Session, since: date, until: date) -> Done:
    """Records of publishing, changing and ending with a day in the span."""
    made, step = DebtorPublication, PublicationStep
    published = select(func.count()).select_from(made).where(made.day.between(since, until))
    stmt = select(step.kind, func.count()).where(step.day.between(since, until))
    steps = {row[0]: row[1] for row in db.execute(stmt.group_by(step.kind))}
    return Done(
        db.scalar(published) or 0, steps.get(StepKind.CHANGED, 0), steps.get(StepKind.ENDED, 0)
    )


def waiting(found: Iterable[Entry]) -> int:
    """How many were not published yet."""
    return sum(1 for one in found if one.state is State.WAITING)
