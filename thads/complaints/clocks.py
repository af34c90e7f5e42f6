"""What is owed on complaints: handling, then resolution; upon the office, not upon whose case."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.complaints import course
from thads.complaints.models import Complaint, ComplaintStep
from thads.registers.listing import ended_by
from thads.rules.complaints import RESOLVING
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (
    Duty.COMPLAINT_ACCEPTANCE,
    Duty.SECOND_COMPLAINT_ACCEPTANCE,
    *dict.fromkeys(duty for pair in RESOLVING.values() for duty in pair),
    Duty.DENUNCIATION_ACCEPTANCE,
    Duty.DENUNCIATION,
    Duty.PETITION_ANSWER,
)


def concerns(record: object) -> UUID | None:
    """The complaint of which a record says something."""
    if isinstance(record, Complaint):
        return record.id
    return record.record_id if isinstance(record, ComplaintStep) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """Of complaints (None: all) that no step ended; who handles one has it on his list."""
    ended = ended_by(ComplaintStep, course.ENDS)
    stmt = (
        select(Complaint).options(selectinload(Complaint.steps)).where(Complaint.id.not_in(ended))
    )
    if ids is not None:
        stmt = stmt.where(Complaint.id.in_(ids))
    for one in db.scalars(stmt.execution_options(populate_existing=True)):
        if clock := course.clock(one):
            yield Clock(
                clock.rule.duty, one.id, None, one.unit_id, one.handler_id, clock.since, clock.due
            )


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """What they are and when they came; nobody's name."""
    stmt = select(Complaint.id, Complaint.kind, Complaint.received_on)
    for key, kind, day in db.execute(stmt.where(Complaint.id.in_(ids))):
        yield key, f"{kind.label} nhận ngày {day:%d/%m/%Y}"
