"""What happens to a measure: the forms of its steps, the head's approval, having a paper made."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.models import Case, CaseAct
from thads.cases.views.people import next_number
from thads.cases.views.signing import offer_signing
from thads.core.errors import NotFound, RuleBroken
from thads.core.money import format_dong
from thads.costs import queries as costs
from thads.costs.models import SheetKind
from thads.documents import queries as documents
from thads.documents.catalogue import Kind
from thads.identity.policy import Permission
from thads.measures import actions, papers, queries
from thads.measures.forms import StepForm
from thads.measures.models import Measure, StepKind
from thads.measures.views import measure_of, paper_of
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

bp = Blueprint("measure_steps", __name__)
STEP = Screen("measures/step.html")


@bp.get("/measures/<uuid:measure_id>/steps/<measure_step>")
@requires(Permission.MEASURE_ENTER)
def step(measure_id: UUID, measure_step: str) -> Response:
    """The form of what happened next."""
    record, case = measure_of(measure_id)
    return _show(record, case, _kind(measure_step))


@bp.post("/measures/<uuid:measure_id>/steps/<measure_step>")
@requires(Permission.MEASURE_ENTER)
def create_step(measure_id: UUID, measure_step: str) -> Response:
    """Write it down; the head's approval has a right of its own."""
    return _take(measure_id, _kind(measure_step))


@bp.get("/measures/<uuid:measure_id>/approval")
@requires(Permission.MEASURE_APPROVE)
def approval(measure_id: UUID) -> Response:
    """The form of the head's approval of the plan."""
    record, case = measure_of(measure_id)
    return _show(record, case, StepKind.APPROVED)


@bp.post("/measures/<uuid:measure_id>/approval")
@requires(Permission.MEASURE_APPROVE)
def create_approval(measure_id: UUID) -> Response:
    """The head approves the plan."""
    return _take(measure_id, StepKind.APPROVED)


@bp.post("/measures/<uuid:measure_id>/papers/<measure_paper>")
@requires(Permission.DOCUMENT_MAKE)
def create_paper(measure_id: UUID, measure_paper: str) -> Response:
    """Compose a paper of the measure; it is printed in the background."""
    record, case = measure_of(measure_id)
    kind = next((one for one in papers.offered(record) if one.value == measure_paper), None)
    if kind is None:
        raise NotFound
    shown = url_for("measures.show", measure_id=measure_id)
    try:
        made = papers.make(db(), case, record, Kind(kind), by=user(), now=now())
    except RuleBroken as broken:
        db().rollback()
        return go(shown, message=broken.message)
    work = documents.work_on(db(), made.id)
    mine = work is not None and work.asked_by_id == user().id
    to = url_for("jobs.show", job_id=work.id) if work and mine else shown
    return STEP.done(to=to, message=None if mine else "Văn bản với nội dung này đã lập rồi.")


def _show(record: Measure, case: Case, kind: StepKind) -> Response:
    return STEP.show(measure=record, case=case, kind=kind, form=_form(record, case, kind))


def _take(measure_id: UUID, kind: StepKind) -> Response:
    record, case = measure_of(measure_id)
    form = _form(record, case, kind)
    if not form.validate():
        return STEP.refuse(measure=record, case=case, kind=kind, form=form)
    try:
        actions.take_step(db(), case, record, form.terms(kind), by=user(), today=today())
        db().flush()
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        record, case = measure_of(measure_id)
        return STEP.refuse(measure=record, case=case, kind=kind, form=form)
    return STEP.done(
        to=url_for("measures.show", measure_id=measure_id), message=f"Đã ghi: {kind.label}."
    )


def _kind(text: str) -> StepKind:
    found = next((kind for kind in StepKind if kind.value == text), None)
    if found in (None, StepKind.APPROVED, StepKind.FOLLOWED, StepKind.MINUTES):
        raise NotFound
    assert found is not None
    return found


def _form(record: Measure, case: Case, kind: StepKind) -> StepForm:
    form = StepForm()
    form.keep(kind)
    day = form.day.data if isinstance(form.day.data, date) else today()
    if form.signer:
        paper = paper_of(case, record.kind, day)
        offer_signing(form.signer, form.signing_mode, paper, sent=form.is_submitted())
        if not form.is_submitted():
            form.number.data = next_number(paper.unit, of=CaseAct)
    if form.entry:
        form.entry.offer(
            (one.id, f"{one.day:%d/%m/%Y}: {format_dong(one.amount)} đ")
            for one in queries.free_entries(db(), case.id)
        )
    if form.estimate:
        form.estimate.offer(
            (one.id, f"{one.day:%d/%m/%Y}: {one.measure}, {format_dong(one.total)} đ")
            for one in costs.sheets_of(db(), case.id)
            if one.kind is SheetKind.ESTIMATE
        )
    if not form.is_submitted():
        form.day.data = today()
    return form
