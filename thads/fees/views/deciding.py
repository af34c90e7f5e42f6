"""The head decides on a proposal of charges, or on a request to pay less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases.models import Case, CaseAct
from thads.cases.queries import history_of
from thads.cases.views.entering import case_of
from thads.cases.views.people import next_number
from thads.cases.views.signing import offer_signing
from thads.core.errors import Conflict, RuleBroken
from thads.delegations.competence import Paper
from thads.fees import queries
from thads.fees.actions import deciding, relief
from thads.fees.forms import DecisionForm
from thads.fees.views.blueprint import bp
from thads.fees.views.case import creditor_names
from thads.identity.policy import Permission
from thads.rules import deadlines, fee_grounds
from thads.rules.deadlines import Duty
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

PROPOSAL = Screen("fees/proposal.html", part="decision")
RELIEF = Screen("fees/relief.html", part="decision")


@dataclass(frozen=True)
class Asked:
    """What the head is asked to decide on: its case, its page, and what writes the answer."""

    case: Case
    screen: Screen
    signing: str  # its name in the table of who signs
    context: dict[str, Any]
    act: Callable[[DecisionForm], object]
    shown: str  # the address of its page
    answered: bool

    def show(self, form: DecisionForm | None = None) -> Response:
        """The page, with the form while there is no answer."""
        return self.screen.show(**self._context(form or self._form()))

    def _form(self) -> DecisionForm:
        form = DecisionForm()
        day = form.day.data if isinstance(form.day.data, date) else today()
        held = history_of(self.case).at(day)
        unit = units.get(db(), held.unit_id if held else self.case.unit_id)
        offer_signing(form.signer, form.signing_mode, Paper(self.signing, day, unit),
                      sent=bool(form.is_submitted()))  # fmt: skip
        if not form.is_submitted():
            form.day.data, form.number.data = today(), next_number(unit, of=CaseAct)
        return form

    def decide(self, again: Callable[[], Asked]) -> Response:
        """The answer written down; refused, the form comes back with what was typed."""
        form = self._form()
        if not form.validate():
            return self.screen.refuse(**self._context(form))
        try:
            self.act(form)
            db().flush()
        except (RuleBroken, Conflict) as broken:
            db().rollback()
            told = broken if isinstance(broken, RuleBroken) else RuleBroken("changed", str(broken))
            form.refuse(told)
            anew = again()
            return anew.screen.refuse(**anew._context(form))
        shown = url_for("fees.show", case_id=self.case.id)
        return self.screen.done(to=shown, message="Đã ghi quyết định về phí.")

    def _context(self, form: DecisionForm) -> dict[str, Any]:
        return {
            "case": self.case, "form": form, "address": f"{self.shown}/decision",
            "answered": self.answered, "names": creditor_names(self.case), **self.context,
        }  # fmt: skip


@bp.get("/fees/proposals/<uuid:proposal_id>")
@requires(Permission.CASE_VIEW)
def proposal(proposal_id: UUID) -> Response:
    """The charges proposed, how each was reckoned, and the answer or the form of it."""
    return _proposal(proposal_id).show()


@bp.post("/fees/proposals/<uuid:proposal_id>/decision")
@requires(Permission.FEE_DECIDE)
def create_decision(proposal_id: UUID) -> Response:
    """The head charges, or says why not (TT216 Đ.5 k.1)."""
    return _proposal(proposal_id).decide(lambda: _proposal(proposal_id))


@bp.get("/fees/relief/<uuid:fee_relief_id>")
@requires(Permission.CASE_VIEW)
def relief_request(fee_relief_id: UUID) -> Response:
    """A request to pay less, what proves it, its last day, and the answer or the form of it."""
    return _relief(fee_relief_id).show()


@bp.post("/fees/relief/<uuid:fee_relief_id>/decision")
@requires(Permission.FEE_DECIDE)
def create_relief_decision(fee_relief_id: UUID) -> Response:
    """The head spares, or says why not (TT216 Đ.7 k.4)."""
    return _relief(fee_relief_id).decide(lambda: _relief(fee_relief_id))


def _proposal(proposal_id: UUID) -> Asked:
    found = queries.proposal(db(), proposal_id)
    case = case_of(found.case_id)
    return Asked(
        case, PROPOSAL, "fee", {"proposal": found},
        lambda form: deciding.decide(db(), found, form.terms(), by=user(), today=today()),
        url_for("fees.proposal", proposal_id=proposal_id), found.decision is not None,
    )  # fmt: skip


def _relief(fee_relief_id: UUID) -> Asked:
    found = queries.relief_request(db(), fee_relief_id)
    case = case_of(found.charge.proposal.case_id)
    context = {
        "relief": found, "due": deadlines.due(Duty.FEE_EXEMPTION, found.complete_on),
        "ground": fee_grounds.relief(found.ground, found.complete_on),
        "spared": relief.spared_of(found, found.charge),
    }  # fmt: skip
    return Asked(
        case, RELIEF, "fee_exemption", context,
        lambda form: relief.answer(db(), case, found, form.terms(), by=user(), today=today()),
        url_for("fees.relief_request", fee_relief_id=fee_relief_id), found.answer is not None,
    )  # fmt: skip
