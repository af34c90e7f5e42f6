"""Being let off costs: the request with its clock, the decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.core.errors import RuleBroken
from thads.costs import queries, reliefs
from thads.costs.forms import DecisionForm, ReliefForm
from thads.costs.models import CostRelief
from thads.costs.views.blueprint import bp
from thads.identity.policy import Permission
from thads.parties.models import PartyKind, PartyRole
from thads.rules import coercion_costs
from thads.rules.citation import cited
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

NEW = Screen("costs/relief_new.html", part="relief")
SHOW = Screen("costs/relief.html")


@bp.get("/cases/<uuid:case_id>/costs/reliefs")
@requires(Permission.COST_ENTER)
def new_relief(case_id: UUID) -> Response:
    """The form of a request to be let off costs."""
    case = case_of(case_id)
    return NEW.show(case=case, form=_form(case))


@bp.post("/cases/<uuid:case_id>/costs/reliefs")
@requires(Permission.COST_ENTER)
def create_relief(case_id: UUID) -> Response:
    """A request received; the clock of the decision starts."""
    case = case_of(case_id)
    form = _form(case)
    if not form.validate():
        return NEW.refuse(case=case, form=form)
    try:
        asked = reliefs.ask(db(), case, form.terms, by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return NEW.refuse(case=case_of(case_id), form=form)
    return NEW.done(to=url_for(".relief", relief_id=asked.id), message="Đã ghi đơn.")


@bp.get("/cost-reliefs/<uuid:relief_id>")
@requires(Permission.CASE_VIEW)
def relief(relief_id: UUID) -> Response:
    """One request, its last day, its decision or the form of it."""
    return SHOW.show(**_context(relief_id))


@bp.post("/cost-reliefs/<uuid:relief_id>/decision")
@requires(Permission.COST_APPROVE)
def create_relief_decision(relief_id: UUID) -> Response:
    """The head lets off what the law says, or nothing."""
    asked, form = _of(relief_id), DecisionForm()
    if not form.validate():
        return SHOW.refuse(**_context(relief_id, form))
    try:
        reliefs.decide(
            db(), case_of(asked.case_id), asked, granted=form.answer.data == "yes",
            note=form.note.data, by=user(), today=today(),
        )  # fmt: skip
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHOW.refuse(**_context(relief_id, form))
    return SHOW.done(to=url_for(".relief", relief_id=relief_id), message="Đã ghi quyết định.")


def _of(relief_id: UUID) -> CostRelief:
    found = queries.relief(db(), relief_id)
    case_of(found.case_id)
    return found


def _form(case: Case) -> ReliefForm:
    form = ReliefForm()
    people = [
        (one.id, f"{one.name} ({one.role.label})") for one in case.parties
        if one.kind is PartyKind.PERSON and one.role is not PartyRole.RELATED
    ]  # fmt: skip
    if not form.is_submitted():
        form.received_on.data = today()
        debtors = [one for one in case.parties if one.role is PartyRole.DEBTOR]
        form.party.data = debtors[0].id if debtors else None
        shares = queries.of_case(db(), case.id, today()).shares
        form.payable.data = shares[coercion_costs.Bearer.DEBTOR].spent or None
    form.offer(people, form.received_on.data or today())
    return form


def _context(relief_id: UUID, form: DecisionForm | None = None) -> dict[str, Any]:
    asked = _of(relief_id)
    case, ground = case_of(asked.case_id), coercion_costs.relief(asked.ground, asked.received_on)
    decided = asked.decision
    freed, why_not = 0, ""
    if decided is None:
        try:
            freed = reliefs.may_be_freed(db(), case, asked, today())
        except RuleBroken as broken:
            why_not = broken.message
    return {
        "relief": asked, "case": case, "ground": ground, "basis": cited(ground.source),
        "due": reliefs.due_on(asked), "freed": freed, "why_not": why_not,
        "form": form or DecisionForm(formdata=None),
        "names": names_of([asked.entered_by_id, decided.entered_by_id if decided else None]),
    }  # fmt: skip
