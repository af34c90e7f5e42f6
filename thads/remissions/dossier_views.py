"""Dossiers of exemption and reduction: opening one, its papers, its steps."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.attachments import queries as attachments
from thads.cases import queries as cases
from thads.cases.models import Case, CaseAct
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of, next_number
from thads.cases.views.signing import offer_signing
from thads.core.errors import Conflict, NotFound, RuleBroken
from thads.delegations.competence import Paper
from thads.documents import queries as documents
from thads.identity.policy import Permission
from thads.remissions import actions, course, finder, papers, queries
from thads.remissions.checks import PROPOSAL
from thads.remissions.forms import DossierForm, PaperForm, StepForm
from thads.remissions.models import RemissionDossier, StepKind
from thads.rules import remission
from thads.rules.citation import cited
from thads.rules.dated import MissingRule
from thads.rules.remission import Relief
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

bp = Blueprint("dossiers", __name__)
NEW = Screen("remissions/new.html")
SHOW = Screen("remissions/show.html")
STEP = Screen("remissions/step.html")


@bp.get("/cases/<uuid:case_id>/remissions")
@requires(Permission.REMISSION_PREPARE)
def new(case_id: UUID) -> Response:
    """The form of a dossier upon a case."""
    case = case_of(case_id)
    return NEW.show(**_asking(case, DossierForm()))


@bp.post("/cases/<uuid:case_id>/remissions")
@requires(Permission.REMISSION_PREPARE)
def create(case_id: UUID) -> Response:
    """Begin to ask for an item."""
    case, form = case_of(case_id), DossierForm()
    context = _asking(case, form)
    if not form.validate():
        return NEW.refuse(**context)
    try:
        made = actions.open_dossier(db(), case, form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return NEW.refuse(**context)
    return NEW.done(to=url_for(".show", dossier_id=made.id), message="Đã lập hồ sơ đề nghị.")


@bp.get("/remission-dossiers/<uuid:dossier_id>")
@requires(Permission.CASE_VIEW)
def show(dossier_id: UUID) -> Response:
    """One dossier: what is asked, its conditions, papers and steps."""
    dossier, case = _of(dossier_id)
    return SHOW.show(**_context(dossier, case, _paper_form(case)))


@bp.post("/remission-dossiers/<uuid:dossier_id>/papers")
@requires(Permission.REMISSION_PREPARE)
def create_paper(dossier_id: UUID) -> Response:
    """Say where a paper is."""
    dossier, case = _of(dossier_id)
    form = _paper_form(case)
    if not form.validate():
        return SHOW.refuse(**_context(dossier, case, form))
    try:
        actions.place_paper(
            db(), dossier, need(form.paper.data), attachment_id=form.attachment.data,
            note=form.note.data, by=user(),
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(dossier, case, form))
    return SHOW.done(to=url_for(".show", dossier_id=dossier_id), message="Đã ghi tài liệu.")


@bp.get("/remission-dossiers/<uuid:dossier_id>/steps/<remission_step>")
@requires(Permission.REMISSION_PREPARE)
def step(dossier_id: UUID, remission_step: str) -> Response:
    """The form of what happened next."""
    dossier, case = _of(dossier_id)
    kind = _kind(remission_step)
    return STEP.show(dossier=dossier, case=case, kind=kind, form=_step_form(dossier, case, kind))


@bp.post("/remission-dossiers/<uuid:dossier_id>/steps/<remission_step>")
@requires(Permission.REMISSION_PREPARE)
def create_step(dossier_id: UUID, remission_step: str) -> Response:
    """Write it down; the head's signature has a right of its own."""
    return _take(dossier_id, _kind(remission_step))


@bp.get("/remission-dossiers/<uuid:dossier_id>/signature")
@requires(Permission.REMISSION_SIGN)
def signature(dossier_id: UUID) -> Response:
    """The form of the head's signature."""
    dossier, case = _of(dossier_id)
    form = _step_form(dossier, case, StepKind.SIGNED)
    return STEP.show(dossier=dossier, case=case, kind=StepKind.SIGNED, form=form)


@bp.post("/remission-dossiers/<uuid:dossier_id>/signature")
@requires(Permission.REMISSION_SIGN)
def create_signature(dossier_id: UUID) -> Response:
    """The head signs the proposal."""
    return _take(dossier_id, StepKind.SIGNED)


@bp.post("/remission-dossiers/<uuid:dossier_id>/proposal")
@requires(Permission.REMISSION_PREPARE)
def create_proposal(dossier_id: UUID) -> Response:
    """Compose the proposal that the head signed; it is printed in the background."""
    dossier, case = _of(dossier_id)
    shown = url_for(".show", dossier_id=dossier_id)
    try:
        made = papers.proposal(db(), case, dossier, by=user(), now=now())
    except RuleBroken as broken:
        db().rollback()
        return go(shown, message=broken.message)
    work = documents.work_on(db(), made.id)
    mine = work is not None and work.asked_by_id == user().id
    to = url_for("jobs.show", job_id=work.id) if work and mine else shown
    return SHOW.done(to=to, message=None if mine else "Văn bản với nội dung này đã lập rồi.")


@bp.app_template_global("dossiers_of")
def dossiers_of(case: Case) -> Any:
    """The dossiers of a case; asked by its page."""
    return queries.of_case(db(), case.id)


def _take(dossier_id: UUID, kind: StepKind) -> Response:
    dossier, case = _of(dossier_id)
    form = _step_form(dossier, case, kind)
    if not form.validate():
        return STEP.refuse(dossier=dossier, case=case, kind=kind, form=form)
    try:
        actions.take_step(db(), case, dossier, form.terms(kind), by=user(), today=today())
        db().flush()
    except (RuleBroken, Conflict) as broken:
        db().rollback()
        told = broken if isinstance(broken, RuleBroken) else RuleBroken("conflict", str(broken))
        form.refuse(told)
        dossier, case = _of(dossier_id)
        return STEP.refuse(dossier=dossier, case=case, kind=kind, form=form)
    return STEP.done(to=url_for(".show", dossier_id=dossier_id), message=f"Đã ghi: {kind.label}.")


def _of(dossier_id: UUID) -> tuple[RemissionDossier, Case]:
    """One dossier, if its case is for this person; NotFound otherwise."""
    dossier = queries.get(db(), dossier_id)
    return dossier, case_of(dossier.case_id)


def _kind(text: str) -> StepKind:
    found = next((kind for kind in StepKind if kind.value == text), None)
    if found is None or found is StepKind.SIGNED:
        raise NotFound
    return found


def _asking(case: Case, form: DossierForm) -> dict[str, Any]:
    day = form.opened_on.data if isinstance(form.opened_on.data, date) else today()
    found = finder.situations_of(db(), case, today())
    items = {item.id: item for item in case.items}
    form.item.offer(
        (one.item_id, f"{items[one.item_id].position}. {items[one.item_id].kind.label}")
        for one in found
    )
    try:
        form.way.offer((way.code, way.label) for way in remission.ways(day))
    except MissingRule:
        form.way.offer(())
    if not form.is_submitted():
        form.opened_on.data = today()
        best = finder.of_case(db(), case, today())
        if len(best) == 1:
            form.item.data, form.way.data = best[0].situation.item_id, best[0].way.code
    return {"case": case, "form": form}


def _paper_form(case: Case) -> PaperForm:
    form = PaperForm()
    files = [one for one in attachments.of_case(db(), case.id) if one.strike is None]
    form.attachment.offer((one.id, one.title) for one in files)
    return form


def _step_form(dossier: RemissionDossier, case: Case, kind: StepKind) -> StepForm:
    form = StepForm()
    day = form.day.data if isinstance(form.day.data, date) else today()
    ends = bool(dossier.granted) and (
        dossier.relief is Relief.EXEMPTION or remission.conditions(day).ends_reduction
    )
    form.keep(kind, ends=ends)
    unit = units.get(db(), cases.history_of(case).now.unit_id)
    if form.signer:
        name = PROPOSAL if kind is StepKind.SIGNED else "discontinuance"
        paper = Paper(name, day, unit)
        offer_signing(form.signer, form.signing_mode, paper, sent=form.is_submitted())
    if not form.is_submitted():
        form.day.data = today()
        if form.decision_number:
            form.decision_number.data = next_number(unit, of=CaseAct)
        if form.amount:
            form.amount.data = dossier.amount
    return form


def _context(dossier: RemissionDossier, case: Case, form: PaperForm) -> dict[str, Any]:
    try:
        assessment = queries.assessment_of(db(), case, dossier, today())
    except RuleBroken:  # the item has ended meanwhile
        assessment = None
    told = assessment is not None or dossier.step(StepKind.FILED) is not None
    there = queries.papers_of(db(), case, dossier, today()) if told else []
    made = papers.of_dossier(db(), dossier)
    return {
        "dossier": dossier, "case": case, "form": form, "papers": there, "assessment": assessment,
        "clocks": course.clocks(dossier), "next": course.may_follow(dossier),
        "way": queries.way_of(dossier), "source": cited(queries.way_of(dossier).source),
        "names": names_of(one.entered_by_id for one in dossier.steps),
        "acts": {act.id: act for act in case.acts}, "documents": made, "empty": Form(),
        "work": documents.unfinished(db(), made),
    }  # fmt: skip
