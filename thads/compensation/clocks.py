"""What is owed on claims for state compensation, from taking them up to who is liable."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.compensation import course
from thads.compensation.course import DUTIES
from thads.compensation.models import Compensation, CompensationStep
from thads.rules.deadlines.running import Clock

__all__ = ["DUTIES", "concerns", "running", "titles"]


def concerns(record: object) -> UUID | None:
    """The claim of which a record says something."""
    if isinstance(record, Compensation):
        return record.id
    return record.record_id if isinstance(record, CompensationStep) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """Of claims (None: all) on which the office owes something; nobody is named for it."""
    stmt = select(Compensation).options(selectinload(Compensation.steps))
    if ids is not None:
        stmt = stmt.where(Compensation.id.in_(ids))
    for one in db.scalars(stmt.execution_options(populate_existing=True)):
        clock = course.clock(one)
        if clock and clock.rule.duty in DUTIES:
            yield Clock(clock.rule.duty, one.id, None, one.unit_id, None, clock.since, clock.due)


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """When they came; nobody's name."""
    stmt = select(Compensation.id, Compensation.received_on).where(Compensation.id.in_(ids))
    for key, day in db.execute(stmt):
        yield key, f"Yêu cầu bồi thường nhà nước nhận ngày {day:%d/%m/%Y}"
