"""The screen of papers that follow from no act: notices, summons, minutes to fill in by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.models import Case
from thads.cases.queries import history_of
from thads.cases.views.entering import case_of
from thads.cases.views.people import officers_of
from thads.cases.views.signing import offer_signing
from thads.core.errors import NotFound, RuleBroken
from thads.delegations import competence
from thads.documents import issuing, queries
from thads.documents.catalogue import Form as PaperForm
from thads.documents.catalogue import forms_on
from thads.documents.forms import IssueForm
from thads.documents.issuing import DELEGATION
from thads.documents.missing import Missing
from thads.documents.wording import person
from thads.identity.policy import Permission
from thads.rules.citation import cited
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("issuing", __name__, url_prefix="/cases/<uuid:case_id>/papers/new/<kind>")
NEW = Screen("documents/new.html")


@bp.get("/")
@requires(Permission.DOCUMENT_MAKE)
def new(case_id: UUID, kind: str) -> Response:
    """What the form of today's law asks for."""
    case, paper = case_of(case_id), _paper(kind)
    return NEW.show(**_context(case, paper, _form(case, paper)))


@bp.post("/")
@requires(Permission.DOCUMENT_MAKE)
def create(case_id: UUID, kind: str) -> Response:
    """Number and compose the paper; it is printed in the background."""
    case, paper = case_of(case_id), _paper(kind)
    form = _form(case, paper)
    if not form.validate():
        return NEW.refuse(**_context(case, paper, form))
    try:
        document = issuing.issue(
            db(), case, paper.kind, form.terms(), by=user(), today=today(), now=now()
        )
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(**_context(case_of(case_id), paper, form))
    work = queries.work_on(db(), document.id)
    assert work is not None  # just asked for
    return NEW.done(to=url_for("jobs.show", job_id=work.id))


def _paper(kind: str) -> PaperForm:
    found = next((form for form in forms_on(today()) if form.kind.value == kind), None)
    if found is None:
        raise NotFound
    return found


def _form(case: Case, paper: PaperForm) -> IssueForm:
    form = IssueForm()
    form.keep(paper)
    held, sent = history_of(case).at(today()), bool(form.is_submitted())
    unit_id = held.unit_id if held else case.unit_id
    if paper.by_officer:
        form.signer.offer(officers_of(unit_id))
    else:
        wanted = competence.Paper(DELEGATION, today(), units.get(db(), unit_id))
        offer_signing(form.signer, form.signing_mode, wanted, sent=sent)
    if not sent:
        form.day.data = today()
        if paper.by_officer:
            form.signer.data = held.officer_id if held else None
        if form.addressee:
            form.addressee.data = _debtor(case)
    return form


def _debtor(case: Case) -> str | None:
    try:
        return person(case.debtors[0], case) if case.debtors else None
    except Missing:
        return case.debtors[0].name


def _context(case: Case, paper: PaperForm, form: IssueForm) -> dict[str, Any]:
    return {"case": case, "paper": paper, "basis": cited(paper.source), "form": form}
