"""The papers of a request: its receipt, what is missing, why it is refused."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.models import SigningMode
from thads.cases.views.signing import offer_signing
from thads.core.errors import RuleBroken
from thads.delegations import competence
from thads.documents import of_requests, queries
from thads.documents.catalogue import Kind
from thads.documents.forms import PaperForm
from thads.documents.models import CaseDocument
from thads.documents.of_requests import REFUSAL, RequestSubject
from thads.identity import queries as identity
from thads.identity.models import User
from thads.identity.policy import Permission
from thads.requests.models import EnforcementRequest
from thads.requests.views.books import request_of
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, user
from thads.web.screen import Screen

bp = Blueprint("slips", __name__, url_prefix="/requests/<uuid:request_id>/papers")
SHOW = Screen("documents/slip.html")


@bp.get("/<uuid:fact_id>")
@requires(Permission.DOCUMENT_VIEW)
def show(request_id: UUID, fact_id: UUID) -> Response:
    """The versions of one paper, and the form that asks for one."""
    subject = of_requests.subject_of(request_of(request_id), fact_id)
    return SHOW.show(**_context(subject, _form(subject)))


@bp.post("/<uuid:fact_id>")
@requires(Permission.DOCUMENT_MAKE)
def create(request_id: UUID, fact_id: UUID) -> Response:
    """Compose the paper; it is printed in the background."""
    subject = of_requests.subject_of(request_of(request_id), fact_id)
    form = _form(subject)
    if not form.validate():
        return SHOW.refuse(**_context(subject, form))
    try:
        signer, mode = _signing(subject, form)
        document = of_requests.ask_for(db(), subject, signer, mode, by=user(), now=now())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHOW.refuse(**_context(_again(request_id, fact_id), form))
    return _follow(request_id, fact_id, document)


@bp.app_template_global("papers_of_request")
def papers_of_request(request: EnforcementRequest) -> list[RequestSubject]:
    """What a request has papers for, on its page."""
    return of_requests.subjects(request)


def _again(request_id: UUID, fact_id: UUID) -> RequestSubject:
    return of_requests.subject_of(request_of(request_id), fact_id)


def _follow(request_id: UUID, fact_id: UUID, document: CaseDocument) -> Response:
    work = queries.work_on(db(), document.id)
    if work is None or work.asked_by_id != user().id:
        return SHOW.done(to=url_for(".show", request_id=request_id, fact_id=fact_id))
    return SHOW.done(to=url_for("jobs.show", job_id=work.id))


def _to_sign(subject: RequestSubject) -> competence.Paper:
    unit = units.get(db(), subject.request.unit_id)
    return competence.Paper(REFUSAL, subject.day, unit)


def _form(subject: RequestSubject) -> PaperForm:
    """A slip is signed by whoever hands it over; a refusal by who may refuse."""
    form = PaperForm()
    del form.numbered
    if subject.kind is Kind.REQUEST_REFUSAL:
        offer_signing(
            form.signer, form.signing_mode, _to_sign(subject), sent=bool(form.is_submitted())
        )
    else:
        del form.signer, form.signing_mode
    return form


def _signing(subject: RequestSubject, form: PaperForm) -> tuple[User, SigningMode | None]:
    if form.signer is None:
        return user(), None
    signer, mode = identity.get(db(), need(form.signer.data)), need(form.signing_mode.data)
    competence.check(db(), _to_sign(subject), signer, mode)
    return signer, mode


def _context(subject: RequestSubject, form: PaperForm) -> dict[str, Any]:
    documents = of_requests.versions(db(), subject)
    return {
        "subject": subject, "form": form, "documents": documents,
        "work": queries.unfinished(db(), documents),
    }  # fmt: skip
