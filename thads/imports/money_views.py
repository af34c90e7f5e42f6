"""Downloads as .xlsx: money that waits, payments into the budget, costs of coercion, payees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from thads.cases.forms.asking import AskingForm
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import names_of, unit_names
from thads.core.pages import Page, offset_of
from thads.costs import listing as costs
from thads.costs.views.index import list_form
from thads.holdings import listing, remittances
from thads.holdings.queries import Holding
from thads.holdings.views.state import state_form
from thads.holdings.views.waiting import waiting_form
from thads.identity.policy import Permission
from thads.imports.book_answer import answer
from thads.imports.export_views import download
from thads.imports.exporting import books
from thads.imports.exporting.money import write_costs, write_holdings, write_remittance
from thads.imports.exporting.workbook import Cells
from thads.payouts import queries as payouts
from thads.payouts import sources
from thads.web.access import requires
from thads.web.access_log import note
from thads.web.request import db, today

bp = Blueprint("money_exports", __name__, url_prefix="/exports/money")


@bp.get("/waiting")
@requires(Permission.CASE_VIEW)
def waiting() -> Response:
    """The money that the page lists, all of it."""
    form = waiting_form()
    found = listing.waiting_money(db(), form.wanted(scope()), today(), _order(listing.OLDEST))
    return _holdings("Tiền đang giữ", found, form)


@bp.get("/state")
@requires(Permission.CASE_VIEW)
def state() -> Response:
    """The money for the budget that the page lists, all of it."""
    form = state_form()
    found = listing.state_money(db(), form.wanted(scope()), today(), _order(listing.OLDEST))
    return _holdings("Tiền chờ nộp ngân sách", found, form)


@bp.get("/remittances/<uuid:remittance_id>")
@requires(Permission.CASE_VIEW)
def remittance(remittance_id: UUID) -> Response:
    """One payment order item by item."""
    found = remittances.get(db(), remittance_id, remittances.books_of(db(), scope(), today()))
    lines = remittances.paid(db(), remittance_id)
    name = f"Bảng kê nộp ngân sách {found.voucher.title.replace('/', '-')}"
    return _made(name, lambda path: write_remittance(path, found, lines))


@bp.get("/costs")
@requires(Permission.CASE_VIEW)
def cost_list() -> Response:
    """The costs of coercion that the page lists, all of them."""
    form, units = list_form(), unit_names()
    found = costs.every(db(), form.wanted(scope()), today(), order=_order(costs.LARGEST_DUE))
    return _made(
        f"Chi phí cưỡng chế {today():%Y-%m-%d}",
        lambda path: write_costs(path, found, day=today(), asked=_words(form), units=units),
    )


@bp.get("/payees/<uuid:case_id>")
@requires(Permission.PAYOUT_VIEW)
def payees(case_id: UUID) -> Response:
    """Who gets the money of each item of a case, and where to: all of them."""
    case = case_of(case_id)
    items = [item for item in case.items if item.amount]
    named = sources.payees_of(db(), items)
    names = {party.id: party.name for party in case.parties}
    accounts = payouts.accounts_of(db(), set(named.values()))

    def read(number: int) -> Page[Cells]:
        some = items[offset_of(number, books.PAGE) : number * books.PAGE]
        whose = [(item, named.get(item.id)) for item in some]
        rows = [
            books.payee_row(
                item, names.get(one) if one else None, accounts.get(one) if one else None
            )
            for item, one in whose
        ]
        return Page(rows, number, books.PAGE, len(items))

    return answer(
        "Người nhận tiền", f"Việc {case.title}", books.PAYEES, read,
        back=url_for("payouts.payees", case_id=case_id),
    )  # fmt: skip


def _holdings(title: str, found: Sequence[Holding], form: AskingForm) -> Response:
    names, units = names_of(one.officer_id for one in found), unit_names()
    return _made(
        f"{title} {today():%Y-%m-%d}",
        lambda path: write_holdings(
            path, title, found, day=today(), asked=_words(form), names=names, units=units
        ),
    )


def _made(name: str, write: Callable[[Path], None]) -> Response:
    note("export.money", request.path, at=today(), query=dict(request.args))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "money.xlsx"
        write(path)
        return download(BytesIO(path.read_bytes()), name)


def _words(form: AskingForm) -> str:
    chosen = "; ".join(label for label, _ in form.chosen)
    return f"Lọc theo: {chosen}" if chosen else "Tất cả"


def _order(usual: str) -> str:
    return request.args.get("sort", usual)
