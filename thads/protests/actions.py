"""Entering papers of the procuracy, answering them, carrying out what was accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import Case, CaseAct, SigningMode
from thads.identity.models import User
from thads.protests import course
from thads.protests.models import (
    Answer,
    PaperKind,
    Protest,
    ProtestPoint,
    ProtestPointDone,
    ProtestStep,
    StepKind,
)
from thads.registers.steps import KEPT, check, needed, not_ahead, refuse
from thads.rules.citation import cited
from thads.rules.deadlines import Duty, rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtestTerms:
    """A paper as received."""

    unit_id: UUID
    received_on: date
    kind: PaperKind
    body: str
    number: str
    issued_on: date
    content: str
    act_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """One thing that happened."""

    kind: StepKind
    day: date
    number: str | None = None
    note: str | None = None
    answer: Answer | None = None
    signer_id: UUID | None = None
    signing_mode: SigningMode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointTerms:
    """One accepted point: who carries it out and until when."""

    content: str
    owner_id: UUID
    due_on: date


def receive(
    db: Session, terms: ProtestTerms, case: Case | None, *, by: User, today: date, now: datetime
) -> Protest:  # fmt: skip
    """Enter a paper of the procuracy."""
    not_ahead(terms.received_on, today, "received_on")
    if terms.issued_on > terms.received_on:
        refuse("protest.issued_late", f"Ngày ban hành không thể sau ngày nhận. {KEPT}; sửa ngày.",
               "issued_on")  # fmt: skip
    act = db.get(CaseAct, terms.act_id) if terms.act_id else None
    if terms.act_id and (act is None or case is None or act.case_id != case.id):
        refuse("protest.act", f"Quyết định này không thuộc hồ sơ. {KEPT}; chọn lại.", "act")
    record = Protest(
        unit_id=terms.unit_id, case_id=case.id if case else None, received_on=terms.received_on,
        kind=terms.kind, body=terms.body, number=terms.number, issued_on=terms.issued_on,
        act_id=terms.act_id, content=terms.content, entered_at=now, entered_by_id=by.id,
        steps=[], points=[],
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "protest.received", record, kind=record.kind, number=record.number,
        day=record.received_on, case_id=record.case_id,
    )  # fmt: skip
    return record


def take_step(
    db: Session, record: Protest, terms: StepTerms, *, by: User, today: date, now: datetime
) -> ProtestStep:  # fmt: skip
    """Write down what happened next; an answer says what is accepted."""
    db.refresh(record, ["steps"], with_for_update={"of": Protest})
    last = record.last.kind if record.last else None
    check(record.steps, last, terms.kind, terms.day, follows=course.FOLLOWS[record.kind],
          since=record.received_on, today=today)  # fmt: skip
    answers = terms.kind in (StepKind.ANSWERED, StepKind.SETTLED)
    if terms.kind not in course.may_follow(record):
        refuse("protest.accepted", "Kháng nghị đã được chấp nhận toàn bộ nên không báo cáo cấp "
               f"trên. {KEPT}.")  # fmt: skip
    if answers:
        needed(terms.answer, "chấp nhận đến đâu", "answer")
    if terms.kind in (StepKind.STRUCK, StepKind.REPORTED) or terms.answer is Answer.REJECTED:
        needed(terms.note, "lý do", "note")
    step = ProtestStep(
        record_id=record.id, sequence=len(record.steps) + 1, kind=terms.kind, day=terms.day,
        number=terms.number, note=terms.note, answer=terms.answer if answers else None,
        signer_id=terms.signer_id, signing_mode=terms.signing_mode, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    record.steps.append(step)
    db.flush()
    audit.record(
        db, by, f"protest.{terms.kind.value}", record, day=step.day, number=step.number,
        answer=step.answer,
    )  # fmt: skip
    return step


def set_point(
    db: Session, record: Protest, terms: PointTerms, *, by: User, now: datetime
) -> ProtestPoint:  # fmt: skip
    """Say who carries out one accepted point; a protest leaves no more than the law's days."""
    db.refresh(record, ["steps", "points"], with_for_update={"of": Protest})
    answer = course.accepted(record)
    if answer is None:
        refuse("protest.nothing_accepted", "Chưa có văn bản chấp nhận nên chưa giao việc thực "
               f"hiện. {KEPT}; ghi trả lời Viện kiểm sát trước.")  # fmt: skip
    last = course.last_day_of_points(record)
    if last and terms.due_on > last:
        source = rule(Duty.PROTEST_ACTION, answer.day).source
        refuse("protest.due_late", f"Kháng nghị đã chấp nhận phải thực hiện trước hết ngày "
               f"{last:%d/%m/%Y} ({cited(source)}). {KEPT}; sửa hạn.", "due_on")  # fmt: skip
    if terms.due_on < answer.day:
        refuse("protest.due_early", f"Hạn không thể trước ngày trả lời. {KEPT}; sửa hạn.", "due_on")
    point = ProtestPoint(
        record_id=record.id, position=len(record.points) + 1, content=terms.content,
        owner_id=terms.owner_id, due_on=terms.due_on, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    record.points.append(point)
    db.flush()
    audit.record(
        db, by, "protest.point", record, position=point.position, owner_id=point.owner_id,
        due_on=point.due_on,
    )  # fmt: skip
    return point


def carry_out(
    db: Session, record: Protest, point: ProtestPoint, day: date, result: str,
    *, by: User, today: date, now: datetime,
) -> ProtestPointDone:  # fmt: skip
    """Write down that a point was carried out."""
    db.refresh(point, with_for_update={"of": ProtestPoint})
    if point.done:
        refuse("protest.done", f"Nội dung này đã được ghi thực hiện ngày {point.done.day:%d/%m/%Y}."
               f" {KEPT} thêm.")  # fmt: skip
    not_ahead(day, today, "day")
    answer = course.accepted(record)
    if answer and day < answer.day:
        refuse("protest.done_early", f"Ngày thực hiện không thể trước ngày trả lời. {KEPT}; sửa "
               "ngày.", "day")  # fmt: skip
    done = ProtestPointDone(
        point=point, day=day, result=result, entered_at=now, entered_by_id=by.id
    )
    db.add(done)
    db.flush()
    audit.record(db, by, "protest.point_done", record, position=point.position, day=day)
    return done
