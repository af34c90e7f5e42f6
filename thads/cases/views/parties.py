"""Correcting what is said of a party: the form, what stands now, the record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from sqlalchemy.orm.exc import StaleDataError

from thads.cases.actions.parties import correct_party
from thads.cases.forms.parties import PartyForm
from thads.cases.models import Case
from thads.cases.views.blueprint import bp
from thads.cases.views.entering import case_of
from thads.core.errors import Conflict, NotFound, RuleBroken
from thads.identity.policy import Permission
from thads.parties.models import Party
from thads.places import queries as places
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

SCREEN = Screen("cases/party.html", part="party")


@bp.get("/<uuid:case_id>/parties/<uuid:party_id>")
@requires(Permission.PARTY_CORRECT)
def party(case_id: UUID, party_id: UUID) -> Response:
    """What is said of the party now, to be corrected."""
    case, found = _of(case_id, party_id)
    return SCREEN.show(**_context(case, PartyForm(case, found)))


@bp.post("/<uuid:case_id>/parties/<uuid:party_id>")
@requires(Permission.PARTY_CORRECT)
def correct_party_data(case_id: UUID, party_id: UUID) -> Response:
    """Communes found, or the correction written; refused, what was typed comes back."""
    case, found = _of(case_id, party_id)
    form = PartyForm(case, found)
    if request.form.get("step") == "find":
        db().rollback()
        return SCREEN.show(**_again(case_id, party_id, form))
    if form.is_stale(case):
        return _conflict(case_id, party_id, form)
    if not form.validate():
        return SCREEN.refuse(**_context(case, form))
    try:
        correct_party(db(), case, form.terms(), by=user(), today=today())
        db().flush()
    except (Conflict, StaleDataError):
        return _conflict(case_id, party_id, form)
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SCREEN.refuse(**_again(case_id, party_id, form))
    return SCREEN.done(
        to=url_for("cases.show", case_id=case_id), message="Đã đính chính thông tin đương sự."
    )


def _conflict(case_id: UUID, party_id: UUID, form: PartyForm) -> Response:
    """What stands now beside what was typed; sending again is then meant (P16)."""
    db().rollback()
    context = _again(case_id, party_id, form)
    form.take_current(context["case"])
    return SCREEN.conflict(**context | {"changed": True})


def _again(case_id: UUID, party_id: UUID, form: PartyForm) -> dict[str, Any]:
    case, form.party = _of(case_id, party_id)
    return _context(case, form)


def _of(case_id: UUID, party_id: UUID) -> tuple[Case, Party]:
    case = case_of(case_id)
    for one in case.parties:
        if one.id == party_id:
            return case, one
    raise NotFound


def _context(case: Case, form: PartyForm) -> dict[str, Any]:
    code = form.party.commune_code
    place = places.commune(code, case.docketed_on) if code else None
    return {"case": case, "form": form, "party": form.party, "place": place, "changed": False}
