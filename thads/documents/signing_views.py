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
from thads.documents.reading import document_of
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
    return SHOW.show(**_context(document_of(document_id), SignedFileForm()))


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
    document, form = document_of(document_id), SignedFileForm()
    if not form.validate():
        return SHOW.refuse(**_context(document, form))
    try:
        signing.accept(db(), document, stage, form.file.data.read(), by=user(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(**_context(document, form))
    return SHOW.done(to=url_for(".show", document_id=document_id), message=KEPT)


def _context(document: CaseDocument, form: SignedFileForm) -> dict[str, Any]:
    return {
        "document": document, "form": form,
        "case": case_of(document.case_id) if document.case_id else None,
        "stages": list(SigningStage), "names": queries.names_of_signers(db(), document),
    }  # fmt: skip
