"""Another officer asked for: the list with its clock, entering a request, answering it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from thads.cases import queries as cases
from thads.cases.models import Case, CaseAct
from thads.cases.views.entering import case_of, scope
from thads.cases.views.people import names_of, next_number, officers_of
from thads.cases.views.signing import offer_signing
from thads.core.errors import Conflict, RuleBroken
from thads.delegations.competence import Paper
from thads.identity.policy import Permission
from thads.recusals import actions, queries
from thads.recusals.forms import AnswerForm, ChangeForm
from thads.recusals.models import OfficerChangeRequest
from thads.recusals.queries import Asked
from thads.rules import impartiality
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

bp = Blueprint("recusals", __name__)
INDEX = Screen("recusals/index.html")
NEW = Screen("recusals/new.html", part="request")
SHOW = Screen("recusals/show.html", part="answer")


@bp.get("/officer-changes/")
@requires(Permission.RECUSAL_VIEW)
def index() -> Response:
    """What waits for an answer, the late ones marked; cases held by a relative of a party."""
    waiting = queries.waiting(db(), scope())
    late = sum(one.is_late_on(today()) for one in waiting)
    related = queries.held_by_relatives(db(), scope())
    return INDEX.show(waiting=waiting, late=late, related=related, ground_of=ground_of)


@bp.get("/cases/<uuid:case_id>/officer-changes")
@requires(Permission.RECUSAL_ENTER)
def new(case_id: UUID) -> Response:
    """The form of a request upon a case."""
    case, form = case_of(case_id), ChangeForm()
    form.received_on.data = today()
    return NEW.show(**_asking(case, form))


@bp.post("/cases/<uuid:case_id>/officer-changes")
@requires(Permission.RECUSAL_ENTER)
def create(case_id: UUID) -> Response:
    """A request received; the clock of the answer starts."""
    case, form = case_of(case_id), ChangeForm()
    context = _asking(case, form)
    if not form.validate():
        return NEW.refuse(**context)
    try:
        found = actions.ask(db(), case, form.terms(), by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(**_asking(case_of(case_id), form))
    return NEW.done(to=url_for(".show", change_id=found.id), message="Đã ghi yêu cầu.")


@bp.get("/officer-changes/<uuid:change_id>")
@requires(Permission.RECUSAL_VIEW)
def show(change_id: UUID) -> Response:
    """One request, its last day, its answer or the form of it."""
    asked, case = _of(change_id)
    return SHOW.show(**_answering(asked, case, AnswerForm()))


@bp.post("/officer-changes/<uuid:change_id>/answer")
@requires(Permission.RECUSAL_DECIDE)
def create_answer(change_id: UUID) -> Response:
    """The officer is replaced by a decision, or stays for the reasons given."""
    asked, case = _of(change_id)
    form = AnswerForm()
    context = _answering(asked, case, form)
    if not form.validate():
        return SHOW.refuse(**context)
    try:
        actions.answer(db(), case, asked.request, form.terms(), by=user(), today=today())
        db().flush()
    except (RuleBroken, Conflict) as broken:
        db().rollback()
        told = broken if isinstance(broken, RuleBroken) else RuleBroken("conflict", str(broken))
        form.refuse(told)
        return SHOW.refuse(**_answering(*_of(change_id), form))
    return SHOW.done(to=url_for(".show", change_id=change_id), message="Đã ghi trả lời.")


@bp.app_template_global("recusals_of")
def recusals_of(case: Case) -> Sequence[Asked]:
    """The requests of a case; asked by its page."""
    return queries.of_case(db(), case.id)


def ground_of(request: OfficerChangeRequest) -> str:
    """The ground in the words of its law."""
    return impartiality.change_ground(request.ground, request.received_on).text


def _of(change_id: UUID) -> tuple[Asked, Case]:
    """One request, if its case is for this person; NotFound otherwise."""
    asked = queries.get(db(), change_id)
    return asked, case_of(asked.request.case_id)


def _asking(case: Case, form: ChangeForm) -> dict[str, Any]:
    form.party.offer((one.id, f"{one.name} ({one.role.label})") for one in case.parties)
    form.offer_grounds(today())
    officer_id = cases.history_of(case).now.officer_id
    return {
        "case": case,
        "form": form,
        "officer": names_of([officer_id]).get(officer_id or case.id),
    }


def _answering(asked: Asked, case: Case, form: AnswerForm) -> dict[str, Any]:
    history = cases.history_of(case)
    day = form.answered_on.data if isinstance(form.answered_on.data, date) else today()
    unit = units.get(db(), history.now.unit_id)
    form.officer.offer(one for one in officers_of(unit.id) if one[0] != asked.request.officer_id)
    paper = Paper("assignment", day, unit)
    offer_signing(form.signer, form.signing_mode, paper, sent=form.is_submitted())
    if not form.is_submitted():
        form.answered_on.data, form.number.data = today(), next_number(unit, of=CaseAct)
    answer = asked.request.answer
    act = next((one for one in case.acts if answer and one.id == answer.assignment_id), None)
    return {
        "asked": asked, "case": case, "form": form, "ground_of": ground_of, "assignment": act,
        "names": names_of([answer.entered_by_id] if answer else []),
    }  # fmt: skip
