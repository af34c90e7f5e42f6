"""Books of the office as downloads: what for is asked first and recorded (P23, P39)."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from thads.assets import queries as assets_held
from thads.assets.views.index import list_form as list_of_assets
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, unit_names
from thads.classification.views.flow import flow_asked, moves_asked
from thads.closing import endings as ended
from thads.closing.views.endings import endings_asked
from thads.core.pages import Page, offset_of
from thads.fees.queries.listing import decided
from thads.fees.views.listing import filter_asked as filter_of_fees
from thads.fees.views.treasury import months_seen
from thads.identity.policy import Permission
from thads.imports.book_answer import answer, of_page
from thads.imports.exporting import books
from thads.imports.exporting.workbook import Cells
from thads.measures import listing
from thads.measures.views import list_form
from thads.remissions import board
from thads.remissions import listing as dossiers
from thads.remissions.dossier_list_views import asked as dossiers_asked
from thads.remissions.views import board_form
from thads.requests import queries
from thads.requests.views.books import filter_asked, line_of
from thads.statistics import latefacts
from thads.statistics.late_views import late_asked
from thads.web.access import requires
from thads.web.request import db, today

bp = Blueprint("books", __name__, url_prefix="/exports/books")


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
    return answer("Sổ nhận yêu cầu thi hành án", words, books.REQUESTS, read,
                   back=url_for("requests.index", **of_page()))  # fmt: skip


@bp.get("/endings")
@requires(Permission.CASE_VIEW)
def endings() -> Response:
    """The cases that ended in a month, as the page lists them."""
    asked = endings_asked()

    def read(number: int) -> Page[Cells]:
        page, _ = ended.in_month(
            db(), asked.month, unit_id=asked.unit_id, page=number, size=books.PAGE
        )
        rows = [books.ending_row(line) for line in page.rows]
        return Page(rows, page.number, page.size, page.total)

    version = asked.found.version
    words = f"Gửi Viện kiểm sát; {version.name.lower() if version else 'số liệu tạm tính'}"
    return answer(f"Việc thi hành án kết thúc tháng {asked.month:%m-%Y}", words,
                   books.ENDINGS, read, back=url_for("closing.ended", **of_page()))  # fmt: skip


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
    return answer("Quyết định thu phí thi hành án", words, books.FEES, read,
                   back=url_for("fees.index", **of_page()))  # fmt: skip


@bp.get("/fee-months")
@requires(Permission.CASE_VIEW)
def fee_months() -> Response:
    """The fees of each month with their three parts, as the page lists them."""
    names, months = unit_names(), months_seen()
    rows = [books.fee_month_row(one, names.get(one.unit_id, ""), today()) for one in months]
    return answer("Nộp phí thi hành án theo tháng", "Mọi tháng", books.FEE_MONTHS,
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
    return answer("Khoản có thể xét miễn, giảm", words, books.REMISSIONS, read,
                   back=url_for("remissions.index", **of_page()))  # fmt: skip


@bp.get("/remission-dossiers")
@requires(Permission.CASE_VIEW)
def remission_dossiers() -> Response:
    """The dossiers of exemption and reduction, as the page filters them."""
    form, units, order = dossiers_asked(), unit_names(), request.args.get("sort", "opened")

    def read(number: int) -> Page[Cells]:
        page, _ = dossiers.page_of(
            db(), today(), form.wanted(scope()), order=order, number=number, size=books.PAGE
        )
        names = names_of(line.officer_id for line in page.rows)
        rows = [books.dossier_row(line, names, units) for line in page.rows]
        return Page(rows, page.number, page.size, page.total)

    words = "; ".join(label for label, _ in form.chosen) or "Không lọc"
    return answer("Hồ sơ đề nghị miễn, giảm", words, books.DOSSIERS, read,
                   back=url_for("dossiers.index", **of_page()))  # fmt: skip


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
    return answer("Biện pháp bảo đảm, cưỡng chế", words, books.MEASURES, read,
                   back=url_for("measures.index", **of_page()))  # fmt: skip


@bp.get("/assets")
@requires(Permission.CASE_VIEW)
def assets() -> Response:
    """The assets and how far each has come, as the page filters them."""
    form, units = list_of_assets(), unit_names()
    wanted = form.wanted(scope())

    def read(number: int) -> Page[Cells]:
        page, _ = assets_held.page_of(db(), today(), wanted, number)
        names = names_of(line.officer_id for line in page.rows)
        rows = [books.asset_row(line, names, units) for line in page.rows]
        return Page(rows, page.number, page.size, page.total)

    words = "; ".join(label for label, _ in form.chosen) or "Không lọc"
    return answer("Tài sản kê biên, đấu giá", words, books.ASSETS, read,
                   back=url_for("debtor_assets.index", **of_page()))  # fmt: skip


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
    return answer(f"Biến động án tồn năm {asked.year}", words, books.FLOW, read,
                   back=url_for("classification.flow_board", **of_page()))  # fmt: skip


@bp.get("/late-facts")
@requires(Permission.CASE_VIEW)
def late_facts() -> Response:
    """Facts that were entered into closed months, as the page filters them."""
    form, wanted = late_asked()

    def read(number: int) -> Page[Cells]:
        page = latefacts.late_facts(db(), wanted, page=number, size=books.PAGE)
        return Page([*map(books.late_row, page.rows)], page.number, page.size, page.total)

    words = "; ".join(label for label, _ in form.chosen) or "Không lọc"
    return answer("Ghi muộn vào kỳ đã khóa", words, books.LATE, read,
                   back=url_for("late_facts.index", **of_page()))  # fmt: skip
