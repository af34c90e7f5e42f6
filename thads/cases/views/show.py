"""The page of one case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from thads.cases import queries
from thads.cases.models import Case
from thads.cases.views.blueprint import bp
from thads.cases.views.citations import ground_of
from thads.cases.views.entering import case_of
from thads.cases.views.menu import offered
from thads.cases.views.people import names_of, unit_names
from thads.cases.views.story import Line, money_of, story_of
from thads.identity.policy import Permission
from thads.periods.queries import late_of_cases
from thads.places import queries as places
from thads.places.models import REORGANISED_ON, Commune
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

PAGE = Screen("cases/show.html", part="parties")


@bp.get("/<uuid:case_id>")
@requires(Permission.CASE_VIEW)
def show(case_id: UUID) -> Response:
    """The file as one story, numbers of people masked."""
    return PAGE.show(**_context(case_of(case_id)), numbers_shown=False)


@bp.get("/<uuid:case_id>/identifiers")
@requires(Permission.CASE_VIEW)
def identifiers(case_id: UUID) -> Response:
    """The same with the numbers of people readable; this reading is recorded by its own name."""
    return PAGE.show(**_context(case_of(case_id)), numbers_shown=True)


def _context(case: Case) -> dict[str, Any]:
    history = queries.history_of(case)
    lines = story_of(case, late_of_cases(db(), [case.id])[case.id])
    return {
        "case": case,
        "history": history,
        "lines": lines,
        "in_place": queries.in_place_of(db(), case) if case.is_struck else None,
        "menu": {} if case.is_struck else offered(case, history, user().role),
        "money": money_of(case),
        "names": names_of([*_people(case, lines), history.now.officer_id]),
        "units": unit_names(),
        "grounds": _grounds(case),
        "communes": _communes(case),
        "commune_names": _commune_names(case),
        "renamed": _renamed(case),
    }


def _people(case: Case, lines: list[Line]) -> list[UUID | None]:
    found = [line.entered_by_id for line in lines]
    found += [one.entered_by_id for party in case.parties for one in party.corrections]
    for line in lines:
        if line.act:
            found += [line.act.officer_id, line.act.signer_id]
    return found


def _grounds(case: Case) -> dict[UUID, str]:
    """The words of each ground in the law of its day."""
    return {act.id: words for act in case.acts if (words := ground_of(act))}


def _communes(case: Case) -> dict[UUID, Commune]:
    """The commune of each party, named as on the day of the decision."""
    found = {
        party.id: places.commune(party.commune_code, case.docketed_on)
        for party in case.parties
        if party.commune_code
    }
    return {party_id: commune for party_id, commune in found.items() if commune}


def _commune_names(case: Case) -> dict[str, str]:
    """The communes that corrections speak of, named as on the day of the decision."""
    told = [one for party in case.parties for one in party.corrections]
    codes = {code for one in told for code in (one.old_commune_code, one.commune_code) if code}
    found = {code: places.commune(code, case.docketed_on) for code in codes}
    return {code: commune.full_name if commune else code for code, commune in found.items()}


def _renamed(case: Case) -> dict[UUID, str]:
    """What became of a party's commune on 1/7/2025, once that day has come."""
    if not case.docketed_on < REORGANISED_ON <= today():
        return {}
    found = {
        party.id: [s.commune.full_name for s in places.successors(party.commune_code)]
        for party in case.parties
        if party.commune_code
    }
    return {party_id: "; ".join(names) for party_id, names in found.items() if names}
