"""What is owed on complaints: handling, resolution, telling what was decided; upon the office, not
upon whose case."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import and_, exists, not_, or_, select
from sqlalchemy.orm import Session, selectinload

from thads.complaints import course
from thads.complaints.models import Complaint, ComplaintStep, StepKind
from thads.registers.listing import ended_by
from thads.rules.complaints import RESOLVING, PetitionKind
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (
    Duty.COMPLAINT_ACCEPTANCE,
    Duty.SECOND_COMPLAINT_ACCEPTANCE,
    *dict.fromkeys(duty for pair in RESOLVING.values() for duty in pair),
    Duty.DENUNCIATION_ACCEPTANCE,
    Duty.DENUNCIATION,
    Duty.PETITION_ANSWER,
    *dict.fromkeys(one.duty for to_tell in course.TELLING.values() for one in to_tell),
)


def concerns(record: object) -> UUID | None:
    """The complaint of which a record says something."""
    if isinstance(record, Complaint):
        return record.id
    return record.record_id if isinstance(record, ComplaintStep) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """Of complaints (None: all) on which something is owed; who handles one has it on his list."""
    over = ended_by(ComplaintStep, [kind for kind in course.ENDS if kind is not StepKind.RESOLVED])
    resolved = ended_by(ComplaintStep, [StepKind.RESOLVED])
    told = exists().where(ComplaintStep.record_id == Complaint.id)
    all_told = and_(
        told.where(ComplaintStep.kind == StepKind.SENT),
        or_(
            told.where(ComplaintStep.kind == StepKind.PUBLISHED),
            and_(Complaint.kind == PetitionKind.COMPLAINT, Complaint.round == 1),
        ),
    )
    nothing = and_(
        Complaint.id.in_(resolved), or_(Complaint.kind == PetitionKind.PETITION, all_told)
    )
    stmt = (
        select(Complaint)
        .options(selectinload(Complaint.steps))
        .where(Complaint.id.not_in(over), not_(nothing))
    )
    if ids is not None:
        stmt = stmt.where(Complaint.id.in_(ids))
    for one in db.scalars(stmt.execution_options(populate_existing=True)):
        for clock in course.clocks(one):
            yield Clock(
                clock.rule.duty, one.id, None, one.unit_id, one.handler_id, clock.since, clock.due
            )


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """What they are and when they came; nobody's name."""
    stmt = select(Complaint.id, Complaint.kind, Complaint.received_on)
    for key, kind, day in db.execute(stmt.where(Complaint.id.in_(ids))):
        yield key, f"{kind.label} nhận ngày {day:%d/%m/%Y}"
