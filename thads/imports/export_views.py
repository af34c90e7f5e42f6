"""Downloads as .xlsx: cases, figures, published figures."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from uuid import UUID

from flask import Blueprint, Response, make_response, request, send_file, url_for

from tenants import context
from tenants.sessions import TenantSession
from thads.cases import queries as cases
from thads.cases.forms.filters import UNASSIGNED, FilterForm
from thads.cases.views.entering import scope
from thads.cases.views.people import officers_of, units_of
from thads.identity.policy import Permission
from thads.imports.exporting import actions, figures, handing, lots, making, workbook
from thads.imports.exporting.asked import Asked, Shape, asked_of
from thads.imports.exporting.figures import Tables
from thads.imports.exporting.forms import ExportForm
from thads.imports.exporting.workbook import Sheet
from thads.imports.exporting.worklist import write_tasks
from thads.imports.models import RegisterImport
from thads.imports.views import import_of
from thads.reports import queries as reports
from thads.reports.models import MonthlyReport
from thads.statistics.views import figures_asked, whose
from thads.web.access import requires
from thads.web.access_log import note
from thads.web.formats import moment
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen
from thads.worklists import queries as worklists
from thads.worklists.views.lists import asked_for

bp = Blueprint("exports", __name__, url_prefix="/exports")
CASES = Screen("exports/cases.html")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/cases")
@requires(Permission.CASE_VIEW)
def new_cases() -> Response:
    """What the export of a filtered register holds, before it is made."""
    return CASES.show(form=ExportForm(), **_context(_asked(Shape.LIST)))


@bp.post("/cases")
@requires(Permission.CASE_VIEW)
def create_cases() -> Response:
    """Make the workbook now, or in the background when it is long."""
    form = ExportForm()
    if not form.validate():
        return CASES.refuse(form=form, **_context(_asked(Shape.LIST)))
    asked, purpose = _asked(need(form.shape.data)), need(form.purpose.data)
    if making.count(db(), asked) > actions.AT_ONCE:
        job = actions.ask_for(db(), asked, purpose, by=user(), now=now())
        return CASES.done(to=url_for("jobs.show", job_id=job.id))
    with TenantSession(info={"read_only": True}) as reading:
        job = actions.make_at_once(
            db(), reading, asked, purpose, office=context.current().name, by=user(), now=now()
        )
    where = ".file" if "rows" in job.arguments else "jobs.show"
    return CASES.done(to=url_for(where, job_id=job.id))


@bp.get("/<uuid:job_id>/file")
@requires(Permission.CASE_VIEW)
def file(job_id: UUID) -> Response:
    """A finished workbook, for who asked for it."""
    job, made = actions.file_of(db(), job_id, by=user())
    asked = asked_of(job.arguments["asked"])
    word = "Danh sách việc" if asked.shape is Shape.LIST else "Sổ thụ lý"
    return download(made, f"{word} {asked.day:%Y-%m-%d}")


@bp.get("/statistics")
@requires(Permission.STATISTICS_VIEW)
def statistics() -> Response:
    """The figures of the page, every column, in đồng."""
    _, shown = figures_asked()
    found = figures.live(shown, whose(shown), read_at=moment(now()))
    note("export.figures", request.path, at=shown.now.end, query=dict(request.args))
    return _figures(found, f"Số liệu tạm tính {shown.now.end:%Y-%m-%d}")


@bp.get("/tasks")
@requires(Permission.CASE_VIEW)
def tasks() -> Response:
    """The duties that the page lists, all of them."""
    asked, day = asked_for(), today()
    chosen = "; ".join(label for label, _ in asked.form.chosen)
    lines = worklists.every(db(), asked.wanted, day, order=request.args.get("sort", "due"))
    note("export.tasks", request.path, at=day, query=dict(request.args))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tasks.xlsx"
        write_tasks(path, lines, day=day, asked=f"Lọc theo: {chosen}" if chosen else "Tất cả")
        return download(BytesIO(path.read_bytes()), f"Việc phải làm {day:%Y-%m-%d}")


@bp.get("/reports/<uuid:report_id>")
@requires(Permission.REPORT_VIEW)
def report(report_id: UUID) -> Response:
    """The figures of a summary as it keeps them, published or not."""
    found = reports.get(db(), report_id)
    return _stored(found, lots.stuck(found.figures))  # they name officers: not for oversight


@bp.get("/published/<uuid:report_id>")
@requires(Permission.PUBLISHED_VIEW)
def published(report_id: UUID) -> Response:
    """The figures of a published summary."""
    return _stored(reports.published_one(db(), report_id))


@bp.get("/imports/<uuid:import_id>/faults")
@requires(Permission.REGISTER_IMPORT)
def faults(import_id: UUID) -> Response:
    """The faulty cases of a workbook that was given, to be corrected and given again."""
    found = import_of(import_id)
    return download(handing.faulty_of(db(), found.id), f"Lỗi {_stem(found)}")


@bp.get("/imports/<uuid:import_id>/differences")
@requires(Permission.REGISTER_IMPORT)
def differences(import_id: UUID) -> Response:
    """In what a workbook that was compared and our register differ."""
    found = import_of(import_id)
    return download(handing.differences_of(db(), found.id), f"Đối chiếu {_stem(found)}")


def _stem(found: RegisterImport) -> str:
    return Path(found.file_name).stem


def _stored(found: MonthlyReport, beside: Iterable[Sheet] = ()) -> Response:
    published_on = found.publication.published_on if found.publication else None
    tables = figures.stored(found.figures, published_on=published_on)
    return _figures(tables, f"Số liệu {found.period_end:%Y-%m} {found.edition.lower()}", beside)


def _figures(tables: Tables, name: str, beside: Iterable[Sheet] = ()) -> Response:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figures.xlsx"
        workbook.write(path, chain(figures.sheets(tables), beside))
        return download(path, name)


def _asked(shape: Shape) -> Asked:
    """The register's own filter, read from the same address."""
    mine, wanted = scope(), FilterForm(request.args)
    wanted.unit.offer(units_of(today()))
    wanted.officer.offer([(UNASSIGNED, "Chưa phân công"), *officers_of(mine)])
    return Asked(
        shape=shape, wanted=wanted.wanted(), day=today(), scope=mine,
        order=request.args.get("sort", cases.NEWEST_FIRST),
        words=tuple(label for label, _ in wanted.chosen),
    )  # fmt: skip


def _context(asked: Asked) -> dict[str, Any]:
    return {"asked": asked, "count": making.count(db(), asked), "at_once": actions.AT_ONCE}


def download(made: BinaryIO | Path, name: str) -> Response:
    """A file to be kept, under its Vietnamese name and a plain one for old programs."""
    return make_response(
        send_file(made, mimetype=XLSX, as_attachment=True, download_name=f"{name}.xlsx")
    )
