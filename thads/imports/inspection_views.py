"""Findings of inspections as a workbook."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, request

from thads.cases.views.entering import scope
from thads.identity.policy import Permission
from thads.imports.export_views import download
from thads.imports.exporting.workbook import Column, Kind, Sheet, write
from thads.inspections import queries
from thads.rules.citation import cited
from thads.web.access import requires
from thads.web.request import db

bp = Blueprint("inspection_exports", __name__, url_prefix="/exports/inspections")
COLUMNS = (
    Column("Quyết định kiểm tra", width=24), Column("Đơn vị", width=30), Column("Hồ sơ", width=20),
    Column("Vi phạm, thiếu sót", width=50), Column("Căn cứ", width=40),
    Column("Lặp lại từ ngày", Kind.DAY), Column("Biện pháp khắc phục", width=50),
    Column("Người khắc phục", width=24), Column("Hạn", Kind.DAY),
    Column("Khắc phục ngày", Kind.DAY), Column("Văn bản chứng minh", width=32),
)  # fmt: skip


@bp.get("/findings")
@requires(Permission.INSPECTION_VIEW)
def findings() -> Response:
    """The findings of the page."""
    found = queries.findings(db(), unit_id=scope(), open_only=request.args.get("all") != "1")
    repeats = queries.repeats(db(), found)
    rows = (
        (one.inspection.number, one.unit.name, one.file.case.title if one.file else None,
         one.content, cited(one.article), repeats.get(one.id), one.remedy, one.owner.full_name,
         one.due_on, one.closing.day if one.closing else None,
         one.closing.paper if one.closing else None)
        for one in found
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder) / "findings.xlsx"
        write(path, [Sheet("Vi phạm, thiếu sót", COLUMNS, rows)])
        return download(path, "Vi phạm, thiếu sót qua kiểm tra")
