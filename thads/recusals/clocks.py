"""Requests for another officer that nobody has answered (NĐ62 Đ.10 k.3; NĐ152 Đ.13 k.3)."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.recusals.models import OfficerChangeAnswer, OfficerChangeRequest
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (Duty.OFFICER_CHANGE,)


def concerns(record: object) -> UUID | None:
    """The request of which a record says something."""
    if isinstance(record, OfficerChangeRequest):
        return record.id
    return record.request_id if isinstance(record, OfficerChangeAnswer) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """The clocks of requests (None: all) without an answer."""
    asked, answer = OfficerChangeRequest, OfficerChangeAnswer
    answered = select(answer.id).where(answer.request_id == asked.id)
    stmt = select(asked.id, asked.case_id, asked.received_on).where(~answered.exists())
    if ids is not None:
        stmt = stmt.where(asked.id.in_(ids))
    for request_id, case_id, received_on in db.execute(stmt):
        yield Clock.of_case(Duty.OFFICER_CHANGE, request_id, case_id, received_on)
