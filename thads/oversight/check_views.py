"""The public page that tells a genuine paper from another: no sign-in, nothing is changed."""

from __future__ import annotations

from typing import Any, BinaryIO

from flask import Blueprint, Response, make_response, render_template, request, url_for

from thads.anchors import queries as anchors
from thads.anchors.models import PaperAnchor
from thads.core import paper_codes as codes
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.oversight.comparison import compared
from thads.oversight.figures import rates
from thads.oversight.forms import CheckForm, PaperForm
from thads.reports import queries as reports
from thads.web.access import requires
from thads.web.access_log import note_alone
from thads.web.limits import CHECKS, limiter
from thads.web.request import db, me_or_none, now
from thads.web.screen import Screen, go

bp = Blueprint("check", __name__, url_prefix="/check")
INDEX = Screen("check/index.html")
SHOW = Screen("check/show.html")


@bp.get("/")
@requires(Permission.ANYONE)
@limiter.limit(CHECKS)
def index() -> Response:
    """Where a code is typed; a code that cannot be one is told at once."""
    form = CheckForm(request.args)
    typed = str(form.code.data or "")
    if not typed:
        return INDEX.show(form=form)
    try:
        return go(url_for(".show", code=codes.read(typed)))
    except RuleBroken as broken:
        form.refuse(broken)
        return INDEX.refuse(form=form)


@bp.get("/<code>")
@requires(Permission.ANYONE)
@limiter.limit(CHECKS)
def show(code: str) -> Response:
    """What the province stands for under this code."""
    anchor = _anchor(code)
    return SHOW.show(**_context(anchor, PaperForm())) if anchor else _unknown(code)


@bp.post("/<code>/file")
@requires(Permission.ANYONE)
@limiter.limit(CHECKS)
def compare(code: str) -> Response:
    """Whether a file in hand is the published one; it is compared and not kept."""
    anchor, form = _anchor(code), PaperForm()
    if anchor is None:
        return _unknown(code)
    if not form.validate():
        return SHOW.refuse(**_context(anchor, form))
    return SHOW.show(**_context(anchor, form, form.file.data.stream))


def _anchor(code: str) -> PaperAnchor | None:
    """The anchor under this code; one that is typed wrong or never given out is none."""
    try:
        return anchors.by_code(db(), codes.read(code))
    except (RuleBroken, NotFound):
        return None


def _unknown(code: str) -> Response:
    """No such paper: said in words, and recorded of one who is signed in (P1)."""
    form = CheckForm(formdata=None, data={"code": code[:40]})
    try:
        codes.read(code)
        form.refuse(RuleBroken("anchor.unknown", UNKNOWN, field="code"))
    except RuleBroken as broken:
        form.refuse(broken)
    if me_or_none() is not None:
        note_alone("access.absent", request.path)
    return make_response(render_template("check/index.html", form=form), 404)


UNKNOWN = (
    "Tỉnh này không cấp mã kiểm tra đó. Văn bản mang mã này không do hệ thống của tỉnh lập, hoặc "
    "mã gõ khác mã in; xem lại từng chữ. Không có gì bị thay đổi."
)


def _context(anchor: PaperAnchor, form: PaperForm, given: BinaryIO | None = None) -> dict[str, Any]:
    report = reports.get(db(), anchor.report_id)
    newest = reports.newest_published(db(), report.period_end) if report.publication else None
    return {
        "anchor": anchor, "report": report, "form": form, "moment": now(),
        "standing": anchors.standing(db(), anchor, now=now()),
        "newer": newest if newest and newest.version > report.version else None,
        "rates": rates(report.figures["total"]) if report.publication else None,
        "compared": compared(db(), report, given) if given and report.publication else None,
    }  # fmt: skip
