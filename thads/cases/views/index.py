"""The register of cases: filtered by the address, ordered, paged, with sums."""

from __future__ import annotations

from flask import Response, request

from thads.cases import queries
from thads.cases.forms.filters import UNASSIGNED, FilterForm
from thads.cases.views.blueprint import bp
from thads.cases.views.entering import scope
from thads.cases.views.lines import rows
from thads.cases.views.people import officers_of, units_of
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

INDEX = Screen("cases/index.html", part="register")


@bp.get("/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """The cases that this person may see, as they stand today."""
    form, mine = FilterForm(request.args), scope()
    form.unit.offer(units_of(today()))
    form.officer.offer([(UNASSIGNED, "Chưa phân công"), *officers_of(mine)])
    wanted = form.wanted()
    number = max(1, request.args.get("page", 1, type=int) or 1)
    sort = request.args.get("sort", queries.NEWEST_FIRST)
    page = queries.search(db(), wanted, day=today(), scope=mine, page=number, order=sort)
    sums = {
        name: sum(getattr(line, name) for line in page.rows)
        for name in ("awarded", "collected", "remaining")
    }
    return INDEX.show(
        form=form, page=page, rows=rows, sums=sums, sort=sort, whole_province=mine is None
    )
