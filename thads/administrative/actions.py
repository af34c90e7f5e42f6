"""Watching over administrative judgments. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.administrative.models import (
    AdministrativeJudgment,
    AdministrativeStep,
    DutyBody,
    StepKind,
)
from thads.audit import actions as audit
from thads.cases.models import Case
from thads.identity.models import User
from thads.registers.steps import KEPT, check, needed, not_ahead, refuse

K = StepKind
_ENDS = (K.DONE, K.DROPPED, K.STRUCK)
_GOES_ON = (K.URGED, K.ORDERED, K.PROGRESS, K.RECOMMENDED, *_ENDS)
FOLLOWS: dict[StepKind | None, tuple[StepKind, ...]] = {
    None: _GOES_ON,
    K.URGED: _GOES_ON,
    K.ORDERED: _GOES_ON,
    K.PROGRESS: _GOES_ON,
    K.RECOMMENDED: _GOES_ON,
    K.DONE: (K.STRUCK,),
    K.DROPPED: (K.STRUCK,),
    K.STRUCK: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentTerms:
    """A judgment with something that an administrative body must do."""

    unit_id: UUID
    received_on: date
    body: DutyBody
    number: str
    judged_on: date
    court: str
    debtor_body: str
    creditor_name: str
    content: str
    check_on: date
    watcher_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """One thing that happened; `check_on` promises when it is looked at again."""

    kind: StepKind
    day: date
    number: str | None = None
    note: str | None = None
    check_on: date | None = None


def receive(
    db: Session, terms: JudgmentTerms, case: Case | None, *, by: User, today: date, now: datetime
) -> AdministrativeJudgment:  # fmt: skip
    """Begin to watch a judgment."""
    not_ahead(terms.received_on, today, "received_on")
    if terms.judged_on > terms.received_on:
        refuse("administrative.judged_late", f"Ngày tuyên không thể sau ngày nhận. {KEPT}; sửa "
               "ngày.", "judged_on")  # fmt: skip
    _check_ahead(terms.check_on, terms.received_on)
    record = AdministrativeJudgment(
        unit_id=terms.unit_id, case_id=case.id if case else None, received_on=terms.received_on,
        kind=terms.body, number=terms.number, judged_on=terms.judged_on, court=terms.court,
        debtor_body=terms.debtor_body, creditor_name=terms.creditor_name, content=terms.content,
        watcher_id=terms.watcher_id, check_on=terms.check_on, entered_at=now, entered_by_id=by.id,
        steps=[],
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "administrative.received", record, number=record.number, body=record.kind,
        day=record.received_on,
    )  # fmt: skip
    return record


def take_step(
    db: Session, record: AdministrativeJudgment, terms: StepTerms,
    *, by: User, today: date, now: datetime,
) -> AdministrativeStep:  # fmt: skip
    """Write down what happened; while it is watched each step says when it is looked at again."""
    db.refresh(record, ["steps"], with_for_update={"of": AdministrativeJudgment})
    last = record.last.kind if record.last else None
    check(record.steps, last, terms.kind, terms.day, follows=FOLLOWS, since=record.received_on,
          today=today)  # fmt: skip
    if terms.kind.ends_it or terms.kind is K.RECOMMENDED:
        needed(terms.note, "kết quả, lý do", "note")
    if terms.kind in (K.URGED, K.ORDERED):
        needed(terms.number, "số văn bản, quyết định", "number")
    if not terms.kind.ends_it:
        needed(terms.check_on, "ngày đôn đốc, kiểm tra tiếp", "check_on")
        _check_ahead(terms.check_on or terms.day, terms.day)
    step = AdministrativeStep(
        record_id=record.id, sequence=len(record.steps) + 1, kind=terms.kind, day=terms.day,
        number=terms.number, note=terms.note,
        check_on=None if terms.kind.ends_it else terms.check_on, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    record.steps.append(step)
    db.flush()
    audit.record(
        db, by, f"administrative.{terms.kind.value}", record, day=step.day, number=step.number,
        check_on=step.check_on,
    )  # fmt: skip
    return step


def _check_ahead(check_on: date, since: date) -> None:
    if check_on <= since:
        refuse("administrative.check_on", f"Ngày đôn đốc, kiểm tra tiếp phải sau ngày "
               f"{since:%d/%m/%Y}. {KEPT}; sửa ngày.", "check_on")  # fmt: skip
