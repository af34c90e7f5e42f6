"""Meetings of the steering committee, and the cases that it directs."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import Case
from thads.core.ids import new_id
from thads.directives import queries
from thads.directives.actions.guards import between, keep_file, past, refuse
from thads.directives.models import SteeredCase, SteeredCaseEnd, SteeringMeeting
from thads.directives.terms import MeetingTerms
from thads.identity.models import User


def meet(
    db: Session, terms: MeetingTerms, *, by: User, today: date, now: datetime
) -> SteeringMeeting:
    """Record a meeting that was held, with its minutes."""
    past(terms.held_on, today, "held_on")
    meeting = SteeringMeeting(
        id=new_id(), held_on=terms.held_on, subject=terms.subject, chair=terms.chair,
        attendance=terms.attendance, minutes=terms.minutes, cases=[], entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    keep_file(db, meeting, terms.content, "minutes")
    db.add(meeting)
    audit.record(db, by, "committee.met", meeting, held_on=terms.held_on)
    return meeting


def steer(
    db: Session, meeting: SteeringMeeting, case: Case, direction: str, *, by: User, now: datetime
) -> SteeredCase:
    """The committee takes a case under its direction."""
    if queries.steered_now(db, case.id):
        refuse("steered", f"Việc {case.title} đang do Ban Chỉ đạo chỉ đạo; ghi thôi chỉ đạo trước "
               "khi đưa vào lại.", "case")  # fmt: skip
    steered = SteeredCase(
        case_id=case.id, meeting_id=meeting.id, direction=direction, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    meeting.cases.append(steered)
    db.flush()
    audit.record(db, by, "committee.case_taken", steered, case_id=case.id)
    return steered


def release(
    db: Session, steered: SteeredCase, day: date, note: str, *, by: User, today: date,
    now: datetime,
) -> SteeredCaseEnd:  # fmt: skip
    """The committee directs the case no longer."""
    if steered.end:
        refuse("released", f"Ban Chỉ đạo đã thôi chỉ đạo việc này ngày {steered.end.day:%d/%m/%Y}.")
    between(day, steered.meeting.held_on, today, "day")
    end = SteeredCaseEnd(
        steered_id=steered.id, day=day, note=note, entered_at=now, entered_by_id=by.id
    )
    steered.end = end
    db.flush()
    audit.record(db, by, "committee.case_released", steered, case_id=steered.case_id, day=day)
    return end
