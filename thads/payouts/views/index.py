"""Proposals of the unit by how far they are."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from thads.cases.views.entering import scope
from thads.cases.views.people import names_of
from thads.identity.policy import Permission
from thads.payouts import queries
from thads.payouts.forms import PaymentForm, ProposalsForm
from thads.payouts.queries import ProposalFilter
from thads.payouts.terms import ProposalState
from thads.payouts.views.blueprint import bp
from thads.web.access import requires
from thads.web.request import db
from thads.web.screen import Screen

INDEX = Screen("payouts/index.html", part="proposals")


@bp.get("/payouts/")
@requires(Permission.PAYOUT_VIEW)
def index() -> Response:
    """A page of proposals with their sum."""
    return INDEX.show(**context(PaymentForm(formdata=None)))


def wanted() -> tuple[ProposalsForm, ProposalFilter]:
    """What the address asks for; nonsense narrows nothing."""
    form = ProposalsForm(request.args)
    good = form.validate()
    state: ProposalState | None = form.state.data if good else None
    return form, ProposalFilter(
        states=(state,) if state else (), since=form.since.data if good else None,
        until=form.until.data if good else None,
    )  # fmt: skip


def context(payment: PaymentForm) -> dict[str, Any]:
    """All that the list shows."""
    form, asked = wanted()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = queries.proposals(db(), asked, scope=scope(), page=number)
    return {
        "form": form, "page": page, "payment": payment,
        "names": names_of(row.proposal.entered_by_id for row in page.rows),
        "payable": asked.states == (ProposalState.APPROVED,) and page.total > 0,
    }  # fmt: skip
