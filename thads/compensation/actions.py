"""Entering a claim and following it to the last đồng. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import Case
from thads.compensation import course
from thads.compensation.models import Compensation, CompensationStep, Place, StepKind
from thads.core.money import format_dong
from thads.identity.models import User
from thads.registers.steps import KEPT, check, needed, not_ahead, refuse

K = StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTerms:
    """Who asks for how much, where and why."""

    unit_id: UUID
    received_on: date
    place: Place
    claimant_name: str
    ground: str
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """One thing that happened; `amount` in đồng where money is said."""

    kind: StepKind
    day: date
    number: str | None = None
    note: str | None = None
    amount: int | None = None


def receive(
    db: Session, terms: ClaimTerms, case: Case | None, *, by: User, today: date, now: datetime
) -> Compensation:  # fmt: skip
    """Enter a claim."""
    not_ahead(terms.received_on, today, "received_on")
    if terms.asked < 1:
        refuse("compensation.asked", f"Số tiền yêu cầu phải lớn hơn 0. {KEPT}; sửa số tiền.",
               "asked")  # fmt: skip
    record = Compensation(
        unit_id=terms.unit_id, case_id=case.id if case else None, received_on=terms.received_on,
        kind=terms.place, claimant_name=terms.claimant_name, ground=terms.ground,
        asked=terms.asked, entered_at=now, entered_by_id=by.id, steps=[],
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "compensation.received", record, day=record.received_on, asked=record.asked,
        case_id=record.case_id,
    )  # fmt: skip
    return record


def take_step(
    db: Session, record: Compensation, terms: StepTerms, *, by: User, today: date, now: datetime
) -> CompensationStep:  # fmt: skip
    """Write down what happened; no more is paid than decided, none reimbursed that was not paid."""
    db.refresh(record, ["steps"], with_for_update={"of": Compensation})
    last = record.last.kind if record.last else None
    check(record.steps, last, terms.kind, terms.day, follows=course.FOLLOWS[record.kind],
          since=record.received_on, today=today)  # fmt: skip
    if terms.kind in (K.REFUSED, K.FAILED, K.DISCONTINUED, K.STRUCK):
        needed(terms.note, "lý do", "note")
    if terms.kind.has_amount:
        needed(terms.amount, "số tiền", "amount")
        _check_money(record, terms)
    if terms.kind is K.COUNCIL and record.to_pay:
        refuse("compensation.unpaid", f"Còn {format_dong(record.to_pay)} đ chưa chi trả nên chưa "
               f"xem xét trách nhiệm hoàn trả. {KEPT}; ghi chi trả trước.")  # fmt: skip
    step = CompensationStep(
        record_id=record.id, sequence=len(record.steps) + 1, kind=terms.kind, day=terms.day,
        number=terms.number, note=terms.note,
        amount=terms.amount if terms.kind.has_amount else None, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    record.steps.append(step)
    db.flush()
    audit.record(
        db, by, f"compensation.{terms.kind.value}", record, day=step.day, amount=step.amount
    )
    return step


def _check_money(record: Compensation, terms: StepTerms) -> None:
    limits = {K.PAID: (K.SETTLED, "quyết định"), K.REIMBURSED: (K.PAID, "chi trả")}
    if terms.kind not in limits:
        return
    source, words = limits[terms.kind]
    left = record.sum_of(source) - record.sum_of(terms.kind)
    if not 0 < (terms.amount or 0) <= left:
        refuse("compensation.amount", f"Chỉ còn {format_dong(left)} đ đã {words} mà chưa ghi. "
               f"{KEPT}; sửa số tiền.", "amount")  # fmt: skip
