"""The board of a period, and who must still send."""

from __future__ import annotations

from uuid import UUID

from flask import Response, request

from thads.cases.views.people import names_of
from thads.closing import calendar, policy
from thads.closing.chain import Chain, Report
from thads.closing.views.blueprint import bp, chain_of, own_unit, period_asked
from thads.identity.policy import Permission, sees_whole_province
from thads.web.access import requires
from thads.web.request import user
from thads.web.screen import Screen

BOARD = Screen("closing/index.html")
LATE = Screen("closing/late.html", part="late")


@bp.get("/")
@requires(Permission.REPORT_VIEW)
def index() -> Response:
    """How far the period is, for one's own report, one's unit, the province."""
    form, period_end = period_asked()
    chain, person = chain_of(period_end), user()
    unit = chain.of_unit(person.unit_id) if person.unit_id else None
    return BOARD.show(
        form=form, chain=chain, period_end=period_end, unit=unit, mine=_mine(chain),
        is_province=sees_whole_province(person.role),
        closes=unit is not None and policy.closes(person, own_unit()),
        names=names_of(_named(chain)),
    )  # fmt: skip


@bp.get("/late")
@requires(Permission.REPORT_VIEW)
def late() -> Response:
    """Who must still send, with days late and how to reach them."""
    form, period_end = period_asked()
    chain = chain_of(period_end)
    only = request.args.get("level", "")
    found = [one for one in chain.missing if only in ("", "officer" if one.officer else "unit")]
    return LATE.show(form=form, chain=chain, period_end=period_end, found=found, level=only,
                     rules=calendar.rules(period_end))  # fmt: skip


def _mine(chain: Chain) -> Report | None:
    return next((r for r in chain.reports if r.officer and r.officer.id == user().id), None)


def _named(chain: Chain) -> set[UUID | None]:
    closed = {one.close.entered_by_id for one in chain.units if one.close}
    return closed | {version.entered_by_id for version in chain.versions}
