"""Fees month by month, and paying them over to the treasury by day 05."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.views.entering import scope
from thads.cases.views.people import unit_names
from thads.core.errors import Conflict, NotFound, RuleBroken
from thads.fees import queries
from thads.fees.actions import paying
from thads.fees.forms import RemittanceForm
from thads.fees.queries import MonthOfFees
from thads.fees.terms import RemittanceTerms
from thads.fees.views.blueprint import bp
from thads.identity.policy import Permission
from thads.ledger.books import keeper
from thads.rules import fee_table
from thads.units import queries as units
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, today, user
from thads.web.screen import Screen

TREASURY = Screen("fees/treasury.html")
MONTH = Screen("fees/month.html", part="remittance")


@bp.get("/fees/treasury")
@requires(Permission.CASE_VIEW)
def treasury() -> Response:
    """Each month's fees in their three parts, what is left and what is late, as n of m."""
    months = months_seen()
    late = sum(one.is_late_on(today()) for one in months)
    return TREASURY.show(months=months, late=late, units=unit_names())


@bp.get("/fees/treasury/month")
@requires(Permission.MONEY_PAY)
def remittance() -> Response:
    """What would be paid over for one month of the own books."""
    found, form = _month(), RemittanceForm()
    form.day.data = today()
    return MONTH.show(**_context(found, form))


@bp.post("/fees/treasury/month")
@requires(Permission.MONEY_PAY)
def create_remittance() -> Response:
    """Pay the month over by one voucher."""
    found, form = _month(), RemittanceForm()
    if not form.validate():
        return MONTH.refuse(**_context(found, form))
    terms = RemittanceTerms(
        unit_id=found.unit_id, month=found.month, day=need(form.day.data),
        submission_key=form.submission_key.data or None,
    )  # fmt: skip
    try:
        paying.remit(db(), terms, by=user(), today=today())
    except (RuleBroken, Conflict) as broken:
        db().rollback()
        told = broken if isinstance(broken, RuleBroken) else RuleBroken("conflict", str(broken))
        form.refuse(told)
        return MONTH.refuse(**_context(_month(), form))
    return MONTH.done(to=url_for(".treasury"), message="Đã ghi nộp phí vào Kho bạc.")


def months_seen() -> list[MonthOfFees]:
    """The months of the books that this person's unit is kept in, or of all."""
    return queries.fees_by_month(db(), today(), unit_id=_books() if scope() else None)


def _books() -> UUID:
    own = user().unit_id
    if own is None:
        raise NotFound
    return keeper(db(), units.get(db(), own), today()).id


def _month() -> MonthOfFees:
    """The month in the address, 2024-08, of the own books; NotFound when it is none."""
    try:
        wanted = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        raise NotFound from None
    unit_id = _books()
    months = queries.fees_by_month(db(), today(), unit_id=unit_id)
    return next((one for one in months if one.month == wanted), MonthOfFees(unit_id, wanted))


def _context(found: MonthOfFees, form: RemittanceForm) -> dict[str, Any]:
    split = fee_table.split(found.month)
    return {"found": found, "split": split, "form": form, "units": unit_names()}
