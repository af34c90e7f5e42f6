"""The screens of signing a report: download the very file, sign it elsewhere, give it back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.core.errors import RuleBroken
from thads.documents.forms import SignedFileForm
from thads.documents.models import SigningStage
from thads.identity.policy import Permission
from thads.reports import queries, signing
from thads.web.access import requires
from thads.web.request import db, now, user
from thads.web.screen import Screen

bp = Blueprint("report_signing", __name__, url_prefix="/reports/<uuid:report_id>/signatures")
SHOW = Screen("reports/signing.html")


@bp.get("/")
@requires(Permission.REPORT_VIEW)
def show(report_id: UUID) -> Response:
    """The signatures of a report, and how the next one is given."""
    return SHOW.show(report=queries.get(db(), report_id), form=SignedFileForm())


@bp.post("/person")
@requires(Permission.REPORT_PUBLISH)
def create_person(report_id: UUID) -> Response:
    """The file with the head's own signature."""
    return _accept(report_id, SigningStage.PERSON)


@bp.post("/agency")
@requires(Permission.DOCUMENT_SEAL)
def create_agency(report_id: UUID) -> Response:
    """The file with the agency's signature on top."""
    return _accept(report_id, SigningStage.AGENCY)


def _accept(report_id: UUID, stage: SigningStage) -> Response:
    report, form = queries.get(db(), report_id), SignedFileForm()
    if not form.validate():
        return SHOW.refuse(report=report, form=form)
    try:
        signing.accept(db(), report, stage, form.file.data.read(), by=user(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return SHOW.refuse(report=report, form=form)
    to = url_for(".show", report_id=report_id)
    return SHOW.done(to=to, message="Đã nhận báo cáo ký số; từ nay đây là báo cáo.")
