"""The list of assets, and the assets of a case on its page."""

from __future__ import annotations

from flask import Response, request

from thads.assets import queries
from thads.assets.course import Course
from thads.assets.forms import ListForm
from thads.assets.views.blueprint import bp
from thads.cases.models import Case
from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

INDEX = Screen("assets/index.html")


@bp.get("/debtor-assets/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Assets with how far each has come, and which are stuck: n of m for sale."""
    form, mine = list_form(), scope()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    page, tally = queries.page_of(db(), today(), form.wanted(mine), number)
    return INDEX.show(
        form=form, page=page, tally=tally, units=unit_names(), whole_province=mine is None,
        names=names_of(line.officer_id for line in page.rows),
    )  # fmt: skip


def list_form() -> ListForm:
    """The filter as it stands in the address, with what this person may choose."""
    form, mine = ListForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer(officers_of(mine))
    return form


@bp.app_template_global("assets_of")
def assets_of(case: Case) -> list[Course]:
    """The assets of a case; asked by its page."""
    return queries.of_case(db(), case.id)
