"""What oversight bodies see: published months, as published, and nothing else."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template

from thads.identity.policy import Permission
from thads.oversight.figures import cards, rates
from thads.reports import queries
from thads.reports.models import MonthlyReport
from thads.reports.views import paper
from thads.web.access import requires
from thads.web.request import db, now

bp = Blueprint("oversight", __name__, url_prefix="/oversight")


@bp.get("/")
@requires(Permission.PUBLISHED_VIEW)
def index() -> Response:
    """Published periods, newest first, with their two rates."""
    found = [(report, *rates(report.figures["total"])) for report in queries.published(db())]
    newest = {report.period_end: report.version for report, *_ in reversed(found)}
    page = render_template("oversight/index.html", found=found, newest=newest, moment=now())
    return make_response(page)


@bp.get("/<uuid:report_id>")
@requires(Permission.PUBLISHED_VIEW)
def show(report_id: UUID) -> Response:
    """One published period: the stored figures, not today's."""
    report = queries.published_one(db(), report_id)
    page = render_template(
        "oversight/show.html", report=report, newer=_newer(report), figures=report.figures,
        cards=cards(report.figures), rates=rates, moment=now(),
    )  # fmt: skip
    return make_response(page)


@bp.get("/<uuid:report_id>/file")
@requires(Permission.PUBLISHED_VIEW)
def file(report_id: UUID) -> Response:
    """The published paper."""
    return paper(queries.published_one(db(), report_id))


def _newer(report: MonthlyReport) -> MonthlyReport | None:
    """The newest published version of the same period, when this one is not it."""
    newest = queries.newest_published(db(), report.period_end)
    return newest if newest.version > report.version else None
