"""Requests on which the office owes the next step (L08 Đ.36 k.1; L25 Đ.34 k.3)."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.requests.models import EnforcementRequest, RequestStep
from thads.requests.standing import CLOSING, clock_of
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (
    Duty.REQUEST_COMPLETION,
    Duty.REQUEST_DECISION,
    Duty.ENTRUSTED_DECISION,
    Duty.PRIVATE_CASE_DECISION,
)


def concerns(record: object) -> UUID | None:
    """The request of which a record says something."""
    if isinstance(record, EnforcementRequest):
        return record.id
    return record.request_id if isinstance(record, RequestStep) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """The clocks of requests (None: all) that are not closed."""
    step = RequestStep
    closed = select(step.id).where(step.request_id == EnforcementRequest.id, step.kind.in_(CLOSING))
    stmt = select(EnforcementRequest).where(~closed.exists())
    if ids is not None:
        stmt = stmt.where(EnforcementRequest.id.in_(ids))
    loaded = (joinedload(EnforcementRequest.judgment), selectinload(EnforcementRequest.steps))
    fresh = stmt.options(*loaded).execution_options(populate_existing=True)
    for request in db.scalars(fresh):
        if clock := clock_of(request, request.steps):
            yield Clock(
                clock.rule.duty, request.id, None, request.unit_id, None, clock.since, clock.due
            )


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """What they are and when they came."""
    asked = EnforcementRequest
    stmt = select(asked.id, asked.kind, asked.received_on).where(asked.id.in_(ids))
    for key, kind, day in db.execute(stmt):
        yield key, f"{kind.label} nhận ngày {day:%d/%m/%Y}"
