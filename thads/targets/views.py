"""The screen of targets: what was set by which paper, and setting one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for

from thads.core.days import statistics_year
from thads.core.errors import RuleBroken
from thads.identity import queries as identity
from thads.identity.policy import Permission, sees_whole_province
from thads.targets import actions, queries
from thads.targets.forms import TargetForm
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, me, now, today, user
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
    whole = sees_whole_province(me().role)
    own = None if whole else me().unit_id
    offered = [unit for unit in units.existing_on(db(), today()) if whole or unit.id == own]
    if not whole:
        form.unit_id.blank = form.officer_id.blank = None
    form.unit_id.offer((unit.id, unit.name) for unit in offered)
    form.officer_id.offer(
        (officer_id, f"{name} – {unit}" if whole and unit else name)
        for officer_id, name, unit in identity.officers(db(), unit_id=own)
    )
    if form.year.data is None and not form.is_submitted():
        form.year.data = statistics_year(today())
    return form


def _context(year: int) -> dict[str, Any]:
    rows = list(reversed(queries.history_of(db(), year)))  # what replaces stands above
    places = [None, *(unit.id for unit in units.every(db()))]
    latest = queries.targets_of(db(), year) | queries.officers_targets_of(db(), year)
    return {
        "year": year,
        "rows": sorted(
            rows, key=lambda row: (places.index(row.unit_id), str(row.officer_id or ""))
        ),
        "people": queries.people_of(db(), rows),
        "in_force": {target.id for target in latest.values()},
        "unit_names": {unit.id: unit.name for unit in units.every(db())},
    }
