"""The register of exhibits as downloads: what waits, things unknown, councils, one store."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import unit_names
from thads.core.pages import Page, offset_of
from thads.evidence import queries
from thads.evidence.destruction import queries as councils_of
from thads.evidence.forms import BoardForm
from thads.evidence.store import queries as store_of
from thads.evidence.views import check_unit, unknown_asked
from thads.identity.policy import Permission
from thads.imports.book_answer import answer
from thads.imports.book_views import bp
from thads.imports.exporting import books
from thads.imports.exporting.workbook import Cells, Column, Kind
from thads.web.access import requires
from thads.web.request import db, today

BOARD = (
    Column("Vật chứng", width=50), Column("Việc", width=22),
    Column("Phải làm", width=40), Column("Tính từ", Kind.DAY, 12), Column("Hạn", Kind.DAY, 12),
    Column("Thời hạn", width=24), Column("Đơn vị", width=30),
)  # fmt: skip
UNKNOWN = (
    Column("Vật chứng", width=50), Column("Nhận ngày", Kind.DAY, 12),
    Column("Trên 05 năm từ", Kind.DAY, 14), Column("Đơn vị", width=30),
)  # fmt: skip
COUNCILS = (
    Column("Quyết định số", width=20), Column("Ngày lập", Kind.DAY, 12),
    Column("Đơn vị", width=30), Column("Thành viên", width=60), Column("Phiên", width=60),
)  # fmt: skip
STORE = (
    Column("Vật chứng", width=50), Column("Nhập ngày", Kind.DAY, 12),
    Column("Số lượng", Kind.MONEY, 12), Column("Đơn vị tính", width=14),
)  # fmt: skip


@bp.get("/exhibits")
@requires(Permission.EVIDENCE_VIEW)
def exhibits() -> Response:
    """What files of exhibits owe, as the page filters it."""
    form, day = BoardForm(request.args), today()
    found = [one for one in queries.board(db(), day, scope()) if form.fits(one.step, day)]
    rows: list[Cells] = [
        (one.evidence.description, one.case.title, one.step.duty.label, one.step.since,
         one.step.due, one.step.used_on(day).label, one.unit.name)
        for one in found
    ]  # fmt: skip
    words = "; ".join(label for label, _ in form.chosen) or "Không lọc"
    return _book("Vật chứng phải xử lý", words, BOARD, rows,
                 url_for("evidence.index", **form.asked))  # fmt: skip


@bp.get("/exhibits/unknown")
@requires(Permission.EVIDENCE_VIEW)
def unknown_exhibits() -> Response:
    """Things held of which no judgment is known, as the page filters them."""
    asked, found = unknown_asked()
    rows: list[Cells] = [
        (one.exhibit.name, one.received_on, one.listed_on, one.unit.name)
        for one in found if asked.fits(one.listed_on, today())
    ]  # fmt: skip
    words = "; ".join(label for label, _ in asked.chosen) or "Không lọc"
    back = url_for("evidence.unknown", **asked.asked)
    return _book("Vật chứng chưa rõ bản án", words, UNKNOWN, rows, back)


@bp.get("/exhibits/councils")
@requires(Permission.EVIDENCE_VIEW)
def councils() -> Response:
    """Destruction councils with members and sittings."""
    units = unit_names()
    rows: list[Cells] = [
        (one.number, one.formed_on, units[one.unit_id],
         "; ".join(f"{who.name} ({who.seat.label})" for who in one.members),
         "; ".join(f"{s.held_on:%d/%m/%Y}: {'tán thành' if s.is_approved else 'không tán thành'}"
                   for s in one.sessions))
        for one in councils_of.councils(db(), scope())
    ]  # fmt: skip
    back = url_for("councils.index")
    return _book("Hội đồng tiêu hủy vật chứng", "Gần nhất trước", COUNCILS, rows, back)


@bp.get("/exhibits/stores/<uuid:place_id>")
@requires(Permission.EVIDENCE_VIEW)
def store(place_id: UUID) -> Response:
    """What lies in a store by the books."""
    place = store_of.place(db(), place_id)
    check_unit(place.unit_id)
    rows: list[Cells] = [
        (one.name, one.since, one.quantity, one.measure)
        for one in store_of.stock(db(), place.id, today())
    ]
    return _book("Vật chứng trong kho", place.name, STORE, rows,
                 url_for("stores.show", place_id=place.id))  # fmt: skip


def _book(
    title: str, words: str, columns: Sequence[Column], rows: Sequence[Cells], back: str
) -> Response:
    def read(number: int) -> Page[Cells]:
        first = offset_of(number, books.PAGE)
        return Page(rows[first : first + books.PAGE], number, books.PAGE, len(rows))

    return answer(title, words, columns, read, back=back)
