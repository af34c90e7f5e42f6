"""The accountant's desk: what waits today, each with its door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flask import Response, url_for

from thads.accounting import desk as waits
from thads.accounting import tieout
from thads.accounting.scope import books_of, books_units, holders_of
from thads.accounting.views.blueprint import bp
from thads.bankbook import queries as bank
from thads.bankbook import tying
from thads.cases.views.entering import scope
from thads.core.money import format_dong
from thads.fees.views.treasury import months_seen
from thads.holdings import queries as holdings
from thads.identity.policy import Permission, may
from thads.ledger.books import keeper
from thads.payouts import queries as payouts
from thads.payouts.queries import ProposalFilter
from thads.payouts.terms import ProposalState
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

SHOW = Screen("accounting/desk.html")
IN_HAND = (ProposalState.PROPOSED, ProposalState.CHECKED, ProposalState.APPROVED)


class Door(NamedTuple):
    """Something to be done: what, how much of it, and where."""

    label: str
    words: str
    address: str
    pressing: bool


@bp.get("/")
@requires(Permission.BOOKS_VIEW)
def desk() -> Response:
    """Today's work with money."""
    mine, kept = books_of(db(), user(), today()), books_units(db(), user(), today())
    nights = tieout.kept(db())
    return SHOW.show(
        doors=list(_doors()), waiting=waits.waiting(db(), mine, today=today()),
        unclosed=waits.unclosed(db(), kept, today=today()),
        uncounted=waits.uncounted(db(), kept, today=today()),
        reconciled=waits.reconciled(db(), holders_of(db(), user(), today()), today=today()),
        night=nights[0] if nights else None,
    )  # fmt: skip


def _doors() -> Iterator[Door]:
    """Proposals by the step they wait for; money whose term has passed, n of m."""
    for state in IN_HAND:
        found = payouts.proposals(db(), ProposalFilter(states=(state,)), scope=scope())
        words = f"{format_dong(found.total)} đề xuất, {format_dong(found.sums['amount'])} đ"
        address = url_for("payouts.index", state=state.value)
        yield Door(f"Chi trả – {state.label}", words, address, found.total > 0)
    if may(user().role, Permission.BANK_KEEP):
        yield _bank_door()
    months = months_seen()
    late = sum(one.is_late_on(today()) for one in months)
    words = f"{format_dong(late)} / {format_dong(len(months))} tháng quá hạn"
    yield Door("Nộp phí vào Kho bạc", words, url_for("fees.treasury"), late > 0)
    for label, endpoint, read in (
        ("Nộp ngân sách nhà nước", "holdings.state", holdings.state_money),
        ("Tiền chưa phân phối, chưa có người nhận", "holdings.index", holdings.waiting_money),
    ):
        late, total = holdings.late(read(db(), today(), scope()), today())
        yield Door(label, f"{format_dong(late)} / {format_dong(total)} khoản quá hạn",
                   url_for(endpoint), late > 0)  # fmt: skip


def _bank_door() -> Door:
    """Rows of the bank's statements that no voucher answers: money to be taken in and shared."""
    own = units.get(db(), need(user().unit_id))
    accounts = bank.accounts(db(), keeper(db(), own, today()))
    open_rows = [one.came.rows + one.went.rows for one in tying.standings(db(), accounts)]
    words = f"{format_dong(sum(open_rows))} dòng sao kê chưa khớp"
    return Door("Sao kê ngân hàng", words, url_for("bankbook.index"), sum(open_rows) > 0)
