"""Receiving a complaint and writing down each step of it. The caller commits."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import Case, CaseAct
from thads.complaints import checks, course
from thads.complaints.models import (
    Complaint,
    ComplaintRepresentative,
    ComplaintStep,
    StepKind,
)
from thads.complaints.terms import ComplaintTerms, StepTerms
from thads.identity.models import User
from thads.registers.steps import KEPT, check, needed, not_ahead, refuse
from thads.rules.complaints import PetitionKind, Standing


def receive(
    db: Session, terms: ComplaintTerms, case: Case | None, *, by: User, today: date, now: datetime
) -> Complaint:  # fmt: skip
    """Enter what came; nothing is refused here for lack of standing: that is the next step's."""
    not_ahead(terms.received_on, today, "received_on")
    checks.representatives(terms.people, len(terms.representatives), terms.received_on)
    _check_said(db, terms, case)
    record = Complaint(
        unit_id=terms.unit_id, case_id=case.id if case else None, received_on=terms.received_on,
        kind=terms.kind, source=terms.source, round=2 if terms.first_id else 1,
        first_id=terms.first_id, act_id=terms.act_id, measure_id=terms.measure_id,
        against=terms.against, stage=terms.stage,
        learned_on=terms.learned_on, obstacle=terms.obstacle, standing=terms.standing,
        party_id=terms.party_id,
        sender_name=terms.sender_name, sender_address=terms.sender_address, people=terms.people,
        content=terms.content, handler_id=terms.handler_id, entered_at=now, entered_by_id=by.id,
        representatives=[
            ComplaintRepresentative(name=name, entered_at=now, entered_by_id=by.id)
            for name in terms.representatives
        ],
        steps=[],
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "complaint.received", record, kind=record.kind, day=record.received_on,
        case_id=record.case_id, unit_id=record.unit_id,
    )  # fmt: skip
    return record


def take_step(
    db: Session, complaint: Complaint, terms: StepTerms, *, by: User, today: date, now: datetime
) -> ComplaintStep:  # fmt: skip
    """Write down what happened next; RuleBroken names the rule that forbids it."""
    db.refresh(complaint, ["steps"], with_for_update={"of": Complaint})
    check(
        complaint.steps, complaint.last.kind if complaint.last else None, terms.kind, terms.day,
        follows=course.FOLLOWS[complaint.kind], since=complaint.received_on, today=today,
    )  # fmt: skip
    if terms.kind not in course.may_follow(complaint):
        refuse("complaint.told", f"Không phải ghi “{terms.kind.label}” nữa: đã ghi, hoặc luật "
               f"không đòi hỏi. {KEPT}.")  # fmt: skip
    checks.step(db, complaint, terms)
    kind = terms.kind
    step = ComplaintStep(
        record_id=complaint.id, sequence=len(complaint.steps) + 1, day=terms.day, kind=kind,
        number=terms.number, note=terms.note,
        outcome=terms.outcome if kind is StepKind.RESOLVED else None,
        days=terms.days if kind is StepKind.EXTENDED else None,
        body=terms.body if kind is StepKind.TRANSFERRED else None,
        into_id=terms.into_id if kind is StepKind.MERGED else None,
        signer_id=terms.signer_id, signing_mode=terms.signing_mode, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    complaint.steps.append(step)
    db.flush()
    audit.record(
        db, by, f"complaint.{kind.value}", complaint, day=step.day, number=step.number,
        outcome=step.outcome, days=step.days, into_id=step.into_id,
    )  # fmt: skip
    return step


def _check_said(db: Session, terms: ComplaintTerms, case: Case | None) -> None:
    act = db.get(CaseAct, terms.act_id) if terms.act_id else None
    if terms.act_id and (act is None or case is None or act.case_id != case.id):
        refuse("complaint.act", f"Quyết định này không thuộc hồ sơ. {KEPT}; chọn lại.", "act")
    if terms.first_id and db.get(Complaint, terms.first_id) is None:
        refuse("complaint.first", f"Không có khiếu nại lần đầu này. {KEPT}; chọn lại.", "first")
    checks.party(db, terms, case)
    checks.measure(db, terms, case)
    if terms.kind is not PetitionKind.COMPLAINT:
        if terms.first_id:
            refuse("complaint.first", f"Chỉ khiếu nại mới có lần hai. {KEPT}; bỏ chọn.", "first")
        return
    needed(terms.standing, "người khiếu nại có tư cách gì", "standing")
    needed(terms.stage, "giai đoạn của quyết định, hành vi bị khiếu nại", "stage")
    needed(terms.learned_on, "ngày nhận được quyết định, biết được hành vi", "learned_on")
    if terms.learned_on and terms.learned_on > terms.received_on:
        refuse("complaint.learned_late", f"Ngày biết quyết định không thể sau ngày nhận đơn. {KEPT}"
               "; sửa ngày.", "learned_on")  # fmt: skip
    if terms.standing is Standing.PARTY and case is None:
        refuse("complaint.case", "Đương sự khiếu nại về một việc thi hành án: mở hồ sơ việc đó rồi "
               f"ghi đơn. {KEPT}.", "standing")  # fmt: skip
    if terms.standing is Standing.PARTY and terms.party_id is None:
        refuse("complaint.party_needed", "Chưa chọn đương sự nào của việc khiếu nại. Chưa ghi gì; "
               "chọn đương sự, hoặc chọn đúng tư cách của người gửi đơn.", "party")  # fmt: skip
