"""The data room: published months, as published, and nothing else; every page names its reader."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request

from thads.core import files
from thads.core.errors import NotFound
from thads.identity import queries as people
from thads.identity.models import Body
from thads.identity.policy import Permission
from thads.oversight import accesses as log
from thads.oversight.copies import stamp
from thads.oversight.differences import differences
from thads.oversight.figures import cards, months, rates
from thads.oversight.forms import AccessForm, ComparisonForm
from thads.oversight.stamping import stamped
from thads.reports import queries
from thads.reports.models import MonthlyReport
from thads.reports.views import pdf_answer
from thads.web.access import requires
from thads.web.reader import reader
from thads.web.request import db, me

bp = Blueprint("oversight", __name__, url_prefix="/oversight")


@bp.get("/")
@requires(Permission.PUBLISHED_VIEW)
def index() -> Response:
    """Published periods, newest first, with their two rates."""
    found = [(report, *rates(report.figures["total"])) for report in queries.published(db())]
    newest = {report.period_end: report.version for report, *_ in reversed(found)}
    return _page("index", found=found, newest=newest)


@bp.get("/<uuid:report_id>")
@requires(Permission.PUBLISHED_VIEW)
def show(report_id: UUID) -> Response:
    """One published period: the stored figures, not today's."""
    report = queries.published_one(db(), report_id)
    return _page(
        "show", report=report, newer=_newer(report), figures=report.figures,
        cards=cards(report.figures), months=months(report.figures), rates=rates,
    )  # fmt: skip


@bp.get("/<uuid:report_id>/file")
@requires(Permission.PUBLISHED_VIEW)
def file(report_id: UUID) -> Response:
    """A copy of the published paper that names its reader on every page."""
    report = queries.published_one(db(), report_id)
    if report.newest.file_key is None:
        raise NotFound
    copy = stamped(files.read(db(), report.newest.file_key), stamp(reader(), report))
    return pdf_answer(report, copy)


@bp.get("/comparison")
@requires(Permission.PUBLISHED_VIEW)
def comparison() -> Response:
    """Two published periods side by side."""
    published = queries.published(db())
    form = ComparisonForm(request.args)
    form.offer(published)
    form.validate()
    one, other = (
        next((report for report in published if report.id == field.data), None)
        for field in (form.first, form.second)
    )
    found = differences(one.figures, other.figures) if one and other else None
    return _page("comparison", form=form, one=one, other=other, found=found)


@bp.get("/accesses")
@requires(Permission.PUBLISHED_VIEW)
def accesses() -> Response:
    """Who read what: a body sees its own people, the office sees every body's."""
    form = AccessForm(request.args)
    form.validate()
    page = log.accesses(db(), body=_body_seen(form), page=request.args.get("page", 1, int))
    return _page("accesses", page=page, form=form)


def _body_seen(form: AccessForm) -> Body | None:
    """Whose accesses are shown: None is every body's. A person without a body sees nothing."""
    if not me().is_oversight:
        chosen: Body | None = None if form.body.errors else form.body.data
        return chosen
    body = people.body_of(db(), me().id)
    if body is None:
        raise NotFound
    return body


def _newer(report: MonthlyReport) -> MonthlyReport | None:
    """The newest published version of the same period, when this one is not it."""
    newest = queries.newest_published(db(), report.period_end)
    return newest if newest.version > report.version else None


def _page(name: str, **context: Any) -> Response:
    return make_response(render_template(f"oversight/{name}.html", reader=reader(), **context))
