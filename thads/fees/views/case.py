"""The fees of one case: what each creditor received and owes, and what can be entered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.core.errors import RuleBroken
from thads.fees import queries
from thads.fees.accounts import FeeAccount
from thads.fees.queries.liability import Standing
from thads.fees.views.blueprint import bp
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today
from thads.web.screen import Screen

SHOW = Screen("fees/show.html")


class FeeState(NamedTuple):
    """The fees of a case today; `unknown`: why they cannot be reckoned yet."""

    accounts: Sequence[FeeAccount]
    unknown: str | None


@bp.get("/cases/<uuid:case_id>/fees")
@requires(Permission.CASE_VIEW)
def show(case_id: UUID) -> Response:
    """All that is known of the fees of a case, with how each sum came about."""
    case = case_of(case_id)
    return SHOW.show(
        case=case, state=fees_of(case), names=creditor_names(case),
        standings=_standings(case), properties=queries.properties(db(), case.id),
        proposals=queries.proposals_of(db(), case.id),
        standing={one.id for one in queries.charges_of(db(), case.id, today())},
        reliefs=queries.relief_requests_of(db(), case.id),
    )  # fmt: skip


@bp.app_template_global("fees_of")
def fees_of(case: Case) -> FeeState:
    """The state of each creditor's fee today; asked by the page of the case."""
    try:
        return FeeState(list(queries.accounts(db(), case, today()).values()), None)
    except RuleBroken as broken:
        return FeeState([], broken.message)


@bp.app_template_global("creditor_names")
def creditor_names(case: Case) -> dict[UUID, str]:
    """Who may receive, by id."""
    return {party.id: party.name for party in case.creditors}


def _standings(case: Case) -> list[tuple[Any, Standing]]:
    found = queries.liabilities(db(), case.id, today())
    return [(item, found[item.id]) for item in case.items if not item.state_budget]
