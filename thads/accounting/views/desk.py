"""The accountant's desk: what waits today, each with its door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flask import Response, url_for

from thads.accounting import desk as waits
from thads.accounting import tieout
from thads.accounting.scope import books_of, books_units, holders_of
from thads.accounting.views.blueprint import bp
from thads.cases.views.entering import scope
from thads.core.money import format_dong
from thads.holdings import queries as holdings
from thads.identity.policy import Permission
from thads.payouts import queries as payouts
from thads.payouts.queries import ProposalFilter
from thads.payouts.terms import ProposalState
from thads.web.access import requires
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
    units, kept = books_of(db(), user(), today()), books_units(db(), user(), today())
    nights = tieout.kept(db())
    return SHOW.show(
        doors=list(_doors()), waiting=waits.waiting(db(), units, today=today()),
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
    for label, endpoint, read in (
        ("Nộp ngân sách nhà nước", "holdings.state", holdings.state_money),
        ("Tiền chưa phân phối, chưa có người nhận", "holdings.index", holdings.waiting_money),
    ):
        late, total = holdings.late(read(db(), today(), scope()), today())
        yield Door(label, f"{format_dong(late)} / {format_dong(total)} khoản quá hạn",
                   url_for(endpoint), late > 0)  # fmt: skip
