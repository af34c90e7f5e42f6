"""The registers of outreach as workbooks: talks with debtors."""

from __future__ import annotations

from flask import Blueprint, Response, url_for

from thads.cases.views.people import names_of, unit_names
from thads.core.pages import Page
from thads.identity.policy import Permission
from thads.imports.book_answer import answer, of_page
from thads.imports.exporting import books
from thads.imports.exporting.workbook import Cells, Column, Kind
from thads.persuasion import queries as persuasion
from thads.persuasion.models import PersuasionContact
from thads.persuasion.views import filter_asked as talks_asked
from thads.web.access import requires
from thads.web.request import db

bp = Blueprint("outreach_books", __name__, url_prefix="/exports/outreach")
TALKS = (
    Column("Việc", width=22), Column("Người phải thi hành án", width=32),
    Column("Ngày", Kind.DAY, 12), Column("Cách vận động", width=32), Column("Đã gặp", width=28),
    Column("Tại", width=28), Column("Đề nghị", width=50), Column("Trả lời", width=28),
    Column("Hẹn lần sau", Kind.DAY, 12), Column("Kết quả tự nguyện", width=40),
    Column("Tự nguyện nộp (đ)", Kind.MONEY, 18), Column("Chấp hành viên", width=24),
    Column("Đơn vị", width=30),
)  # fmt: skip


@bp.get("/persuasion")
@requires(Permission.PERSUASION_VIEW)
def talks() -> Response:
    """The talks with debtors as the page filters them."""
    asked, units = talks_asked(), unit_names()

    def read(number: int) -> Page[Cells]:
        page = persuasion.search(db(), asked.wanted, page=number, size=books.PAGE)
        names = names_of(row.officer_id for row in page.rows)
        rows = [
            (*_talk(row.contact), names.get(row.officer_id, "") if row.officer_id else "",
             units[row.unit_id])
            for row in page.rows
        ]  # fmt: skip
        return Page(rows, page.number, page.size, page.total)

    words = "; ".join(label for label, _ in asked.form.chosen) or "Không lọc"
    return answer("Vận động, thuyết phục thi hành án", words, TALKS, read,
                  back=url_for("persuasion.index", **of_page()))  # fmt: skip


def _talk(one: PersuasionContact) -> Cells:
    results = [
        f"nộp ngày {result.entry.day:%d/%m/%Y}" if result.entry
        else f"thi hành xong ngày {result.act.day:%d/%m/%Y}" if result.act else ""
        for result in one.results
    ]  # fmt: skip
    paid = sum(result.entry.amount for result in one.results if result.entry)
    return (
        one.case.title, ", ".join(party.name for party in one.case.debtors), one.day,
        one.method.label, one.met, one.place or "", one.offer, one.answer.label, one.next_on,
        "; ".join(results), paid,
    )  # fmt: skip
