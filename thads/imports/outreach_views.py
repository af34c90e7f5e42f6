"""The registers of outreach as workbooks: talks with debtors, communes and their remarks."""

from __future__ import annotations

from flask import Blueprint, Response, url_for

from thads.cases.views.people import names_of, unit_names
from thads.communes import listing
from thads.communes import queries as communes
from thads.communes.grouping import other_names
from thads.communes.models import CommuneRemark
from thads.communes.views.areas import areas_asked, tallies_of
from thads.communes.views.remarks import remarks_asked
from thads.communes.views.sheets import sheets_asked
from thads.core.pages import Page
from thads.identity.policy import Permission
from thads.imports.book_answer import answer, of_page
from thads.imports.exporting import books
from thads.imports.exporting.workbook import Cells, Column, Kind
from thads.persuasion import queries as persuasion
from thads.persuasion.models import PersuasionContact
from thads.persuasion.views import filter_asked as talks_asked
from thads.publication.course import Entry
from thads.publication.views import publications_asked
from thads.web.access import requires
from thads.web.request import db, today

bp = Blueprint("outreach_books", __name__, url_prefix="/exports/outreach")
TALKS = (
    Column("Việc", width=22), Column("Người phải thi hành án", width=32),
    Column("Ngày", Kind.DAY, 12), Column("Cách vận động", width=32), Column("Đã gặp", width=28),
    Column("Tại", width=28), Column("Đề nghị", width=50), Column("Trả lời", width=28),
    Column("Hẹn lần sau", Kind.DAY, 12), Column("Kết quả tự nguyện", width=40),
    Column("Tự nguyện nộp (đ)", Kind.MONEY, 18), Column("Chấp hành viên", width=24),
    Column("Đơn vị", width=30),
)  # fmt: skip


AREAS = (
    Column("Xã, phường", width=44), Column("Tên cũ, tên mới", width=60),
    Column("Chấp hành viên", Kind.NUMBER, 14), Column("Việc", Kind.NUMBER, 10),
    Column("Còn lại (đ)", Kind.MONEY, 20),
)  # fmt: skip
REMARKS = (
    Column("Việc", width=22), Column("Người phải thi hành án", width=32),
    Column("Xã, phường", width=40), Column("Ngày", Kind.DAY, 12), Column("Nhận xét", width=30),
    Column("Người nhận xét", width=30), Column("Nội dung", width=50),
    Column("Chấp hành viên", width=24), Column("Đơn vị", width=30),
)  # fmt: skip


@bp.get("/communes")
@requires(Permission.COMMUNE_VIEW)
def areas() -> Response:
    """The communes with their open cases as the page filters them."""
    asked = areas_asked()
    rows = [
        (one.area.name, other_names(one.area, today()), len(one.officers - {None}), one.cases,
         one.remaining)
        for one in tallies_of(asked)
    ]  # fmt: skip
    words = "; ".join(label for label, _ in asked.form.chosen) or "Không lọc"
    return answer("Việc theo địa bàn xã", words, AREAS,
                  lambda _: Page(rows, 1, max(1, len(rows)), len(rows)),
                  back=url_for("communes.index", **of_page()))  # fmt: skip


@bp.get("/commune-remarks")
@requires(Permission.COMMUNE_VIEW)
def remarks() -> Response:
    """What communes said as the page filters it."""
    asked, units = remarks_asked(), unit_names()

    def read(number: int) -> Page[Cells]:
        page = communes.remarks(db(), asked.wanted, page=number, size=books.PAGE)
        names = names_of(row.officer_id for row in page.rows)
        rows = [
            (*_remark(row.remark), names.get(row.officer_id, "") if row.officer_id else "",
             units[row.unit_id])
            for row in page.rows
        ]  # fmt: skip
        return Page(rows, page.number, page.size, page.total)

    words = "; ".join(label for label, _ in asked.form.chosen) or "Không lọc"
    return answer("Nhận xét của xã", words, REMARKS, read,
                  back=url_for("communes.remarks", **of_page()))  # fmt: skip


SHEETS = (
    Column("Xã, phường", width=44), Column("Mã phiếu", width=16), Column("Ngày lập", Kind.DAY, 12),
    Column("Trả lời trước hết", Kind.DAY, 16), Column("Nhận lại", Kind.DAY, 12),
    Column("Số việc", Kind.NUMBER, 10), Column("Việc có nhận xét", Kind.NUMBER, 16),
)  # fmt: skip


@bp.get("/commune-sheets")
@requires(Permission.COMMUNE_VIEW)
def sheets() -> Response:
    """The worksheets that were made, as the page filters them."""
    asked = sheets_asked()

    def read(number: int) -> Page[Cells]:
        page = listing.sheets(db(), asked.wanted, page=number, size=books.PAGE)
        rows = [
            (one.area, one.code, one.batch.day, one.batch.answer_by,
             one.returned.day if one.returned else None, lines, remarked)
            for one, lines, remarked in page.rows
        ]  # fmt: skip
        return Page(rows, page.number, page.size, page.total)

    words = "; ".join(label for label, _ in asked.form.chosen) or "Không lọc"
    return answer("Phiếu địa bàn đã lập", words, SHEETS, read,
                  back=url_for("communes.sheets", **of_page()))  # fmt: skip


PUBLICATION = (
    Column("Việc", width=22), Column("Quyết định ngày", Kind.DAY, 12),
    Column("Hạn công khai", Kind.DAY, 12), Column("Công khai ngày", Kind.DAY, 12),
    Column("Tình trạng", width=22), Column("Hạn đang chạy", Kind.DAY, 12),
    Column("Trang đăng tải", width=36), Column("Gửi xã ngày", Kind.DAY, 12),
    Column("Chấp hành viên", width=24), Column("Đơn vị", width=30),
)  # fmt: skip


@bp.get("/publication")
@requires(Permission.CASE_VIEW)
def publication() -> Response:
    """The decisions to be published as the page filters them."""
    asked, units = publications_asked(), unit_names()
    names = names_of(one.officer_id for one in asked.rows)
    rows = [
        (*_published(one), names.get(one.officer_id, "") if one.officer_id else "",
         units[one.unit_id])
        for one in asked.rows
    ]  # fmt: skip
    words = "; ".join(label for label, _ in asked.form.chosen) or "Không lọc"
    return answer("Công khai người chưa có điều kiện", words, PUBLICATION,
                  lambda _: Page(rows, 1, max(1, len(rows)), len(rows)),
                  back=url_for("publication.index", **of_page()))  # fmt: skip


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


def _remark(one: CommuneRemark) -> Cells:
    case = one.line.case
    return (
        case.title, ", ".join(party.name for party in case.debtors), one.line.sheet.area,
        one.told_on, one.kind.label, one.told_by, one.content or "",
    )  # fmt: skip


def _published(one: Entry) -> Cells:
    made = one.publication
    return (
        one.title, one.decided_on, one.publication_due, made.day if made else None,
        one.state.label if one.state else "", one.due, made.place if made else "",
        made.commune_sent_on if made else None,
    )  # fmt: skip


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
