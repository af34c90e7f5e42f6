"""The planner: what must be verified next by commune, its cases, and the sheet for a trip."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.forms.filters import UNASSIGNED
from thads.cases.views.entering import scope
from thads.cases.views.people import officers_of, units_of
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.policy import Permission
from thads.verification import planning
from thads.verification.areas import Area
from thads.verification.forms import PlanForm
from thads.verification.planning import Horizon, Plan
from thads.verification.views.blueprint import bp
from thads.verification.visits import visits
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen, go

PLAN = Screen("verification/plan.html")
CASES = Screen("verification/plan_cases.html")
TRIP = Screen("verification/trip.html")


@dataclass(frozen=True)
class Asked:
    """The part of the duty list that the address asks for."""

    form: PlanForm
    plan: Plan  # of the unit, officer and commune: what is counted against
    shown: Plan  # of these, the ones due until then
    area: Area | None

    @property
    def groups(self) -> list[tuple[Area, Plan]]:
        """The communes that have something due until then; the one asked for, if one is."""
        wanted = {area.key for case in self.shown.cases for area in case.areas}
        if self.area:
            wanted &= {self.area.key}
        return [(area, plan) for area, plan in self.plan.by_area if area.key in wanted]

    @property
    def horizons(self) -> list[tuple[Horizon, int]]:
        """Each horizon with its count; the one without a day only where there is such a case."""
        counts = self.plan.counts
        return [(h, counts[h]) for h in Horizon if h is not Horizon.UNKNOWN or counts[h]]


@bp.get("/verifications/plan")
@requires(Permission.CASE_VIEW)
def plan() -> Response:
    """The communes with what is due there, n of m."""
    asked = asked_for()
    return PLAN.show(
        asked=asked, groups=asked.groups, due=asked.form.good("due"),
        whole_province=scope() is None,
    )  # fmt: skip


@bp.get("/verifications/plan/cases")
@requires(Permission.CASE_VIEW)
def plan_cases() -> Response:
    """The cases behind a count of the plan, the first due first."""
    asked = asked_for()
    page = page_of(asked.shown, PAGE_SIZE)
    found = visits(db(), [case.case_id for case in page.rows], today())
    return CASES.show(asked=asked, page=page, visits=found, whole_province=scope() is None)


@bp.get("/verifications/trip")
@requires(Permission.CASE_VIEW)
def trip() -> Response:
    """The sheet that an officer takes along to one commune."""
    asked = asked_for()
    if asked.area is None:
        return go(url_for(".plan", **asked.form.asked))
    found = visits(db(), [case.case_id for case in asked.shown.cases], today())
    return TRIP.show(asked=asked, area=asked.area, visits=found)


def asked_for() -> Asked:
    """Read the address: only what this person may choose counts."""
    form, mine = PlanForm(request.args), scope()
    form.unit.offer(units_of(today()) if mine is None else [])
    form.officer.offer([(UNASSIGNED, "Chưa phân công"), *officers_of(mine)])
    officer = form.good("officer")
    whole = planning.plan(
        db(), today(), form.good("unit") if mine is None else mine,
        officer_id=UUID(officer) if officer and officer != UNASSIGNED else None,
        unassigned=officer == UNASSIGNED,
    )  # fmt: skip
    found = [area for area, _ in whole.by_area]
    form.commune.offer((area.key, area.name) for area in found)
    key = form.good("commune")
    area = next((area for area in found if area.key == key), None)
    part = whole.in_area(area.key) if area else whole
    return Asked(form, part, part.within(form.good("due")), area)


def page_of(shown: Plan, size: int) -> Page[planning.Planned]:
    """One page of the cases, with what all of them owe."""
    number = max(1, request.args.get("page", 1, type=int) or 1)
    first = offset_of(number, size)
    rows = shown.cases[first : first + size]
    return Page(rows, number, size, len(shown.cases), {"remaining": shown.owed})
