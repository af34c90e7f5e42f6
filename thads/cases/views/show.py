"""The page of one case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from thads.cases import queries
from thads.cases.models import Case
from thads.cases.views.blueprint import bp
from thads.cases.views.entering import case_of
from thads.cases.views.menu import offered
from thads.cases.views.people import names_of, unit_names
from thads.cases.views.story import Line, money_of, story_of
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.places import queries as places
from thads.places.models import Commune
from thads.rules import grounds
from thads.web.access import requires
from thads.web.request import user
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
    lines = story_of(case)
    return {
        "case": case,
        "history": history,
        "lines": lines,
        "menu": offered(case, history, user().role),
        "money": money_of(case),
        "names": names_of([*_people(lines), history.now.officer_id]),
        "units": unit_names(),
        "grounds": _grounds(case),
        "communes": _communes(case),
    }


def _people(lines: list[Line]) -> list[UUID | None]:
    found = [line.entered_by_id for line in lines]
    for line in lines:
        if line.act:
            found += [line.act.officer_id, line.act.signer_id]
    return found


def _grounds(case: Case) -> dict[UUID, str]:
    """The words of each ground in the law of its day."""
    texts = {}
    for act in case.acts:
        if act.ground:
            try:
                ground = grounds.find(act.kind.value, act.ground, act.day)
            except RuleBroken:
                ground = None
            texts[act.id] = f"{ground.text} ({ground.source})" if ground else act.ground
    return texts


def _communes(case: Case) -> dict[UUID, Commune]:
    """The commune of each party, named as on the day of the decision."""
    found = {
        party.id: places.commune(party.commune_code, case.docketed_on)
        for party in case.parties
        if party.commune_code
    }
    return {party_id: commune for party_id, commune in found.items() if commune}
