"""The board of what may be forgiven."""

from __future__ import annotations

from flask import Blueprint, Response, request

from thads.cases.models import Case, ObligationItem
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.identity.policy import Permission
from thads.remissions import board, finder
from thads.remissions.conditions import Assessment
from thads.remissions.forms import BoardForm
from thads.rules import remission
from thads.rules.citation import cited
from thads.rules.dated import MissingRule
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

bp = Blueprint("remissions", __name__)
INDEX = Screen("remissions/index.html")


@bp.get("/remissions/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Items owed to the state budget, and whether the law lets them be forgiven."""
    form, mine = board_form(), scope()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page, tally = board.page_of(db(), today(), form.wanted(mine), number)
    return INDEX.show(
        form=form, page=page, tally=tally, units=unit_names(),
        names=names_of(row.found.officer_id for row in page.rows),
        whole_province=mine is None, source=cited(remission.conditions(today()).source),
    )  # fmt: skip


def board_form() -> BoardForm:
    """The filter as it stands in the address, with what this person may choose."""
    form, mine = BoardForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer(officers_of(mine))
    return form


@bp.app_template_global("remissions_of")
def remissions_of(case: Case) -> list[tuple[ObligationItem, Assessment]]:
    """The items of a case that may be forgiven, and how each stands; asked by its page."""
    items = {item.id: item for item in case.items}
    try:
        found = finder.of_case(db(), case, today())
    except MissingRule:
        return []
    return [(items[one.situation.item_id], one) for one in found]
