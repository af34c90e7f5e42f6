"""Books of the office as downloads: what for is asked first and recorded (P23, P39)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, Response, request, url_for
from wtforms import Form

from tenants import context
from thads.cases.queries.endings import endings as endings_in
from thads.cases.views.endings import endings_asked
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, unit_names
from thads.classification.views.flow import flow_asked, moves_asked
from thads.core.pages import Page, offset_of
from thads.fees.queries.listing import decided
from thads.fees.views.listing import filter_asked as filter_of_fees
from thads.fees.views.treasury import months_seen
from thads.identity.policy import Permission
from thads.imports.export_views import download
from thads.imports.exporting import books, workbook
from thads.imports.exporting.asked import ExportPurpose
from thads.imports.exporting.workbook import Cells, Column, Sheet
from thads.measures import listing
from thads.measures.views import list_form
from thads.remissions import board
from thads.remissions.views import board_form
from thads.requests import queries
from thads.requests.views.books import filter_asked, line_of
from thads.statistics import latefacts
from thads.statistics.late_views import late_asked
from thads.web.access import requires
from thads.web.access_log import note
from thads.web.forms import enum_field
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("books", __name__, url_prefix="/exports/books")
ASKING = Screen("exports/book.html")


class PurposeForm(Form):  # type: ignore[misc]
    """What personal data leave the system for."""

    purpose = enum_field("Mục đích xuất", ExportPurpose)


@bp.get("/requests")
@requires(Permission.REQUEST_VIEW)
def requests() -> Response:
    """The books of requests as the page filters them."""
    form, wanted = filter_asked()

    def read(number: int) -> Page[Cells]:
        page = queries.requests(db(), wanted, scope=scope(), page=number, size=books.PAGE)
        rows = [books.request_row(line_of(found)) for found in page.rows]
        return Page(rows, page.number, page.size, page.total)

    words = "; ".join(label for label, _ in form.chosen) or "Không lọc"
    return _answer("Sổ nhận yêu cầu thi hành án", words, books.REQUESTS, read,
                   back=url_for("requests.index", **_asked()))  # fmt: skip


@bp.get("/endings")
@requires(Permission.CASE_VIEW)
def endings() -> Response:
    """The cases that ended in a month, as the page lists them."""
    asked = endings_asked()
    unit_id = scope() or (asked.form.unit.data if not asked.form.unit.errors else None)

    def read(number: int) -> Page[Cells]:
        page = endings_in(db(), asked.month, unit_id=unit_id, page=number, size=books.PAGE)
        rows = [books.ending_row(line) for line in page.rows]
        return Page(rows, page.number, page.size, page.total)

    return _answer(f"Việc thi hành án kết thúc tháng {asked.month:%m-%Y}", "Gửi Viện kiểm sát",
                   books.ENDINGS, read, back=url_for("cases.ended", **_asked()))  # fmt: skip


@bp.get("/fees")
@requires(Permission.CASE_VIEW)
def fees() -> Response:
    """The decisions on fees as the page filters them."""
    asked = filter_of_fees()

    def read(number: int) -> Page[Cells]:
        page = decided(db(), asked.wanted, day=today(), page=number, size=books.PAGE)
        rows = [books.fee_row(line) for line in page.rows]
        return Page(rows, page.number, page.size, page.total)

    words = "; ".join(label for label, _ in asked.form.chosen) or "Không lọc"
    return _answer("Quyết định thu phí thi hành án", words, books.FEES, read,
                   back=url_for("fees.index", **_asked()))  # fmt: skip


@bp.get("/fee-months")
@requires(Permission.CASE_VIEW)
def fee_months() -> Response:
    """The fees of each month with their three parts, as the page lists them."""
    names, months = unit_names(), months_seen()
    rows = [books.fee_month_row(one, names.get(one.unit_id, ""), today()) for one in months]
    return _answer("Nộp phí thi hành án theo tháng", "Mọi tháng", books.FEE_MONTHS,
                   lambda _: Page(rows, 1, max(1, len(rows)), len(rows)),
                   back=url_for("fees.treasury"))  # fmt: skip


@bp.get("/remissions")
@requires(Permission.CASE_VIEW)
def remissions() -> Response:
    """The items that may be forgiven, as the page filters them."""
    form, units = board_form(), unit_names()
    found = board.every(db(), today(), form.wanted(scope()))
    names = names_of(one.officer_id for one in found)

    def read(number: int) -> Page[Cells]:
        first = offset_of(number, books.PAGE)
        some = board.lines(db(), found[first : first + books.PAGE])
        rows = [books.remission_row(line, names, units) for line in some]
        return Page(rows, number, books.PAGE, len(found))

    words = "; ".join(label for label, _ in form.chosen) or "Không lọc"
    return _answer("Khoản có thể xét miễn, giảm", words, books.REMISSIONS, read,
                   back=url_for("remissions.index", **_asked()))  # fmt: skip


@bp.get("/measures")
@requires(Permission.CASE_VIEW)
def measures() -> Response:
    """The measures of security and coercion, as the page filters them."""
    form, units = list_form(), unit_names()
    order = request.args.get("sort", listing.NEWEST)

    def read(number: int) -> Page[Cells]:
        page = listing.page(
            db(), form.wanted(scope()), today(), order=order, number=number, size=books.PAGE
        )
        names = names_of(line.officer_id for line in page.rows)
        rows = [books.measure_row(line, names, units) for line in page.rows]
        return Page(rows, page.number, page.size, page.total)

    words = "; ".join(label for label, _ in form.chosen) or "Không lọc"
    return _answer("Biện pháp bảo đảm, cưỡng chế", words, books.MEASURES, read,
                   back=url_for("measures.index", **_asked()))  # fmt: skip


@bp.get("/flow")
@requires(Permission.CASE_VIEW)
def flow() -> Response:
    """The cases that came into the stock and left it in a year, as the page filters them."""
    asked, units = flow_asked(), unit_names()
    found = moves_asked(asked)
    names = names_of(one.officer_id for one in found)

    def read(number: int) -> Page[Cells]:
        first = offset_of(number, books.PAGE)
        some = found[first : first + books.PAGE]
        rows = [books.flow_row(one, names, units) for one in some]
        return Page(rows, number, books.PAGE, len(found))

    words = "; ".join(label for label, _ in asked.form.chosen) or "Không lọc"
    return _answer(f"Biến động án tồn năm {asked.year}", words, books.FLOW, read,
                   back=url_for("classification.flow_board", **_asked()))  # fmt: skip


@bp.get("/late-facts")
@requires(Permission.CASE_VIEW)
def late_facts() -> Response:
    """Facts that were entered into closed months, as the page filters them."""
    form, wanted = late_asked()

    def read(number: int) -> Page[Cells]:
        page = latefacts.late_facts(db(), wanted, page=number, size=books.PAGE)
        return Page([*map(books.late_row, page.rows)], page.number, page.size, page.total)

    words = "; ".join(label for label, _ in form.chosen) or "Không lọc"
    return _answer("Ghi muộn vào kỳ đã khóa", words, books.LATE, read,
                   back=url_for("late_facts.index", **_asked()))  # fmt: skip


def _answer(
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
            kept=_asked(),
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


def _asked() -> dict[str, Any]:
    """The filter of the page, without what the download itself asks."""
    return {name: text for name, text in request.args.items() if name not in ("purpose", "page")}
