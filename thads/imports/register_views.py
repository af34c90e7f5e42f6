"""The registers of oversight as downloads, as their pages filter them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, url_for

from thads.administrative import queries as administrative_queries
from thads.administrative.models import DutyBody
from thads.compensation import queries as compensation_queries
from thads.compensation.models import Place
from thads.complaints import queries as complaint_queries
from thads.core.codes import Coded
from thads.core.pages import Page
from thads.identity.policy import Permission
from thads.imports.book_answer import answer, of_page
from thads.imports.exporting import books
from thads.imports.exporting import register_books as rows
from thads.imports.exporting.workbook import Cells, Column
from thads.protests import queries as protest_queries
from thads.protests.models import PaperKind
from thads.reception import queries as reception_queries
from thads.reception.models import ReceptionKind
from thads.reception.views import visitor_shown
from thads.registers.entering import asked
from thads.rules.complaints import PetitionKind
from thads.web.access import requires
from thads.web.request import db, me

bp = Blueprint("registers_books", __name__, url_prefix="/exports/registers")


@bp.get("/complaints")
@requires(Permission.COMPLAINT_VIEW)
def complaints() -> Response:
    """Complaints, the senders of denunciations only for whom they are open."""
    return _answer(
        "Khiếu nại, tố cáo, kiến nghị", PetitionKind, rows.COMPLAINTS, complaint_queries.page_of,
        lambda one: rows.complaint_row(one, named=complaint_queries.may_name(one, me())),
        back="complaints.index",
    )  # fmt: skip


@bp.get("/reception")
@requires(Permission.RECEPTION_VIEW)
def reception() -> Response:
    """Citizens received."""
    return _answer(
        "Tiếp công dân", ReceptionKind, rows.RECEPTION, reception_queries.page_of,
        lambda one: rows.reception_row(one, named=visitor_shown(one)), back="reception.index",
        numbers=reception_queries.NUMBERS,
    )  # fmt: skip


@bp.get("/compensation")
@requires(Permission.COMPENSATION_VIEW)
def compensation() -> Response:
    """Claims for state compensation."""
    return _answer(
        "Bồi thường nhà nước", Place, rows.COMPENSATION, compensation_queries.page_of,
        rows.compensation_row, back="compensation.index", numbers=compensation_queries.NUMBERS,
    )  # fmt: skip


@bp.get("/protests")
@requires(Permission.PROTEST_VIEW)
def protests() -> Response:
    """Papers of the procuracy."""
    return _answer(
        "Văn bản của Viện kiểm sát", PaperKind, rows.PROTESTS, protest_queries.page_of,
        rows.protest_row, back="protests.index",
    )  # fmt: skip


@bp.get("/administrative")
@requires(Permission.ADMINISTRATIVE_VIEW)
def administrative() -> Response:
    """Administrative judgments watched."""
    return _answer(
        "Theo dõi thi hành án hành chính", DutyBody, rows.ADMINISTRATIVE,
        administrative_queries.page_of, rows.administrative_row, back="administrative.index",
    )  # fmt: skip


def _answer(
    title: str, kinds: type[Coded], columns: Sequence[Column], page_of: Callable[..., Page[Any]],
    row: Callable[[Any], Cells], *, back: str, numbers: Sequence[tuple[str, str]] = (),
) -> Response:  # fmt: skip
    form, wanted, _ = asked(kinds, numbers)

    def read(number: int) -> Page[Cells]:
        page = page_of(db(), wanted, number, books.PAGE)
        return Page([row(one) for one in page.rows], page.number, page.size, page.total)

    words = "; ".join(label for label, _ in form.chosen) or "Không lọc"
    return answer(title, words, columns, read, back=url_for(back, **of_page()))
