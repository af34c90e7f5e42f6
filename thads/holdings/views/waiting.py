"""Money not shared out, or for somebody who has not come, with the next step of the law."""

from __future__ import annotations

from flask import Response, request

from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, unit_names, units_of
from thads.holdings import listing
from thads.holdings.forms import WaitingForm
from thads.holdings.views.blueprint import bp
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

WAITING = Screen("holdings/waiting.html")


@bp.get("/holdings/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """All money that waits for parties, by account and by age, n of m late."""
    form, day = waiting_form(), today()
    order = request.args.get("sort", listing.OLDEST)
    found = listing.waiting_money(db(), form.wanted(scope()), day, order)
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = listing.page_of(found, number, day)
    return WAITING.show(
        asking=form, page=page, accounts=listing.by_account(found, day),
        ages=listing.by_age(found, day), whole_province=scope() is None, units=unit_names(),
        names=names_of(one.officer_id for one in page.rows), sort=order,
    )  # fmt: skip


def waiting_form() -> WaitingForm:
    """What the address asks the list for."""
    form = WaitingForm(request.args)
    form.unit.offer(units_of(today()) if scope() is None else [])
    return form
