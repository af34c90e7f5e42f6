"""New information on a debtor without means: told, shown until a verification answers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases import queries as cases
from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.rules import deadlines
from thads.rules.dated import MissingRule
from thads.rules.deadlines import Duty
from thads.verification import actions, queries
from thads.verification.actions import InformationTerms
from thads.verification.forms import InformationForm
from thads.verification.models import NewInformation
from thads.verification.views.blueprint import bp
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

NEW = Screen("verification/information.html")


@bp.get("/cases/<uuid:case_id>/information")
@requires(Permission.CASE_VERIFY)
def information(case_id: UUID) -> Response:
    """The form of what was told."""
    form = InformationForm(formdata=None)
    form.received_on.data = today()
    return NEW.show(**_context(case_of(case_id), form))


@bp.post("/cases/<uuid:case_id>/information")
@requires(Permission.CASE_VERIFY)
def create_information(case_id: UUID) -> Response:
    """Write it down; the clock of its verification starts."""
    case, form = case_of(case_id), InformationForm()
    if not form.validate():
        return NEW.refuse(**_context(case, form))
    terms = InformationTerms(
        received_on=need(form.received_on.data), source=need(form.source.data),
        content=need(form.content.data),
    )  # fmt: skip
    try:
        actions.take_information(db(), case, terms, by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        return NEW.refuse(**_context(case, form))
    return NEW.done(to=url_for("cases.show", case_id=case_id), message="Đã ghi thông tin mới.")


@bp.app_template_global("unanswered_of")
def unanswered_of(case: Case) -> Sequence[tuple[NewInformation, date | None]]:
    """What was told of a case and waits for a verification, each with its last day."""
    told = queries.unanswered(db(), [case.id], today()).get(case.id, ())
    return [(one, _due(one.received_on)) for one in told]


def _context(case: Case, form: InformationForm) -> dict[str, Any]:
    return {"case": case, "history": cases.history_of(case), "form": form}


def _due(received_on: date) -> date | None:
    """None where the law known here does not reach."""
    try:
        return deadlines.due(Duty.NEW_INFORMATION_VERIFICATION, received_on)
    except MissingRule:
        return None
