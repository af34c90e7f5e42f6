"""Recording a visit from its decision to the last conclusion. The caller commits."""

from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import files
from thads.core.errors import RuleBroken
from thads.core.ids import new_id
from thads.identity.models import User
from thads.reports import queries as reports
from thads.rules import oversight_visits
from thads.units.models import Unit
from thads.visits.models import (
    ConclusionClosing,
    ConclusionProgress,
    OversightVisit,
    StepKind,
    VisitAnswer,
    VisitConclusion,
    VisitQuestion,
    VisitStep,
)
from thads.visits.terms import ClosingTerms, ConclusionTerms, Figure, StepTerms, VisitTerms

PDF = b"%PDF-"


def record(
    db: Session, terms: VisitTerms, *, by: User, today: date, now: datetime
) -> OversightVisit:
    """Record the decision of a body to oversee; MissingRule before the law of its clocks."""
    _must_be_past(terms.decided_on, today, "decided_on", "Ngày quyết định")
    oversight_visits.terms_on(terms.decided_on)
    visit = OversightVisit(
        body=terms.body, delegation=terms.delegation, number=terms.number,
        decided_on=terms.decided_on, scope=terms.scope, entered_at=now, entered_by_id=by.id,
        steps=[], questions=[], conclusions=[],
    )  # fmt: skip
    db.add(visit)
    audit.record(db, by, "visit.recorded", visit, body=terms.body, number=terms.number)
    return visit


def take_step(
    db: Session, visit: OversightVisit, terms: StepTerms, *, by: User, today: date, now: datetime
) -> VisitStep:
    """Record a step; only a working day may lie ahead."""
    if terms.day < visit.decided_on:
        raise RuleBroken(
            "visit.before_decision",
            f"Ngày này trước ngày quyết định giám sát ({visit.decided_on:%d/%m/%Y}).", field="day",
        )  # fmt: skip
    if terms.kind is not StepKind.WORKING_DAY:
        _must_be_past(terms.day, today, "day", "Ngày này")
    step = VisitStep(
        visit_id=visit.id, kind=terms.kind, day=terms.day, note=terms.note, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    visit.steps.append(step)
    audit.record(db, by, "visit.step", visit, kind=terms.kind, day=terms.day)
    return step


def ask(
    db: Session, visit: OversightVisit, content: str, *, by: User, now: datetime
) -> VisitQuestion:
    """Write down one more question of the outline."""
    question = VisitQuestion(
        visit_id=visit.id, position=len(visit.questions) + 1, content=content, answers=[],
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    visit.questions.append(question)
    audit.record(db, by, "visit.question", visit, position=question.position)
    return question


def answer(
    db: Session, question: VisitQuestion, content: str, figure: Figure | None,
    *, by: User, now: datetime,
) -> VisitAnswer:  # fmt: skip
    """Answer a question; a later answer stands in place of an earlier one, which stays readable."""
    _must_be_published(db, figure)
    given = VisitAnswer(
        question_id=question.id, content=content, report_id=figure.report_id if figure else None,
        metric=figure.metric if figure else None, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    question.answers.append(given)
    audit.record(db, by, "visit.answer", question, visit_id=question.visit_id)
    return given


def conclude(
    db: Session, visit: OversightVisit, terms: ConclusionTerms, *, by: User, now: datetime
) -> VisitConclusion:
    """Write down one conclusion with its owner and due day."""
    if terms.due_on < visit.decided_on:
        raise RuleBroken(
            "visit.due_early",
            f"Hạn phải sau ngày quyết định giám sát ({visit.decided_on:%d/%m/%Y}).", field="due_on",
        )  # fmt: skip
    if db.get(Unit, terms.unit_id) is None:
        raise RuleBroken("visit.unit", "Chọn một đơn vị trong danh sách.", field="unit_id")
    conclusion = VisitConclusion(
        visit_id=visit.id, position=len(visit.conclusions) + 1, content=terms.content,
        measure=terms.measure, due_on=terms.due_on, unit_id=terms.unit_id,
        owner_id=terms.owner_id, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    visit.conclusions.append(conclusion)
    audit.record(db, by, "visit.conclusion", visit, due_on=terms.due_on, unit_id=terms.unit_id)
    return conclusion


def tell_progress(
    db: Session, conclusion: VisitConclusion, day: date, note: str,
    *, by: User, today: date, now: datetime,
) -> ConclusionProgress:  # fmt: skip
    """Say how far a conclusion is."""
    _must_be_open(conclusion)
    _must_be_past(day, today, "day", "Ngày này")
    told = ConclusionProgress(
        conclusion_id=conclusion.id, day=day, note=note, entered_at=now, entered_by_id=by.id
    )
    conclusion.progress.append(told)
    audit.record(db, by, "conclusion.progress", conclusion, day=day)
    return told


def close(
    db: Session, conclusion: VisitConclusion, terms: ClosingTerms,
    *, by: User, today: date, now: datetime,
) -> ConclusionClosing:  # fmt: skip
    """Close a conclusion; RuleBroken without a figure of a published report or a paper (B12)."""
    db.refresh(conclusion, with_for_update={"of": VisitConclusion})
    _must_be_open(conclusion)
    _must_be_past(terms.day, today, "day", "Ngày hoàn thành")
    _must_be_shown(terms)
    _must_be_published(db, terms.figure)
    closing = ConclusionClosing(
        id=new_id(), conclusion_id=conclusion.id, day=terms.day, note=terms.note,
        report_id=terms.figure.report_id if terms.figure else None,
        metric=terms.figure.metric if terms.figure else None, paper=terms.paper,
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    if terms.content:
        closing.file_key = f"visits/{closing.id}.pdf"
        closing.file_sha256 = sha256(terms.content).hexdigest()
        files.put(db, closing.file_key, terms.content)
    conclusion.closing = closing
    audit.record(
        db, by, "conclusion.closed", conclusion, metric=closing.metric, paper=terms.paper,
        sha256=closing.file_sha256,
    )  # fmt: skip
    return closing


def _must_be_open(conclusion: VisitConclusion) -> None:
    if conclusion.closing:
        raise RuleBroken(
            "conclusion.closed",
            f"Kết luận này đã được ghi hoàn thành ngày {conclusion.closing.day:%d/%m/%Y}. "
            "Không ghi thêm.",
        )


def _must_be_shown(terms: ClosingTerms) -> None:
    if terms.content is not None and not terms.content.startswith(PDF):
        raise RuleBroken(
            "conclusion.not_pdf", "Tệp này không phải PDF. Chưa ghi gì; chọn tệp PDF.", field="file"
        )
    if terms.content and not terms.paper:
        raise RuleBroken(
            "conclusion.paper_unnamed", "Nhập số, ngày, tên của văn bản kèm theo.", field="paper"
        )
    if terms.figure is None and not terms.content:
        raise RuleBroken(
            "conclusion.not_shown",
            "Chỉ ghi hoàn thành khi có một số liệu đã công bố hoặc một văn bản (PDF) chứng minh. "
            "Kết luận vẫn mở; chọn báo cáo và chỉ tiêu, hoặc đính kèm văn bản.",
            field="report",
        )


def _must_be_published(db: Session, figure: Figure | None) -> None:
    if figure:
        reports.published_one(db, figure.report_id)


def _must_be_past(day: date, today: date, field: str, words: str) -> None:
    if day > today:
        raise RuleBroken(
            "visit.future", f"{words} chưa đến: hôm nay là {today:%d/%m/%Y}.", field=field
        )
