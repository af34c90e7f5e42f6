"""The register of cases: filtered by the address, ordered, paged, with sums."""

from __future__ import annotations

from functools import lru_cache

from flask import Response, render_template, request
from markupsafe import Markup

from thads.cases import queries
from thads.cases.forms.filters import FilterForm, asked
from thads.cases.views.blueprint import bp
from thads.cases.views.entering import scope
from thads.cases.views.lines import rows
from thads.cases.views.people import officers_of, units_of
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

INDEX = Screen("cases/index.html", part="register")
PLACE = ("page", "sort")


@bp.get("/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """The cases that this person may see, as they stand today."""
    mine = scope()
    form, wanted = asked(_typed(), tuple(units_of(today())), tuple(officers_of(mine)))
    number = max(1, request.args.get("page", 1, type=int) or 1)
    sort = request.args.get("sort", queries.NEWEST_FIRST)
    page = queries.search(db(), wanted, day=today(), scope=mine, page=number, order=sort)
    sums = {
        name: sum(getattr(line, name) for line in page.rows)
        for name in ("awarded", "collected", "remaining")
    }
    return INDEX.show(
        form=form, filters=_filters, page=page, rows=rows, sums=sums, sort=sort,
        whole_province=mine is None,
    )  # fmt: skip


def _typed() -> tuple[tuple[str, str], ...]:
    """What is asked, but for where in the list to be."""
    typed = request.args.items(multi=True)
    return tuple((name, text) for name, text in typed if name not in PLACE)


def _filters(form: FilterForm, whole_province: bool) -> Markup:
    return _shown(form, whole_province, request.script_root)


@lru_cache(maxsize=256)
def _shown(form: FilterForm, whole_province: bool, script_root: str) -> Markup:
    """Rendered once for each form: most people ask nothing."""
    del script_root  # its addresses are the province's
    text = render_template("cases/_filters.html", form=form, whole_province=whole_province)
    return Markup(text)
