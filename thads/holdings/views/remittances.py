"""What was paid into the budget: the list, and one voucher item by item."""

from __future__ import annotations

from uuid import UUID

from flask import Response, request

from thads.cases.forms.asking import SpanForm
from thads.cases.views.entering import scope
from thads.holdings import remittances as queries
from thads.holdings.views.blueprint import bp
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

LIST = Screen("holdings/remittances.html")
SHOW = Screen("holdings/remittance.html")


@bp.get("/holdings/remittances")
@requires(Permission.CASE_VIEW)
def remittances() -> Response:
    """The payment orders, the latest first, with the sum of the list."""
    form = SpanForm(request.args)
    page = queries.page(
        db(), queries.books_of(db(), scope(), today()), since=form.good("since"),
        until=form.good("until"), number=max(1, request.args.get("page", 1, type=int) or 1),
    )  # fmt: skip
    return LIST.show(form=form, page=page)


@bp.get("/holdings/remittances/<uuid:remittance_id>")
@requires(Permission.CASE_VIEW)
def remittance(remittance_id: UUID) -> Response:
    """One payment order with the items it pays (bảng kê)."""
    found = queries.get(db(), remittance_id, queries.books_of(db(), scope(), today()))
    return SHOW.show(remittance=found, lines=queries.paid(db(), remittance_id))
