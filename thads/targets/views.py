"""The screen of targets: what was set, and setting one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for

from thads.core.days import statistics_year
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.targets import actions, queries
from thads.targets.forms import TargetForm
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

bp = Blueprint("targets", __name__, url_prefix="/targets")
TARGETS = Screen("targets/index.html")


@bp.get("/")
@requires(Permission.STATISTICS_VIEW)
def index() -> Response:
    """The targets of a year, replaced ones included."""
    year = request.args.get("year", statistics_year(today()), type=int)
    return TARGETS.show(form=_form(), **_context(year))


@bp.post("/")
@requires(Permission.TARGET_SET)
def create() -> Response:
    """Set a target; the earlier one stays in the history."""
    form = _form()
    if not form.validate():
        return TARGETS.refuse(form=form, **_context(statistics_year(today())))
    try:
        target = actions.set_target(db(), form.terms(), by=user(), today=today(), now=now())
    except RuleBroken as broken:
        form.refuse(broken)
        return TARGETS.refuse(form=form, **_context(statistics_year(today())))
    return TARGETS.done(to=url_for(".index", year=target.year), message="Đã giao chỉ tiêu.")


def _form() -> TargetForm:
    form = TargetForm()
    form.unit_id.offer((unit.id, unit.name) for unit in units.existing_on(db(), today()))
    if form.year.data is None and not form.is_submitted():
        form.year.data = statistics_year(today())
    return form


def _context(year: int) -> dict[str, Any]:
    rows = queries.history_of(db(), year)
    places = [None, *(unit.id for unit in units.every(db()))]
    newest = rows[::-1]
    return {
        "year": year,
        "rows": sorted(newest, key=lambda row: places.index(row.unit_id)),
        "givers": queries.givers_of(db(), rows),
        "in_force": {target.id for target in queries.targets_of(db(), year).values()},
        "unit_names": {unit.id: unit.name for unit in units.every(db())},
    }
