"""Verifications: recorded on a case, and the list of those that are late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask import Response, g

from thads.attachments.actions import AttachmentTerms, attach
from thads.attachments.inspecting import Inspected
from thads.attachments.models import PaperKind
from thads.attachments.receiving import received
from thads.cases import queries as cases
from thads.cases.forms.acts import page_of
from thads.cases.models import Case
from thads.cases.views.entering import Entering, case_of, scope
from thads.identity.policy import Permission
from thads.rules.dated import MissingRule
from thads.verification import actions, queries
from thads.verification.actions import VerificationTerms
from thads.verification.forms import VerificationForm
from thads.verification.models import Verification
from thads.verification.queries import Due
from thads.verification.views.blueprint import bp
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, now, today, user
from thads.web.screen import Screen

INDEX = Screen("verification/index.html")


@dataclass(frozen=True)
class Known:
    """What the page of a case says about verification."""

    last: Verification | None
    due: Due | None
    is_late: bool
    days_late: int
    is_unknown: bool  # the clock is older than the law kept here: no day can be told
    by_act: dict[UUID, Verification] = field(default_factory=dict)


@bp.get("/verifications/")
@requires(Permission.CASE_VIEW)
def index() -> Response:
    """Late verifications, n of m, the longest late first."""
    overdue = queries.overdue(db(), today(), scope())
    return INDEX.show(overdue=overdue)


@bp.app_template_global("verification_of")
def verification_of(case: Case) -> Known:
    """Last verification, next due; asked by the page of a case, once a request."""
    kept: dict[UUID, Known] = g.setdefault("verifications", {})
    if case.id not in kept:
        kept[case.id] = _known(case)
    return kept[case.id]


@bp.app_template_global("late_verifications_of")
def late_verifications_of(unit_id: UUID) -> dict[UUID | None, int]:
    """Late verifications by officer; asked where cases are given to one of them."""
    return queries.late_by_officer(db(), today(), unit_id)


def _known(case: Case) -> Known:
    made = queries.of_case(db(), case.id)
    try:
        due, unknown = queries.due_on(db(), cases.history_of(case), today()), False
    except MissingRule:
        due, unknown = None, True
    late = (today() - due.due).days if due else 0
    by_act = {verification.act_id: verification for verification in made}
    return Known(made[0] if made else None, due, late > 0, late, unknown, by_act)


def _form(case: Case) -> VerificationForm:
    form = VerificationForm(case)
    if not form.is_submitted():
        form.suggest(day=today())
    return form


def _record(case: Case, form: VerificationForm) -> Verification:
    terms = VerificationTerms(
        day=need(form.day.data),
        finding=need(form.finding.data),
        place=form.place.data,
        report=form.report.data,
        assets_value=form.assets_value.data,
        submission_key=form.submission_key.data or None,
        revision=form.seen_revision,
    )
    with received(form.files.given) as given:
        case = case_of(case.id)
        verification = actions.record(db(), case, terms, by=user(), today=today())
        prove(case, verification, given, key=terms.submission_key)
    return verification


def prove(
    case: Case, verification: Verification, given: Sequence[Inspected], *, key: str | None
) -> None:
    """Attach the minutes and photos that prove what was found; sent again, they are not added."""
    if not given:
        return
    terms = AttachmentTerms(
        kind=PaperKind.PROOF, title=f"Biên bản xác minh ngày {verification.day:%d/%m/%Y}",
        received_on=verification.day, act_id=verification.act_id, submission_key=key,
    )  # fmt: skip
    attach(db(), case, terms, given, by=user(), today=today(), now=now())


Entering(page_of("verification"), _form, _record).register(bp)
