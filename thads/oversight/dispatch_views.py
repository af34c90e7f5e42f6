"""The book of copies given to bodies outside: kept by the office, filtered, put right (R15)."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from thads.core.days import VIETNAM
from thads.core.errors import NotFound, RuleBroken
from thads.dispatches import actions, queries
from thads.dispatches.actions import Given
from thads.dispatches.models import ReportDispatch
from thads.dispatches.queries import Wanted
from thads.identity.policy import Permission
from thads.oversight.forms import DispatchFilterForm, DispatchForm
from thads.reports import queries as reports
from thads.reports.models import MonthlyReport
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("dispatches", __name__, url_prefix="/dispatches")
ENTER = Screen("dispatches/enter.html")


@bp.get("/")
@requires(Permission.REPORT_VIEW)
def index() -> Response:
    """Copies by the filter in the address, newest first."""
    form = DispatchFilterForm(request.args)
    form.report.offer((one.id, _title(one)) for one in reports.reports(db()))
    form.validate()
    found = queries.dispatches(db(), wanted_of(form))
    titles = {one.id: _title(one) for one in reports.reports(db())}
    html = render_template("dispatches/index.html", found=found, titles=titles, form=form)
    return make_response(html)


@bp.get("/reports/<uuid:report_id>/new")
@requires(Permission.REPORT_SEND)
def new(report_id: UUID) -> Response:
    """The form of a copy of this version."""
    report = reports.get(db(), report_id)
    _given(report)
    return ENTER.show(form=DispatchForm(data={"sent_on": today()}), title=_title(report))


@bp.post("/reports/<uuid:report_id>/new")
@requires(Permission.REPORT_SEND)
def create(report_id: UUID) -> Response:
    """Record a copy that was given."""
    return _record(reports.get(db(), report_id), None)


@bp.get("/<uuid:dispatch_id>/correction")
@requires(Permission.REPORT_SEND)
def new_correction(dispatch_id: UUID) -> Response:
    """The form with what was recorded, to be put right."""
    before = queries.get(db(), dispatch_id)
    report = reports.get(db(), before.report_id)
    return ENTER.show(form=DispatchForm(formdata=None, obj=before), title=_title(report))


@bp.post("/<uuid:dispatch_id>/correction")
@requires(Permission.REPORT_SEND)
def create_correction(dispatch_id: UUID) -> Response:
    """Put a record right; the one before stays in the record of acts."""
    before = queries.get(db(), dispatch_id)
    return _record(reports.get(db(), before.report_id), before)


def wanted_of(form: DispatchFilterForm) -> Wanted:
    """The filter as terms; what cannot be read filters nothing."""
    return Wanted(
        form.receiver.data, form.since.data, form.until.data,
        None if form.report.errors else form.report.data,
    )  # fmt: skip


def _record(report: MonthlyReport, corrects: ReportDispatch | None) -> Response:
    form, given = DispatchForm(), _given(report)
    if not form.validate():
        return ENTER.refuse(form=form, title=_title(report))
    try:
        actions.record(
            db(), given, form.terms(), by=user(), today=today(), now=now(), corrects=corrects
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return ENTER.refuse(form=form, title=_title(report))
    return ENTER.done(to=url_for(".index"), message="Đã ghi vào sổ bản sao báo cáo.")


def _given(report: MonthlyReport) -> Given:
    """What is given: a paper that is made; NotFound while it is not."""
    sha256 = report.newest.file_sha256
    if sha256 is None or report.made_at is None:
        raise NotFound
    made_on = min(report.made_at.astimezone(VIETNAM).date(), today())
    return Given(report.id, made_on, sha256)


def _title(report: MonthlyReport) -> str:
    return f"Đến hết {report.period_end:%d/%m/%Y}, bản {report.version}"
