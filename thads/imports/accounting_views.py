"""The books of accounting as downloads: the same table as the page and the paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, Response, request, url_for

from tenants import context
from thads.accounting.books import open_book
from thads.accounting.sheet import Shape, Sheet
from thads.accounting.views.books import opened_for
from thads.identity.policy import Permission
from thads.imports.book_views import ASKING, PurposeForm
from thads.imports.export_views import download
from thads.imports.exporting import workbook
from thads.imports.exporting.workbook import Cells, Column, Kind
from thads.web.access import requires
from thads.web.access_log import note
from thads.web.request import db, user

bp = Blueprint("accounting_exports", __name__, url_prefix="/exports/accounting")
KINDS = {Shape.TEXT: Kind.TEXT, Shape.DAY: Kind.DAY, Shape.NUMBER: Kind.NUMBER,
         Shape.MONEY: Kind.MONEY}  # fmt: skip


@bp.get("/book")
@requires(Permission.BOOKS_VIEW)
def book() -> Response:
    """The workbook once it is said what for; the question until then."""
    opened, form = opened_for(), PurposeForm(request.args)
    sheet, title = open_book(db(), opened.asked), opened.asked.book.label
    kept: dict[str, Any] = {
        name: text for name, text in request.args.items() if name not in ("purpose", "page")
    }
    if not form.purpose.data or not form.validate():
        return ASKING.show(form=form, title=title, words=opened.words, count=sheet.total, kept=kept,
                           back=url_for("accounting.book", **kept))  # fmt: skip
    banner = (f"{title}, {context.current().name}", opened.words,
              f"Người xuất: {user().full_name}", "")  # fmt: skip
    columns = [Column(one.label, KINDS[one.shape], one.width) for one in sheet.columns]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        workbook.write(path, [workbook.Sheet(title[:31], columns, rows_of(sheet), banner)])
        note("export.accounting", request.path, rows=sheet.total, purpose=form.purpose.data,
             query=kept)  # fmt: skip
        return download(path, title)


def rows_of(sheet: Sheet) -> Iterator[Cells]:
    """Opening, rows, sums and closing, as they stand on the page."""
    if sheet.opening is not None:
        yield sheet.opening
    for line in sheet.every():
        yield line.cells
    yield sheet.sums
    if sheet.closing is not None:
        yield sheet.closing
