"""The book of copies as a workbook."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, request

from thads.dispatches import queries
from thads.identity.policy import Permission
from thads.imports.export_views import download
from thads.imports.exporting.workbook import Column, Kind, Sheet, write
from thads.oversight.dispatch_views import wanted_of
from thads.oversight.forms import DispatchFilterForm
from thads.reports import queries as reports
from thads.web.access import requires
from thads.web.request import db

bp = Blueprint("dispatch_exports", __name__, url_prefix="/exports/dispatches")
COLUMNS = (
    Column("Ngày gửi", Kind.DAY), Column("Kỳ đến hết", Kind.DAY), Column("Bản", Kind.NUMBER, 6),
    Column("Loại cơ quan nhận", width=28), Column("Nơi nhận", width=32),
    Column("Cách gửi", width=22),
    Column("Căn cứ", width=40), Column("Người gửi", width=24), Column("SHA-256 của tệp", width=68),
)  # fmt: skip


@bp.get("/")
@requires(Permission.REPORT_VIEW)
def workbook() -> Response:
    """The copies of the page's filter."""
    form = DispatchFilterForm(request.args)
    known = {one.id: one for one in reports.reports(db())}
    form.report.offer((report_id, "") for report_id in known)
    form.validate()
    rows = (
        (one.sent_on, known[one.report_id].period_end, known[one.report_id].version,
         one.receiver.label, one.recipient, one.channel.label, one.basis, one.by.full_name,
         one.sha256)
        for one in queries.dispatches(db(), wanted_of(form))
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dispatches.xlsx"
        write(path, [Sheet("Bản sao báo cáo", COLUMNS, rows)])
        return download(path, "Bản sao báo cáo đã gửi")
