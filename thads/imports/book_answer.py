"""Answers for a book: the question what for, then the workbook, recorded (P23, P39)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Response, request
from wtforms import Form

from tenants import context
from thads.core.pages import Page
from thads.imports.export_views import download
from thads.imports.exporting import books, workbook
from thads.imports.exporting.asked import ExportPurpose
from thads.imports.exporting.workbook import Cells, Column, Sheet
from thads.web.access_log import note
from thads.web.forms import enum_field
from thads.web.request import user
from thads.web.screen import Screen

ASKING = Screen("exports/book.html")


class PurposeForm(Form):  # type: ignore[misc]
    """What personal data leave the system for."""

    purpose = enum_field("Mục đích xuất", ExportPurpose)


def answer(
    title: str, words: str, columns: Sequence[Column], read: Callable[[int], Page[Cells]], *,
    back: str,
) -> Response:  # fmt: skip
    """The workbook once it is said what for; the question until then."""
    form, first = PurposeForm(request.args), read(1)
    if not form.purpose.data or not form.validate():
        return ASKING.show(
            form=form,
            title=title,
            words=words,
            count=first.total,
            back=back,
            kept=of_page(),
            action=None,
        )
    rows = books.every(read)
    banner = (f"{title}, {context.current().name}", f"{words}. Người xuất: {user().full_name}", "")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        workbook.write(path, [Sheet(title[:31], columns, rows, banner)])
        note(f"export.{request.endpoint}", request.path, rows=first.total,
             purpose=form.purpose.data, query=dict(request.args))  # fmt: skip
        return download(path, title)


def of_page() -> dict[str, Any]:
    """The filter of the page, without what the download itself asks."""
    return {name: text for name, text in request.args.items() if name not in ("purpose", "page")}
