"""Costs of one case on a page of their own, and of all cases of a unit in one list."""

from __future__ import annotations

from uuid import UUID

from flask import Response, request

from thads.cases.models import Case
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import unit_names, units_of
from thads.costs import listing, queries
from thads.costs.forms import ListForm
from thads.costs.queries import Costs
from thads.costs.views.blueprint import bp
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

INDEX = Screen("costs/index.html")
CASE = Screen("costs/case.html")


@bp.get("/costs/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Cases with costs, what was spent and what is still due, with sums."""
    form = list_form()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page = listing.page(
        db(), form.wanted(scope()), today(), order=request.args.get("sort", ""), number=number
    )
    return INDEX.show(
        form=form, page=page, whole_province=scope() is None, units=unit_names(),
        sort=request.args.get("sort", listing.LARGEST_DUE),
    )  # fmt: skip


@bp.get("/cases/<uuid:case_id>/costs")
@requires(Permission.CASE_VIEW)
def case_costs(case_id: UUID) -> Response:
    """All costs of one case: by who bears them, sheet by sheet."""
    case = case_of(case_id)
    return CASE.show(
        case=case, costs=queries.of_case(db(), case_id, today()),
        sheets=queries.sheets_of(db(), case_id), reliefs=queries.reliefs_of(db(), case_id),
    )  # fmt: skip


@bp.app_template_global("costs_of")
def costs_of(case: Case) -> Costs:
    """The costs of a case; asked by its page."""
    return queries.of_case(db(), case.id, today())


def list_form() -> ListForm:
    """What the address asks the list for."""
    form = ListForm(request.args)
    form.unit.offer(units_of(today()) if scope() is None else [])
    return form
