"""The administrator's screen of authorities whose certificates the province trusts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.core.errors import NotFound, RuleBroken
from thads.documents import trust
from thads.documents.forms import CertificateForm
from thads.documents.models import TrustRoot
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.forms import Form
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("trust", __name__, url_prefix="/trust-roots")
INDEX = Screen("documents/trust.html")


@bp.get("/")
@requires(Permission.TRUST_MANAGE)
def index() -> Response:
    """Who is trusted since when, and who was."""
    return INDEX.show(**_context(CertificateForm()))


@bp.post("/")
@requires(Permission.TRUST_MANAGE)
def create() -> Response:
    """Trust one more authority from today on."""
    form = CertificateForm()
    if not form.validate():
        return INDEX.refuse(**_context(form))
    try:
        trust.add(db(), form.file.data.read(), by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return INDEX.refuse(**_context(form))
    return INDEX.done(to=url_for(".index"), message="Đã thêm chứng thư gốc.")


@bp.post("/<uuid:root_id>/end")
@requires(Permission.TRUST_MANAGE)
def create_end(root_id: UUID) -> Response:
    """Trust it no more from today on."""
    root = db().get(TrustRoot, root_id)
    if root is None:
        raise NotFound
    form = CertificateForm(formdata=None)
    try:
        trust.end(db(), root, by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return INDEX.refuse(**_context(form))
    return INDEX.done(to=url_for(".index"), message="Đã thôi tin cậy chứng thư gốc.")


def _context(form: CertificateForm) -> dict[str, Any]:
    records = trust.every(db())
    return {
        "form": form, "end_form": Form(formdata=None),
        "roots": [root for root in records if root.ends_id is None],
        "ends": {root.ends_id: root for root in records if root.ends_id},
    }  # fmt: skip
