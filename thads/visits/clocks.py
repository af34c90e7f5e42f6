"""What a delegation concluded and the office still owes, each until the day that it was given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock
from thads.visits.models import ConclusionClosing, OversightVisit, VisitConclusion
from thads.worklists.books import Book

LETTERS = 60  # of what a list says of one


def concerns(record: object) -> UUID | None:
    """The conclusion of which a record says something."""
    if isinstance(record, VisitConclusion):
        return record.id
    return record.conclusion_id if isinstance(record, ConclusionClosing) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """The clocks of these conclusions (None: of all) that nothing has closed."""
    one, closed = VisitConclusion, select(ConclusionClosing.conclusion_id)
    stmt = (
        select(one.id, one.unit_id, one.owner_id, OversightVisit.decided_on, one.due_on)
        .join(OversightVisit, OversightVisit.id == one.visit_id)
        .where(one.id.not_in(closed))
    )
    if ids is not None:
        stmt = stmt.where(one.id.in_(ids))
    for key, unit_id, owner_id, since, due in db.execute(stmt):
        yield Clock(Duty.VISIT_CONCLUSION, key, None, unit_id, owner_id, since, due)


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """What is asked for."""
    one = VisitConclusion
    for key, content in db.execute(select(one.id, one.content).where(one.id.in_(ids))):
        yield key, content if len(content) <= LETTERS else f"{content[: LETTERS - 1].rstrip()}…"


BOOK = Book((Duty.VISIT_CONCLUSION,), concerns, running, titles)
