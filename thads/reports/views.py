"""The screens of monthly summaries: asking, looking, downloading, publishing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, url_for

from thads.closing import queries as closing
from thads.core import files
from thads.core.days import add_months, month_end
from thads.core.errors import NotFound, RuleBroken
from thads.core.jobs import BackgroundJob
from thads.dispatches import queries as dispatches
from thads.identity.policy import Permission
from thads.reports import actions, queries
from thads.reports.forms import AskForm, PublicationForm
from thads.reports.models import MonthlyReport
from thads.web import reauthentication
from thads.web.access import requires
from thads.web.forms import Form, need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen, go

bp = Blueprint("reports", __name__, url_prefix="/reports")
REPORTS = Screen("reports/index.html")
PUBLISH = Screen("reports/publish.html")
PERIODS_OFFERED = 24
BEING_MADE = "Báo cáo kỳ này đang được lập theo yêu cầu của người khác; lập xong sẽ có ở đây."


@bp.get("/")
@requires(Permission.REPORT_VIEW)
def index() -> Response:
    """All versions, and the form that asks for one more."""
    return REPORTS.show(form=_form(), **_context())


@bp.post("/")
@requires(Permission.REPORT_REQUEST)
def create() -> Response:
    """Ask for a summary of provisional figures; the work goes on in the background."""
    form = _form()
    if not form.validate():
        return REPORTS.refuse(form=form, **_context())
    wanted = need(form.period_end.data)
    try:
        job = actions.ask_for(
            db(), wanted, by=user(), today=today(), now=now(),
            check_at=url_for("check.index", _external=True),
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken)
        return REPORTS.refuse(form=form, **_context())
    return _follow(job)


@bp.post("/versions/<uuid:version_id>")
@requires(Permission.REPORT_REQUEST)
def create_of_version(version_id: UUID) -> Response:
    """Ask for the summary of a version of a period."""
    version = closing.version(db(), version_id)
    return _follow(actions.ask_for(
        db(), version.period_end, version=version, by=user(), today=today(), now=now(),
        check_at=url_for("check.index", _external=True),
    ))  # fmt: skip


@bp.post("/<uuid:report_id>/attempts")
@requires(Permission.REPORT_REQUEST)
def create_attempt(report_id: UUID) -> Response:
    """Finish a version whose work failed."""
    return _follow(actions.try_again(db(), queries.work_on(db(), report_id), by=user(), now=now()))


@bp.get("/<uuid:report_id>/file")
@requires(Permission.REPORT_VIEW)
def file(report_id: UUID) -> Response:
    """The paper itself."""
    return paper(queries.get(db(), report_id))


@bp.get("/<uuid:report_id>/publication")
@requires(Permission.REPORT_PUBLISH)
def publication(report_id: UUID) -> Response:
    """What publishing means, before it is done: it cannot be undone."""
    return PUBLISH.show(**_publishing(report_id), form=PublicationForm())


@bp.post("/<uuid:report_id>/publication")
@requires(Permission.REPORT_PUBLISH)
def create_publication(report_id: UUID) -> Response:
    """Publish: oversight bodies may read it from now on."""
    form = PublicationForm()
    try:
        if form.validate():
            reauthentication.confirm(form.password.data)
            report = queries.get(db(), report_id)
            actions.publish(db(), report, by=user(), today=today(), now=now())
            db().commit()
            return go(url_for(".index"), message="Đã công bố báo cáo.")
    except RuleBroken as broken:
        form.refuse(broken)
    db().rollback()
    return PUBLISH.refuse(**_publishing(report_id), form=form)


def paper(report: MonthlyReport) -> Response:
    """A PDF as a download with safe headers; NotFound while it is not made."""
    if report.newest.file_key is None:
        raise NotFound
    return pdf_answer(report, files.read(db(), report.newest.file_key))


def pdf_answer(report: MonthlyReport, content: bytes) -> Response:
    """The report, or a copy of it, as a download under the report's name."""
    answer = make_response(content)
    kind = "tam-tinh" if report.is_provisional else "ban"
    name = f"bao-cao-thads-{report.period_end:%Y-%m}-{kind}-{report.version}.pdf"
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _follow(job: BackgroundJob) -> Response:
    """On to the work; its page is its owner's."""
    if job.asked_by_id != user().id:
        return REPORTS.done(to=url_for(".index"), message=BEING_MADE)
    return REPORTS.done(to=url_for("jobs.show", job_id=job.id))


def _form() -> AskForm:
    form = AskForm()
    newest = today() if today() == month_end(today()) else month_end(add_months(today(), -1))
    ends = [month_end(add_months(newest, -n)) for n in range(PERIODS_OFFERED)]
    form.period_end.offer((end.isoformat(), f"Đến hết ngày {end:%d/%m/%Y}") for end in ends)
    return form


def _context() -> dict[str, Any]:
    return {
        "reports": queries.reports(db()), "newest": closing.newest_numbers(db()),
        "work": queries.unfinished(db()), "button": Form, "copies": dispatches.counts(db()),
    }  # fmt: skip


def _publishing(report_id: UUID) -> dict[str, Any]:
    report = queries.get(db(), report_id)
    return {"report": report, "newest": closing.newest(db(), report.period_end)}
