"""The voluntary hand-over of mortgaged property, step by step. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.banks.actions.records import check_case
from thads.banks.models import (
    CreditInstitution,
    HandoverStep,
    VoluntaryHandover,
    VoluntaryHandoverStep,
)
from thads.banks.queries.coercion import coercions
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.identity.models import User

KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """Which property, and until when the owner is to answer."""

    asset: str
    asset_value: int | None
    day: date
    answer_by: date
    note: str
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """What happened next."""

    kind: HandoverStep
    day: date
    due_on: date | None
    note: str
    paper: str | None
    measure_id: UUID | None = None


def offer(
    db: Session, institution: CreditInstitution, case: Case, terms: OfferTerms, *, by: User,
    today: date,
) -> VoluntaryHandover:  # fmt: skip
    """The owner is asked to hand the property over to be sold."""
    if terms.submission_key:
        same = VoluntaryHandover.submission_key == terms.submission_key
        if before := db.scalars(select(VoluntaryHandover).where(same)).unique().one_or_none():
            return before
    file.hold(db, case)
    check_case(db, institution, case, by)
    if replay(file.known(db, case)).now.standing.has_ended:
        _refuse("case_ended", f"Việc {case.title} đã kết thúc. {KEPT}; xem lại hồ sơ.", "case")
    file.check_day(case, terms.day, today)
    record = VoluntaryHandover(
        institution_id=institution.id, case_id=case.id, asset=terms.asset,
        asset_value=terms.asset_value, submission_key=terms.submission_key, entered_by_id=by.id,
        steps=[],
    )  # fmt: skip
    db.add(record)
    db.flush()
    first = StepTerms(
        kind=HandoverStep.OFFERED, day=terms.day, due_on=terms.answer_by, note=terms.note,
        paper=None,
    )  # fmt: skip
    _write(db, record, first, by=by)
    return record


def take_step(
    db: Session, handover: VoluntaryHandover, terms: StepTerms, *, by: User, today: date
) -> VoluntaryHandoverStep:
    """What happened next; only what may follow the last step, and not before it."""
    file.hold(db, handover.case)
    db.refresh(handover, ["steps"])
    last = handover.last
    if terms.kind not in last.kind.followers:
        _refuse("order", f"Sau “{last.kind.label}” không thể ghi “{terms.kind.label}”. {KEPT}; "
                "xem lại các bước đã ghi.", "kind")  # fmt: skip
    file.check_unit(replay(file.known(db, handover.case)), by)
    if terms.kind is HandoverStep.COERCION:
        terms = _coerced(db, handover, terms)
    if not last.day <= terms.day <= today:
        _refuse("day", f"Ngày phải từ {last.day:%d/%m/%Y} (bước trước) đến hôm nay. {KEPT}; nhập "
                "lại ngày.", "day")  # fmt: skip
    return _write(db, handover, terms, by=by)


def _write(
    db: Session, handover: VoluntaryHandover, terms: StepTerms, *, by: User
) -> VoluntaryHandoverStep:
    if terms.kind.waits_for_a_day and terms.due_on is None:
        _refuse("due_needed", f"Bước này phải có ngày hẹn. {KEPT}; nhập ngày hẹn trả lời hoặc ngày "
                "giao.", "due_on")  # fmt: skip
    if terms.due_on and not terms.kind.waits_for_a_day:
        _refuse("due_idle", f"Bước này không có ngày hẹn. {KEPT}; xóa ngày hẹn.", "due_on")
    if terms.due_on and terms.due_on < terms.day:
        _refuse("due_early", f"Ngày hẹn phải từ {terms.day:%d/%m/%Y} trở đi. {KEPT}; nhập lại ngày "
                "hẹn.", "due_on")  # fmt: skip
    if terms.kind.ends_it and not terms.paper:
        _refuse("paper_needed", f"Giao tài sản phải có biên bản. {KEPT}; nhập số, ngày của biên "
                "bản.", "paper")  # fmt: skip
    step = VoluntaryHandoverStep(
        handover_id=handover.id, sequence=len(handover.steps) + 1, kind=terms.kind,
        day=terms.day, due_on=terms.due_on, note=terms.note, paper=terms.paper,
        measure_id=terms.measure_id, entered_by_id=by.id,
    )  # fmt: skip
    handover.steps.append(step)
    db.flush()
    audit.record(
        db, by, "voluntary_handover.step", handover, case_id=handover.case_id, kind=terms.kind,
        day=terms.day, due_on=terms.due_on, paper=terms.paper,
    )  # fmt: skip
    return step


def _coerced(db: Session, handover: VoluntaryHandover, terms: StepTerms) -> StepTerms:
    """The decision on coercion is a measure of the case, its number and day the paper."""
    found = {one.id: one for one in coercions(db, handover.case_id)}
    measure = found.get(terms.measure_id) if terms.measure_id else None
    if measure is None or measure.decision is None:
        _refuse("measure", "Cưỡng chế phải có quyết định cưỡng chế của việc này trong sổ. "
                f"{KEPT}; ra quyết định rồi chọn.", "measure")  # fmt: skip
    decided = measure.decision
    paper = f"{decided.title} ngày {decided.day:%d/%m/%Y}"
    return replace(terms, paper=paper, measure_id=measure.id)


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"handover.{code}", message, field=field)
