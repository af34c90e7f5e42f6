"""What oversight bodies see: published months, as published, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template

from thads.identity.policy import Permission
from thads.reports import queries
from thads.reports.models import MonthlyReport
from thads.reports.views import paper
from thads.statistics.comparison import Compared
from thads.statistics.ratio import Ratio
from thads.web.access import requires
from thads.web.request import db, now

bp = Blueprint("oversight", __name__, url_prefix="/oversight")


@bp.get("/")
@requires(Permission.PUBLISHED_VIEW)
def index() -> Response:
    """Published periods, newest first, with their two rates."""
    found = [(report, *_rates(report.figures["total"])) for report in queries.published(db())]
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
        cards=_cards(report.figures), rates=_rates, moment=now(),
    )  # fmt: skip
    return make_response(page)


@bp.get("/<uuid:report_id>/file")
@requires(Permission.PUBLISHED_VIEW)
def file(report_id: UUID) -> Response:
    """The published paper."""
    return paper(queries.published_one(db(), report_id))


def _newer(report: MonthlyReport) -> MonthlyReport | None:
    """The newest published version of the same period, when this one is not it."""
    newest = next(r for r in queries.published(db()) if r.period_end == report.period_end)
    return newest if newest.version > report.version else None


def _cards(figures: dict[str, Any]) -> list[Compared]:
    """The two rates as published, beside the target and the year before of the same paper."""
    target = figures["target"] or {}
    names = (("Giải quyết xong về việc", "cases"), ("Giải quyết xong về tiền", "money"))
    return [
        Compared(
            label, this, part == "money", Decimal(target[part]) if part in target else None, before
        )
        for (label, part), this, before in zip(
            names, _rates(figures["total"]), _rates(figures["last_year"]), strict=True
        )
    ]


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
