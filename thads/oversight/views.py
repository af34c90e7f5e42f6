"""What oversight bodies see: published months, as published, and nothing else."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template

from thads.identity.policy import Permission
from thads.reports import queries
from thads.reports.views import paper
from thads.statistics import titles
from thads.statistics.ratio import Ratio
from thads.web.access import requires
from thads.web.request import db, now

bp = Blueprint("oversight", __name__, url_prefix="/oversight")


@bp.get("/")
@requires(Permission.PUBLISHED_VIEW)
def index() -> Response:
    """Published periods, newest first, with their two rates."""
    found = [(report, *_rates(report.figures["total"])) for report in queries.published(db())]
    return make_response(render_template("oversight/index.html", found=found, moment=now()))


@bp.get("/<uuid:report_id>")
@requires(Permission.PUBLISHED_VIEW)
def show(report_id: UUID) -> Response:
    """One published period: the stored figures, not today's."""
    report = queries.published_one(db(), report_id)
    page = render_template(
        "oversight/show.html", report=report, figures=report.figures, rates=_rates,
        titles=titles, moment=now(),
    )  # fmt: skip
    return make_response(page)


@bp.get("/<uuid:report_id>/file")
@requires(Permission.PUBLISHED_VIEW)
def file(report_id: UUID) -> Response:
    """The published paper."""
    return paper(queries.published_one(db(), report_id))


def _rates(line: dict[str, dict[str, int]]) -> tuple[Ratio, Ratio]:
    cases, money = line["cases"], line["money"]
    return (
        Ratio(
            cases["resolved_total"], cases["enforceable_total"],
            "việc giải quyết xong", "việc có điều kiện thi hành",
        ),
        Ratio(
            money["resolved"], money["enforceable"],
            "tiền giải quyết xong", "tiền có điều kiện thi hành",
        ),
    )  # fmt: skip
