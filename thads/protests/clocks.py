"""What is owed to the procuracy: the answer, then carrying out what was accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.protests import course
from thads.protests.models import Protest, ProtestPoint, ProtestPointDone, ProtestStep
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (Duty.PROTEST_ANSWER, Duty.PROTEST_ACTION, Duty.PROTEST_REVIEW)


def concerns(record: object) -> UUID | None:
    """The paper of which a record says something."""
    if isinstance(record, Protest):
        return record.id
    if isinstance(record, ProtestStep | ProtestPoint):
        return record.record_id
    return record.point.record_id if isinstance(record, ProtestPointDone) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """Of papers (None: all): an answer that is owed, or the nearest accepted point that waits."""
    stmt = select(Protest).options(
        selectinload(Protest.steps), selectinload(Protest.points).joinedload(ProtestPoint.done)
    )
    if ids is not None:
        stmt = stmt.where(Protest.id.in_(ids))
    for one in db.scalars(stmt.execution_options(populate_existing=True)):
        if asked := course.answering(one) or course.reviewing(one):
            yield Clock(
                asked.rule.duty, one.id, None, one.unit_id, None, asked.since, asked.due
            )  # fmt: skip
        answer = course.accepted(one)
        waiting = [point for point in one.points if not point.done]
        if answer and waiting:
            first = min(waiting, key=lambda point: (point.due_on, point.position))
            yield Clock(
                Duty.PROTEST_ACTION, one.id, None, one.unit_id, first.owner_id, answer.day,
                first.due_on,
            )  # fmt: skip
        elif acting := course.acting(one):  # nobody was told to carry it out yet
            yield Clock(
                Duty.PROTEST_ACTION, one.id, None, one.unit_id, None, acting.since, acting.due
            )


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """What they are and by whom."""
    stmt = select(Protest.id, Protest.kind, Protest.number, Protest.body)
    for key, kind, number, body in db.execute(stmt.where(Protest.id.in_(ids))):
        yield key, f"{kind.label} số {number} của {body}"
