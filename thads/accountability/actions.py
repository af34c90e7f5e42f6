"""Saying what comes next on a case, and how it ended."""

from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.accountability import queries
from thads.accountability.models import NextStep, StepEnd, StepEnding
from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.history import OPEN
from thads.cases.models import Case
from thads.cases.queries import history_of
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.identity.models import User

KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """The four answers that a person gives; the owner is who holds the case."""

    act: str
    due_on: date
    result: str
    leader_id: UUID


def plan(db: Session, case: Case, terms: StepTerms, *, by: User, today: date) -> NextStep:
    """Say what comes next on an open case; one step at a time."""
    file.hold(db, case)
    held = history_of(case).now
    if held.standing not in OPEN:
        _refuse("ended", "Việc này đã kết thúc nên không còn bước tiếp theo.")
    if queries.running(db, case.id) is not None:
        _refuse("running", "Việc này đang có một bước chưa kết thúc; ghi kết quả bước đó trước.")
    if terms.due_on < today:
        _refuse("past", "Ngày phải xong không được trước hôm nay; nhập lại ngày.", "due_on")
    if terms.leader_id not in {leader.id for leader in queries.leaders(db, held.unit_id)}:
        _refuse("leader", "Người chịu trách nhiệm phải là lãnh đạo của đơn vị thi hành hoặc của "
                "tỉnh; chọn lại.", "leader")  # fmt: skip
    step = NextStep(
        case_id=case.id, planned_on=today, act=clean(terms.act), due_on=terms.due_on,
        result=clean(terms.result), leader_id=terms.leader_id, entered_by_id=by.id,
    )  # fmt: skip
    db.add(step)
    db.flush()
    audit.record(db, by, "case.step_planned", step, case_id=case.id, due_on=terms.due_on)
    return step


def end(
    db: Session, case: Case, step: NextStep, ending: StepEnding, *, on: date, note: str | None,
    by: User, today: date,
) -> StepEnd:  # fmt: skip
    """Say how a step ended, from the day it was planned to today."""
    file.hold(db, case)
    if step.end is not None:
        _refuse("ended_already", f"Bước này đã kết thúc ngày {step.end.ended_on:%d/%m/%Y}.")
    if not step.planned_on <= on <= today:
        _refuse("end_day", f"Ngày kết thúc phải từ {step.planned_on:%d/%m/%Y} đến hôm nay; nhập "
                "lại ngày.", "ended_on")  # fmt: skip
    said = clean(note) if note else None
    if ending is StepEnding.DROPPED and not said:
        _refuse("no_reason", "Bước không làm nữa phải ghi lý do; nhập lý do.", "note")
    ended = StepEnd(step_id=step.id, ended_on=on, ending=ending, note=said, entered_by_id=by.id)
    db.add(ended)
    db.flush()
    audit.record(db, by, "case.step_ended", step, case_id=case.id, ending=ending, ended_on=on)
    return ended


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"step.{code}", f"{message} {KEPT}.", field=field)
