"""Writing down who was received and what came of it. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import Case
from thads.complaints.models import Complaint
from thads.identity.models import User
from thads.reception.models import Receiver, Reception, ReceptionKind, ReceptionStep, StepKind
from thads.registers.steps import KEPT, check, needed, not_ahead, refuse
from thads.rules.complaints import PetitionKind

FOLLOWS = {
    None: (StepKind.ANSWERED, StepKind.STRUCK),
    StepKind.ANSWERED: (StepKind.ANSWERED, StepKind.STRUCK),
    StepKind.STRUCK: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionTerms:
    """One visit: who came, by whom received, with what result."""

    unit_id: UUID
    received_on: date
    kind: ReceptionKind
    receiver: Receiver
    visitor_name: str
    people: int
    matter: PetitionKind
    content: str
    outcome: str
    receiver_id: UUID | None = None
    complaint_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """What was answered later, or why the record is a mistake."""

    kind: StepKind
    day: date
    number: str | None = None
    note: str | None = None


def receive(
    db: Session, terms: ReceptionTerms, case: Case | None, *, by: User, today: date, now: datetime
) -> Reception:  # fmt: skip
    """Enter one visit; a complaint handed in must be of the same office."""
    not_ahead(terms.received_on, today, "received_on")
    if terms.people < 1:
        refuse("reception.people", f"Số người phải từ 1 trở lên. {KEPT}; sửa số người.", "people")
    given = db.get(Complaint, terms.complaint_id) if terms.complaint_id else None
    if terms.complaint_id and (given is None or given.unit_id != terms.unit_id):
        refuse("reception.complaint", f"Đơn này không có trong sổ của đơn vị. {KEPT}; chọn lại.",
               "complaint")  # fmt: skip
    record = Reception(
        unit_id=terms.unit_id, case_id=case.id if case else None, received_on=terms.received_on,
        kind=terms.kind, receiver=terms.receiver, receiver_id=terms.receiver_id,
        visitor_name=terms.visitor_name, people=terms.people, matter=terms.matter,
        content=terms.content, outcome=terms.outcome, complaint_id=terms.complaint_id,
        entered_at=now, entered_by_id=by.id, steps=[],
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "reception.entered", record, day=record.received_on, kind=record.kind,
        people=record.people, unit_id=record.unit_id,
    )  # fmt: skip
    return record


def take_step(
    db: Session, record: Reception, terms: StepTerms, *, by: User, today: date, now: datetime
) -> ReceptionStep:  # fmt: skip
    """Write down what followed."""
    db.refresh(record, ["steps"], with_for_update={"of": Reception})
    last = record.last.kind if record.last else None
    check(record.steps, last, terms.kind, terms.day, follows=FOLLOWS, since=record.received_on,
          today=today)  # fmt: skip
    needed(terms.note, "nội dung", "note")
    step = ReceptionStep(
        record_id=record.id, sequence=len(record.steps) + 1, kind=terms.kind, day=terms.day,
        number=terms.number, note=terms.note, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    record.steps.append(step)
    db.flush()
    audit.record(db, by, f"reception.{terms.kind.value}", record, day=step.day)
    return step
