"""Officer and accountant reconcile: who has confirmed, and one officer's decisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.accounting.forms import ConfirmationForm, PeriodFilter, chosen_day
from thads.accounting.models import Side
from thads.accounting.periods import Period, PeriodKind, last_ended, period_of
from thads.accounting.reconciling.confirming import (
    ConfirmationTerms,
    Standing,
    confirm,
    standing_of,
    standings,
)
from thads.accounting.scope import holders_of, is_officer
from thads.accounting.views.blueprint import reconciliations as bp
from thads.cases.views.people import names_of, unit_names
from thads.core.errors import NotFound, RuleBroken
from thads.identity.models import Role
from thads.identity.policy import Permission
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

LIST = Screen("accounting/reconciliations.html")
ONE = Screen("accounting/reconciliation.html")


@bp.get("/reconciliations")
@requires(Permission.RECONCILIATION_VIEW)
def index() -> Response:
    """Who has confirmed the period and who has not."""
    form, period = period_asked()
    officer_id = user().id if is_officer(user()) else None
    found = standings(db(), period, units=holders_of(db(), user(), today()), officer_id=officer_id)
    return LIST.show(
        form=form, period=period, rows=found, units=unit_names(), sides=Side,
        names=names_of(row.holding.officer_id for row in found),
        done=sum(1 for one in found if one.is_done),
    )  # fmt: skip


@bp.get("/reconciliation")
@requires(Permission.RECONCILIATION_VIEW)
def show() -> Response:
    """One officer's decisions: what the cases say beside what the books say."""
    _, period = period_asked()
    standing = standing_asked(period)
    form = ConfirmationForm()
    form.digest.data = standing.holding.digest
    return ONE.show(**_context(period, standing, form))


@bp.post("/reconciliation")
@requires(Permission.RECONCILIATION_CONFIRM)
def create_confirmation() -> Response:
    """This person's side confirms the figures that the page showed."""
    _, period = period_asked()
    standing, form = standing_asked(period), ConfirmationForm()
    side = side_of(standing)
    if side is None:
        raise NotFound
    if not form.validate():
        return ONE.refuse(**_context(period, standing, form))
    terms = ConfirmationTerms(
        unit_id=standing.holding.unit_id, officer_id=_officer(standing), period=period, side=side,
        digest=form.digest.data or "", note=form.note.data,
        submission_key=form.submission_key.data or None,
    )  # fmt: skip
    try:
        confirm(db(), terms, by=user(), today=today())
    except RuleBroken as broken:
        form.refuse(broken)
        form.digest.data = standing.holding.digest
        return ONE.refuse(**_context(period, standing, form))
    return ONE.done(to=address_of(period, standing), message="Đã xác nhận đối chiếu.")


def period_asked() -> tuple[PeriodFilter, Period]:
    """The period of the address; without one, the month that ended last."""
    form = PeriodFilter(request.args)
    form.validate()
    kind = form.kind.data if form.kind.data and not form.kind.errors else PeriodKind.MONTH
    ended = last_ended(kind, today())
    period = period_of(kind, chosen_day(form.day, ended.last))
    form.kind.data, form.day.data = kind, period.last
    return form, period


def standing_asked(period: Period) -> Standing:
    """The officer of the address, as far as this person reads his or her decisions."""
    unit_id, officer_id = _id("unit"), _id("officer")
    mine = holders_of(db(), user(), today())
    if (mine is not None and unit_id not in mine) or (
        is_officer(user()) and officer_id != user().id
    ):  # fmt: skip
        raise NotFound
    return standing_of(db(), period, unit_id=unit_id, officer_id=officer_id)


def side_of(standing: Standing) -> Side | None:
    """For which side this person speaks here."""
    if standing.holding.officer_id == user().id:
        return Side.OFFICER
    return Side.ACCOUNTANT if user().role is Role.ACCOUNTANT else None


def address_of(period: Period, standing: Standing) -> str:
    """Where one officer's period is shown."""
    return url_for(".show", kind=period.kind.value, day=f"{period.last:%d/%m/%Y}",
                   unit=standing.holding.unit_id, officer=standing.holding.officer_id)  # fmt: skip


def _context(period: Period, standing: Standing, form: ConfirmationForm) -> dict[str, Any]:
    officer_id = _officer(standing)
    people = [officer_id, *(word.entered_by_id for word in standing.said.values())]
    side = side_of(standing)
    return {
        "form": form, "period": period, "standing": standing, "names": names_of(people),
        "units": unit_names(), "sides": Side, "side": side,
        "may_confirm": side is not None and not standing.confirmed(side)
        and period.last <= today(),
        "officer_id": officer_id,
    }  # fmt: skip


def _officer(standing: Standing) -> UUID:
    if standing.holding.officer_id is None:
        raise NotFound
    return standing.holding.officer_id


def _id(name: str) -> UUID:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        raise NotFound from None
