"""The screens of signing: download the very file, sign it elsewhere, give it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases.views.entering import case_of
from thads.core.errors import RuleBroken
from thads.documents import queries, signing
from thads.documents.forms import SignedFileForm
from thads.documents.models import CaseDocument, SigningStage
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, now, user
from thads.web.screen import Screen

bp = Blueprint("signing", __name__, url_prefix="/papers/<uuid:document_id>/signatures")
SHOW = Screen("documents/signing.html")
KEPT = "Đã nhận văn bản ký số; từ nay đây là văn bản."


@bp.get("/")
@requires(Permission.DOCUMENT_VIEW)
def show(document_id: UUID) -> Response:
    """The signatures of a paper, and how the next one is given."""
    return SHOW.show(**_context(_document(document_id), SignedFileForm()))


@bp.post("/person")
@requires(Permission.DOCUMENT_SIGN)
def create_person(document_id: UUID) -> Response:
    """The file with the signer's own signature."""
    return _accept(document_id, SigningStage.PERSON)


@bp.post("/agency")
@requires(Permission.DOCUMENT_SEAL)
def create_agency(document_id: UUID) -> Response:
    """The file with the agency's signature on top."""
    return _accept(document_id, SigningStage.AGENCY)


def _accept(document_id: UUID, stage: SigningStage) -> Response:
    document, form = _document(document_id), SignedFileForm()
    if not form.validate():
        return SHOW.refuse(**_context(document, form))
    try:
        signing.accept(db(), document, stage, form.file.data.read(), by=user(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(document, form))
    return SHOW.done(to=url_for(".show", document_id=document_id), message=KEPT)


def _document(document_id: UUID) -> CaseDocument:
    document = queries.get(db(), document_id)
    case_of(document.case_id)
    return document


def _context(document: CaseDocument, form: SignedFileForm) -> dict[str, Any]:
    return {
        "document": document, "case": case_of(document.case_id), "form": form,
        "stages": list(SigningStage), "names": queries.names_of_signers(db(), document),
    }  # fmt: skip
