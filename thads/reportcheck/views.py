"""The screen where a report is checked; its text is answered and never kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, render_template, url_for

from thads.core.days import add_months, month_end
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission, sees_whole_province
from thads.reportcheck import marking, own
from thads.reportcheck.checking import MOST_LETTERS, Check, check
from thads.reportcheck.findings import Verdict
from thads.reportcheck.forms import ReportCheckForm
from thads.reportcheck.own import Beside
from thads.statistics import codes, metrics
from thads.statistics.codes import Whose
from thads.statistics.figures import figures
from thads.statistics.subject import Subject
from thads.web.access import requires
from thads.web.request import db, today, user

bp = Blueprint("reportcheck", __name__, url_prefix="/report-check")
PERIODS_OFFERED = 24


@bp.get("/")
@requires(Permission.REPORT_VIEW)
def show() -> Response:
    """Where the text is pasted."""
    return _page(200, _form())


@bp.post("/")
@requires(Permission.REPORT_VIEW)
def create() -> Response:
    """Check the text; beside the figures of a period when one is chosen."""
    form = _form()
    if not form.validate():
        return _page(422, form)
    try:
        done = check(form.text.data)
    except RuleBroken as broken:
        form.refuse(broken)
        return _page(422, form)
    return _page(200, form, **_result(done, form))


def _page(code: int, form: ReportCheckForm, **result: Any) -> Response:
    page = render_template(
        "reportcheck/show.html", form=form, most=MOST_LETTERS, **{"check": None, **result}
    )
    return make_response(page, code)


def _result(done: Check, form: ReportCheckForm) -> dict[str, Any]:
    at = form.period_end.data
    unit_id = None if sees_whole_province(user().role) else user().unit_id
    found = own.beside(done.reading, figures(db(), at, unit_id=unit_id)) if at else []
    inside = codes.of_subject(db(), Subject(unit_id))
    return {
        "check": done, "pieces": list(marking.pieces(done)), "signs": marking.SIGNS,
        "counts": [(verdict, done.count(verdict)) for verdict in Verdict], "at": at,
        "beside": [(one, _door(one, at, inside)) for one in found] if at else [],
    }  # fmt: skip


def _door(one: Beside, at: date, inside: Whose) -> str:
    """Where our own figure says what it is and which cases it is made of."""
    metric = metrics.code_of(one.column, money=one.is_money)
    return url_for("figures.show", code=str(codes.code_of(one.row, metric, at, inside)))


def _form() -> ReportCheckForm:
    form = ReportCheckForm()
    newest = today() if today() == month_end(today()) else month_end(add_months(today(), -1))
    ends = [month_end(add_months(newest, -n)) for n in range(PERIODS_OFFERED)]
    form.period_end.offer((end.isoformat(), f"Đến hết ngày {end:%d/%m/%Y}") for end in ends)
    return form
