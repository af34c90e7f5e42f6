"""The papers of a measure: its decision, the plan and the letter to the police, the lifting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.actions import file
from thads.cases.models import Case, SigningMode
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.costs import queries as costs
from thads.delegations import competence
from thads.documents import queries as documents
from thads.documents import wording
from thads.documents.actions import issuer_on, keep_version
from thads.documents.agency import signed_as
from thads.documents.catalogue import Form, Kind, form_on
from thads.documents.composing import OFFICER, put_together
from thads.documents.fields import READERS as OF_CASE
from thads.documents.fields import Source
from thads.documents.issuing import take_number
from thads.documents.missing import Fields, Missing
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.subject import Subject
from thads.documents.wording import amount_in_words
from thads.identity.models import User
from thads.measures import course, queries
from thads.measures.models import Measure, MeasureStep, StepKind
from thads.rules import measures
from thads.rules.measures import MeasureKind
from thads.units import queries as units

DECISIONS = {
    MeasureKind.FREEZE: Kind.FREEZE, MeasureKind.SEIZURE: Kind.SEIZURE, MeasureKind.STOP: Kind.STOP,
    MeasureKind.EXIT_BAN: Kind.EXIT_BAN, MeasureKind.DEDUCTION: Kind.DEDUCTION,
    MeasureKind.INCOME_DEDUCTION: Kind.INCOME_DEDUCTION, MeasureKind.ATTACHMENT: Kind.ATTACHMENT,
    MeasureKind.EXPLOITATION: Kind.EXPLOITATION, MeasureKind.HANDOVER: Kind.PROPERTY_HANDOVER,
    MeasureKind.COMPELLED_ACT: Kind.COMPELLED_ACT,
}  # fmt: skip


@dataclass(frozen=True)
class Applied(Source):
    """Where the fields of a measure's paper are read; `cost`: đồng of the plan's estimate."""

    measure: Measure
    before: Measure | None
    cost: int | None


def offered(measure: Measure) -> list[Kind]:
    """The papers that may be made now."""
    found = [DECISIONS[measure.kind]] if measure.decision else []
    if measure.with_force and measure.appointed:
        approved = course.since(measure, StepKind.APPROVED, measure.appointed)
        found += [Kind.POLICE_LETTER, *((Kind.COERCION_PLAN,) if approved else ())]
    return found + ([Kind.LIFTING] if measure.step(StepKind.LIFTED) else [])


def make(
    db: Session, case: Case, measure: Measure, kind: Kind, *, by: User, now: datetime
) -> CaseDocument:
    """One of its papers, numbered once; it is printed in the background.

    Errors: RuleBroken for a missing field, a fault found by the lint, a law without such a paper.
    """
    file.hold(db, case)
    step = _step(measure, kind)
    form = form_on(kind, step.day)
    if form is None:
        raise RuleBroken("document.no_form", "Chưa có mẫu văn bản này theo luật của ngày đó. Chưa "
                         "lập văn bản; báo quản trị.")  # fmt: skip
    signer, mode = _signer(db, case, step)
    issuer = issuer_on(db, queries.unit_on(case, step.day), step.day)
    paper = _known(db, step, kind) or _fresh(case, step, form, signer, mode)
    if paper.issuer_id is None:
        paper.issuer_id, paper.entered_at, paper.entered_by_id = issuer.unit.id, now, by.id
        if form.symbol:
            take_number(db, paper, issuer.unit, form.symbol)
        db.add(paper)
        db.flush()
    titles = (OFFICER,) if form.by_officer else signed_as(signer, mode, issuer)
    plan = measure.appointed.plan if measure.appointed else None
    source = Applied(
        Subject(case, issued=paper), issuer, None, measure,
        queries.get(db, measure.follows_id) if measure.follows_id else None,
        costs.sheet(db, plan.estimate_id).total if plan else None,
    )  # fmt: skip
    made = put_together(
        form, Fields(READERS, source), issuer, day=step.day,
        number=paper.title or step.title or "", signed=(titles, signer),
    )  # fmt: skip
    fresh = CaseDocument(case_id=case.id, paper_id=paper.id, signer_id=signer.id)
    return keep_version(db, made, fresh, documents.of_paper(db, paper), by=by, now=now)


def of_measure(db: Session, measure: Measure) -> Sequence[CaseDocument]:
    """The versions of all its papers, those of the newest paper first."""
    found = _issued(db, measure)
    return [one for paper in reversed(found) for one in documents.of_paper(db, paper)]


def _step(measure: Measure, kind: Kind) -> MeasureStep:
    plan = measure.appointed
    found = {
        Kind.LIFTING: measure.step(StepKind.LIFTED), Kind.POLICE_LETTER: plan,
        Kind.COERCION_PLAN: course.since(measure, StepKind.APPROVED, plan) if plan else None,
    }.get(kind, measure.decision)  # fmt: skip
    assert found is not None  # what is offered has its step
    return found


def _signer(db: Session, case: Case, step: MeasureStep) -> tuple[User, SigningMode]:
    """Who signed the step; the head signs the letter, which is sent before anything is approved."""
    if step.signer is not None and step.signing_mode is not None:
        return step.signer, step.signing_mode
    unit = units.get(db, queries.unit_on(case, step.day))
    agency = competence.Paper("coercion_plan", step.day, unit).agency
    head = next(iter(competence.heads(db, agency, step.day)), None) if agency else None
    if head is None:
        raise RuleBroken("document.signer_unknown", "Không tìm thấy Thủ trưởng ký văn bản. Chưa "
                         "lập văn bản; báo quản trị.")  # fmt: skip
    return head, SigningMode.HEAD


def _fresh(
    case: Case, step: MeasureStep, form: Form, signer: User, mode: SigningMode
) -> IssuedPaper:
    return IssuedPaper(
        unit_id=queries.unit_on(case, step.day), case_id=case.id, kind=form.kind, day=step.day,
        terms={"measure": str(step.measure_id), "step": str(step.id)}, signer_id=signer.id,
        signing_mode=mode,
    )  # fmt: skip


def _known(db: Session, step: MeasureStep, kind: Kind) -> IssuedPaper | None:
    stmt = select(IssuedPaper).where(
        IssuedPaper.case_id == step.measure.case_id, IssuedPaper.kind == kind
    )
    return next((one for one in db.scalars(stmt) if one.terms.get("step") == str(step.id)), None)


def _issued(db: Session, measure: Measure) -> list[IssuedPaper]:
    stmt = (
        select(IssuedPaper)
        .where(
            IssuedPaper.case_id == measure.case_id,
            IssuedPaper.kind.in_([*DECISIONS.values(), *OTHERS]),
        )
        .order_by(IssuedPaper.id)
    )
    return [one for one in db.scalars(stmt) if one.terms.get("measure") == str(measure.id)]


OTHERS = (Kind.LIFTING, Kind.COERCION_PLAN, Kind.POLICE_LETTER)


def _needed(text: str | None, name: str) -> str:
    if not text:
        raise Missing(name)
    return text.rstrip(".")


def _said(field: str, name: str) -> Callable[[Applied], str]:
    return lambda source: _needed(getattr(source.measure, field), name)


def _amount(field: str, name: str) -> Callable[[Applied], str]:
    def read(source: Applied) -> str:
        amount = getattr(source.measure, field)
        if not amount:
            raise Missing(name)
        return amount_in_words(amount)

    return read


def _of_plan(field: str) -> Callable[[Applied], str]:
    def read(source: Applied) -> str:
        step = source.measure.appointed
        if step is None or step.plan is None:
            raise Missing("kế hoạch cưỡng chế")
        return str(getattr(step.plan, field)).rstrip(".")

    return read


def _decision(source: Applied) -> MeasureStep:
    if source.measure.decision is None:
        raise Missing("quyết định áp dụng biện pháp")
    return source.measure.decision


def _hour(at: time | None) -> str:
    return f"{at.hour:02} giờ {at.minute:02}" if at else ""


def _named(source: Applied) -> str:
    label = measures.rule(source.measure.kind, _decision(source).day).label
    return label[0].lower() + label[1:]


def _titled(source: Applied) -> str:
    decided = _decision(source)
    return f"Quyết định số {decided.title} {day_in_words(decided.day)}"


def _minutes(source: Applied) -> str:
    found = source.measure.step(StepKind.MINUTES)
    if found is None:
        return ""
    return f"Biên bản đã lập lúc {_hour(found.hour)}, {day_in_words(found.day)}."


def _follows(source: Applied) -> str:
    before = source.before.decision if source.before else None
    if before is None:
        return ""
    return f"Quyết định này thay Quyết định số {before.title} {day_in_words(before.day)}."


def _plan_time(source: Applied) -> str:
    step = source.measure.appointed
    if step is None or step.on_day is None:
        raise Missing("ngày cưỡng chế")
    return f"{_hour(step.on_hour)}, {day_in_words(step.on_day)}"


def _plan_place(source: Applied) -> str:
    step = source.measure.appointed
    return _needed(step.place if step else None, "địa điểm cưỡng chế")


def _cost(source: Applied) -> str:
    if not source.cost:
        raise Missing("dự trù chi phí cưỡng chế")
    return amount_in_words(source.cost)


def _lifting_note(source: Applied) -> str:
    step = source.measure.step(StepKind.LIFTED)
    return f"Lý do: {step.note.rstrip('.')}." if step and step.note else ""


READERS: dict[str, Callable[[Applied], str]] = {
    **OF_CASE,
    "measure_party": lambda source: wording.person(source.measure.party, source.case),
    "measure_object": _said("object", "đối tượng của biện pháp"),
    "measure_ground": _said("ground", "căn cứ, lý do"),
    "measure_holder": _said("holder", "nơi quản lý tài khoản, tài sản, thu nhập"),
    "account_name": _said("account_name", "tên tài khoản"),
    "account_number": _said("account_number", "số tài khoản"),
    "receiving_account": _said("receiving_account", "tài khoản nhận tiền"),
    "measure_amount": _amount("amount", "số tiền"),
    "monthly_amount": _amount("monthly_amount", "mức trừ hằng tháng"),
    "left_amount": _amount("left_amount", "thu nhập để lại"),
    "measure_hour": lambda s: f"{_hour(_decision(s).hour)}, {day_in_words(_decision(s).day)}",
    "measure_name": _named, "measure_decision": _titled, "measure_minutes": _minutes,
    "measure_follows": _follows, "plan_time": _plan_time, "plan_place": _plan_place,
    "plan_method": _of_plan("method"), "plan_forces": _of_plan("forces"),
    "plan_people": _of_plan("people"), "plan_situation": _of_plan("situation"),
    "plan_cost": _cost, "lifting_note": _lifting_note,
}  # fmt: skip
