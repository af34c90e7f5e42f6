"""Where the open cases lie: commune by commune, and the cases of one commune."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import names_of, officers_of, unit_names, units_of
from thads.communes import actions, grouping
from thads.communes.actions import BatchTerms
from thads.communes.forms import AreaFilterForm, PrintForm
from thads.communes.grouping import AreaTally, Placed
from thads.communes.views.blueprint import bp
from thads.core.errors import NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.persuasion import queries as persuasion
from thads.verification import visits
from thads.web.access import requires
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

INDEX = Screen("communes/index.html")
AREA = Screen("communes/area.html")


class Asked(NamedTuple):
    """Whose cases the address asks for."""

    form: AreaFilterForm
    unit_id: UUID | None
    officer_id: UUID | None


@bp.get("/")
@requires(Permission.COMMUNE_VIEW)
def index() -> Response:
    """Every commune with its open cases; those of no known commune last."""
    return INDEX.show(**_listed(PrintForm()))


@bp.post("/")
@requires(Permission.COMMUNE_PRINT)
def create_sheets() -> Response:
    """Have a worksheet of each commune printed in the background."""
    form = PrintForm()
    return _printed(form, None, lambda: INDEX.refuse(**_listed(form)))


@bp.get("/areas/<area_key>")
@requires(Permission.COMMUNE_VIEW)
def area(area_key: str) -> Response:
    """The open cases of one commune, by officer."""
    return AREA.show(**_area(area_key, PrintForm()))


@bp.post("/areas/<area_key>")
@requires(Permission.COMMUNE_PRINT)
def create_sheet(area_key: str) -> Response:
    """Have the worksheet of one commune printed in the background."""
    form = PrintForm()
    _area(area_key, form)  # absent where there is none
    return _printed(form, area_key, lambda: AREA.refuse(**_area(area_key, form)))


def areas_asked() -> Asked:
    """The filter of the address, with what this person may choose."""
    form, mine = AreaFilterForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer(officers_of(mine))
    return Asked(form, mine or form.good("unit"), form.good("officer"))


def tallies_of(asked: Asked) -> list[AreaTally]:
    """The communes of the filter."""
    cases = grouping.placed(db(), today(), asked.unit_id, officer_id=asked.officer_id)
    return grouping.tallies(cases)


def _listed(form: PrintForm) -> dict[str, Any]:
    asked = areas_asked()
    found = tallies_of(asked)
    others = {one.area.key: grouping.other_names(one.area, today()) for one in found}
    return {
        "filter": asked.form, "tallies": found, "others": others, "form": form,
        "whole_province": scope() is None, "cases": sum(one.cases for one in found),
        "remaining": sum(one.remaining for one in found),
    }  # fmt: skip


def _area(area_key: str, form: PrintForm) -> dict[str, Any]:
    asked = areas_asked()
    everyone = grouping.placed(db(), today(), asked.unit_id, officer_id=asked.officer_id)
    cases = [one for one in everyone if one.area.key == area_key]
    if not cases:
        raise NotFound
    names, ids = names_of(one.officer_id for one in cases), [one.case_id for one in cases]
    cases.sort(key=lambda one: (names.get(one.officer_id or one.case_id, ""), -one.remaining))
    told = persuasion.latest(db(), ids)
    return {
        "area": cases[0].area, "others": grouping.other_names(cases[0].area, today()),
        "groups": _by_officer(cases), "names": names, "units": unit_names(), "told": told,
        "proposals": {
            one.case_id: actions.proposed(one.standing, told.get(one.case_id)) for one in cases
        },
        "visits": visits.visits(db(), ids, today()), "form": form, "asked": asked.form.asked,
        "cases": len(cases), "remaining": sum(one.remaining for one in cases),
    }  # fmt: skip


def _by_officer(cases: list[Placed]) -> list[tuple[UUID | None, list[Placed]]]:
    groups = groupby(cases, key=lambda one: one.officer_id)
    return [(officer_id, list(some)) for officer_id, some in groups]


def _printed(form: PrintForm, area_key: str | None, refuse: Any) -> Response:
    """Ask for the papers; a unit's reader gets his unit's cases."""
    if not form.validate():
        answer: Response = refuse()
        return answer
    terms = BatchTerms(
        scope_id=areas_asked().unit_id, area_key=area_key, answer_by=form.answer_by.data,
        address=url_for("communes.code", _external=True) + "?code=",
    )  # fmt: skip
    try:
        job = actions.ask_for(db(), terms, by=user(), today=today(), now=now())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        refused: Response = refuse()
        return refused
    return INDEX.done(to=url_for("jobs.show", job_id=job.id))
