"""The books of accounting as downloads: the same table as the page and the paper."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, Response, request, url_for

from tenants import context
from thads.accounting import papers
from thads.accounting.books import open_book
from thads.accounting.views.books import opened_for
from thads.identity.policy import Permission
from thads.imports.book_answer import ASKING, PurposeForm
from thads.imports.export_views import download
from thads.imports.exporting.accounting import AT_ONCE, write_book
from thads.web.access import requires
from thads.web.access_log import note
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("accounting_exports", __name__, url_prefix="/exports/accounting")
LONG = Screen("jobs/show.html")


@bp.get("/book")
@requires(Permission.BOOKS_VIEW)
def book() -> Response:
    """The workbook once it is said what for; the question until then, and again for a long one."""
    opened, form = opened_for(), PurposeForm(request.args)
    sheet, title = open_book(db(), opened.asked), opened.asked.book.label
    kept = _kept()
    if not form.purpose.data or not form.validate() or sheet.total > AT_ONCE:
        return ASKING.show(
            form=form, title=title, words=opened.words, count=sheet.total, kept=kept,
            back=url_for("accounting.book", **kept),
            action=url_for(".create_book", **kept) if sheet.total > AT_ONCE else None,
        )  # fmt: skip
    banner = papers.banner_of(title, opened.words, office=context.current().name, by=user())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        write_book(path, sheet, title=title, banner=banner)
        note("export.accounting", request.path, rows=sheet.total, purpose=form.purpose.data,
             query=kept)  # fmt: skip
        return download(path, title)


@bp.post("/book")
@requires(Permission.BOOKS_VIEW)
def create_book() -> Response:
    """Have a long workbook made in the background."""
    opened, form = opened_for(), PurposeForm(request.form)
    if not form.purpose.data or not form.validate():
        return book()
    job = papers.ask_for_workbook(
        db(), opened.asked, words=opened.words, purpose=form.purpose.data.value, by=user(),
        today=today(), now=now(),
    )  # fmt: skip
    return LONG.done(to=url_for("jobs.show", job_id=job.id))


def _kept() -> dict[str, Any]:
    """The question of the page, without what the download itself asks."""
    return {name: text for name, text in request.args.items() if name not in ("purpose", "page")}
