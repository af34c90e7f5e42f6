"""The screens of a case's papers: what there is, asking for one, downloading it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.cases.views.signing import offer_signing
from thads.core import files
from thads.core.errors import NotFound, RuleBroken
from thads.documents import actions, issuing, misfits, queries
from thads.documents.catalogue import forms_on
from thads.documents.forms import MisfitForm, PaperForm, RequestPaperForm
from thads.documents.models import CaseDocument
from thads.documents.reading import document_of
from thads.documents.subject import Subject
from thads.identity.policy import Permission
from thads.requests import queries as requests
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("documents", __name__)
INDEX = Screen("documents/index.html")
SHOW = Screen("documents/show.html")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BEING_MADE = "Văn bản đang được lập theo yêu cầu của người khác; lập xong sẽ có ở đây."
MADE = "Văn bản với nội dung này đã lập rồi; tải ở dưới."


@bp.get("/cases/<uuid:case_id>/papers")
@requires(Permission.DOCUMENT_VIEW)
def index(case_id: UUID) -> Response:
    """What the file has papers for, and the papers that are made."""
    case = case_of(case_id)
    return INDEX.show(case=case, **_papers(case))


@bp.get("/cases/<uuid:case_id>/papers/<uuid:fact_id>")
@requires(Permission.DOCUMENT_VIEW)
def show(case_id: UUID, fact_id: UUID) -> Response:
    """The versions of one paper, and the form that asks for one."""
    subject = _subject(case_id, fact_id)
    return SHOW.show(**_context(subject, _form(subject)))


@bp.post("/cases/<uuid:case_id>/papers/<uuid:fact_id>")
@requires(Permission.DOCUMENT_MAKE)
def create(case_id: UUID, fact_id: UUID) -> Response:
    """Compose the paper; it is printed in the background."""
    subject = _subject(case_id, fact_id)
    form = _form(subject)
    if not form.validate():
        return SHOW.refuse(**_context(subject, form))
    try:
        if form.takes_number:
            number = issuing.number_of(db(), subject, by=user(), now=now())
            subject = replace(subject, issued=number)
        document = actions.ask_for(db(), subject, form.terms(), by=user(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(subject, form))
    return _follow(document)


@bp.post("/cases/<uuid:case_id>/papers/<uuid:fact_id>/misfits")
@requires(Permission.DOCUMENT_MAKE)
def create_misfit(case_id: UUID, fact_id: UUID) -> Response:
    """Tell that the form of this paper does not fit; nothing else changes."""
    subject, form = _subject(case_id, fact_id), MisfitForm()
    if not form.validate():
        return SHOW.refuse(**_context(subject, _form(subject, formdata=None), form))
    misfits.tell(db(), subject, need(form.note.data), by=user())
    shown = url_for(".show", case_id=case_id, fact_id=fact_id)
    return SHOW.done(to=shown, message="Đã báo mẫu không phù hợp; Thủ trưởng xem được.")


@bp.get("/papers/<uuid:document_id>/file")
@requires(Permission.DOCUMENT_VIEW)
def file(document_id: UUID) -> Response:
    """The paper itself as a download, with its signatures; NotFound while it is not made."""
    document = document_of(document_id)
    key = document.newest.file_key
    if key is None:
        raise NotFound
    return _download(key, document.file_name, "application/pdf")


@bp.get("/papers/<uuid:document_id>/draft")
@requires(Permission.DOCUMENT_VIEW)
def draft(document_id: UUID) -> Response:
    """The same words as a Word file to edit; NotFound while it is not made."""
    document = document_of(document_id)
    if document.draft_key is None:
        raise NotFound
    return _download(document.draft_key, document.draft_name, DOCX)


@bp.app_template_global("papers_of")
def papers_of(case: Case) -> dict[UUID, CaseDocument | None]:
    """The newest paper of each fact that has a form, None while there is none; for its page."""
    newest: dict[UUID, CaseDocument | None] = {s.fact_id: None for s in _offered(case)}
    for document in reversed(queries.of_case(db(), case.id)):
        newest[document.fact_id] = document
    return newest


def _follow(document: CaseDocument) -> Response:
    """On to the work; its page is its owner's. What is made already is shown."""
    shown = url_for(".show", case_id=document.case_id, fact_id=document.fact_id)
    work = queries.work_on(db(), document.id)
    if work is None:
        return SHOW.done(to=shown, message=MADE)
    if work.asked_by_id != user().id:
        return SHOW.done(to=shown, message=BEING_MADE)
    return SHOW.done(to=url_for("jobs.show", job_id=work.id))


def _download(key: str, name: str, content_type: str) -> Response:
    answer = make_response(files.read(db(), key))
    answer.headers["Content-Type"] = content_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _subject(case_id: UUID, fact_id: UUID) -> Subject:
    return queries.subject_of(db(), case_of(case_id), fact_id)


def _offered(case: Case) -> list[Subject]:
    return [one for one in queries.subjects(db(), case) if not one.is_struck]


def _form(subject: Subject, **given: Any) -> PaperForm:
    assert subject.form is not None  # queries.subject_of answers no other
    form = (RequestPaperForm if subject.form.asks_request_day else PaperForm)(**given)
    if subject.form.asks_request_day and (given or not form.is_submitted()):
        asked = requests.of_case(db(), subject.case.id)
        form.requested_on.data = asked.requested_on if asked else None
    if subject.number is not None or not subject.form.symbol:
        del form.numbered
    if subject.signed:  # the file says who signed and how
        del form.signer, form.signing_mode
    else:
        sent = form.is_submitted() and not given
        offer_signing(form.signer, form.signing_mode, actions.to_sign(db(), subject), sent=sent)
    return form


def _context(
    subject: Subject, form: PaperForm, misfit_form: MisfitForm | None = None
) -> dict[str, Any]:
    documents = queries.of_fact(db(), subject)
    return {
        "case": subject.case, "subject": subject, "form": form, "documents": documents,
        "misfit_form": misfit_form or MisfitForm(formdata=None),
        "work": queries.unfinished(db(), documents),
    }  # fmt: skip


def _papers(case: Case) -> dict[str, Any]:
    documents = queries.of_case(db(), case.id)
    return {
        "subjects": _offered(case), "documents": documents, "kinds": forms_on(today()),
        "work": queries.unfinished(db(), documents),
    }  # fmt: skip
