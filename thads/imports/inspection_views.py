"""Inspections and their findings as workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response

from thads.core.pages import Page
from thads.identity.policy import Permission
from thads.imports.export_views import download
from thads.imports.exporting import books
from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet, write
from thads.inspections import asking, queries
from thads.inspections.models import Inspection, InspectionFinding
from thads.inspections.views.findings import findings_asked
from thads.inspections.views.inspections import inspections_asked
from thads.rules.citation import cited
from thads.web.access import requires
from thads.web.request import db, today

bp = Blueprint("inspection_exports", __name__, url_prefix="/exports/inspections")
FINDINGS = (
    Column("Quyết định kiểm tra", width=24), Column("Đơn vị", width=30), Column("Hồ sơ", width=20),
    Column("Vi phạm, thiếu sót", width=50), Column("Căn cứ", width=40),
    Column("Lặp lại từ ngày", Kind.DAY), Column("Biện pháp khắc phục", width=50),
    Column("Người khắc phục", width=24), Column("Hạn", Kind.DAY),
    Column("Khắc phục ngày", Kind.DAY), Column("Văn bản chứng minh", width=32),
)  # fmt: skip


INSPECTIONS = (
    Column("Quyết định", width=24), Column("Ngày quyết định", Kind.DAY), Column("Loại", width=22),
    Column("Đơn vị", width=30), Column("Trưởng đoàn", width=24),
    Column("Kỳ kiểm tra từ", Kind.DAY), Column("Đến", Kind.DAY),
    Column("Số hồ sơ", Kind.NUMBER, 10), Column("Phát hiện", Kind.NUMBER, 10),
    Column("Đã khắc phục", Kind.NUMBER, 12), Column("Hạn kết luận", Kind.DAY),
    Column("Kết luận số", width=20), Column("Kết luận ngày", Kind.DAY),
)  # fmt: skip


@bp.get("/findings")
@requires(Permission.INSPECTION_VIEW)
def findings() -> Response:
    """The findings of the page's filter, in its order."""
    _, wanted, order = findings_asked()

    def read(number: int) -> Page[InspectionFinding]:
        return asking.findings(db(), wanted, today(), order=order, number=number, size=books.PAGE)

    return _given("Vi phạm, thiếu sót", FINDINGS, _found(read), "Vi phạm, thiếu sót qua kiểm tra")


@bp.get("/")
@requires(Permission.INSPECTION_VIEW)
def inspections() -> Response:
    """The inspections of the page's filter, in its order."""
    _, wanted, order = inspections_asked()

    def read(number: int) -> Page[Inspection]:
        return asking.inspections(
            db(), wanted, today(), order=order, number=number, size=books.PAGE
        )

    rows = (
        (one.number, one.decided_on, one.kind.label, one.unit.name, one.leader.full_name,
         one.period_from, one.period_to, len(one.files), len(one.findings),
         sum(finding.closing is not None for finding in one.findings), one.due_on,
         one.conclusion.number if one.conclusion else None,
         one.conclusion.day if one.conclusion else None)
        for one in books.every(read)
    )  # fmt: skip
    return _given("Kiểm tra", INSPECTIONS, rows, "Kiểm tra, tự kiểm tra")


def _found(read: Callable[[int], Page[InspectionFinding]]) -> Iterator[Cells]:
    """The rows, their repeats looked up page by page."""
    number = 1
    while (page := read(number)).rows:
        repeats = queries.repeats(db(), page.rows)
        for one in page.rows:
            yield (
                one.inspection.number, one.unit.name, one.file.case.title if one.file else None,
                one.content, cited(one.article), repeats.get(one.id), one.remedy,
                one.owner.full_name, one.due_on, one.closing.day if one.closing else None,
                one.closing.paper if one.closing else None,
            )  # fmt: skip
        number += 1


def _given(sheet: str, columns: Sequence[Column], rows: Iterable[Cells], name: str) -> Response:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write(path, [Sheet(sheet, columns, rows)])
        return download(path, name)
