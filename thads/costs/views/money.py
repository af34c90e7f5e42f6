"""Advances, what comes in, what goes back to the fund."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.core.errors import RuleBroken
from thads.costs import money, queries
from thads.costs.forms import MoneyForm, RecoveryForm
from thads.costs.views.blueprint import bp
from thads.costs.views.sheets import SHOW as SHEET
from thads.costs.views.sheets import advance_form, sheet_context, sheet_of
from thads.identity.policy import Permission
from thads.ledger.accounts import Account
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

RECOVERY = Screen("costs/money.html", part="money")
REPAYMENT = Screen("costs/money.html", part="money")


@bp.post("/cost-sheets/<uuid:sheet_id>/advances")
@requires(Permission.MONEY_PAY)
def create_advance(sheet_id: UUID) -> Response:
    """The fund lends on an approved estimate."""
    found = sheet_of(sheet_id)
    form = advance_form(found, 0)
    if not form.validate():
        return SHEET.refuse(**sheet_context(sheet_id, advance=form))
    try:
        voucher = money.advance(
            db(), case_of(found.case_id), found, form.terms, by=user(), today=today()
        )
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHEET.refuse(**sheet_context(sheet_id, advance=form))
    return SHEET.done(
        to=url_for(".sheet", sheet_id=sheet_id), message=f"Đã ghi tạm ứng: {voucher.title}."
    )


@bp.get("/cases/<uuid:case_id>/costs/recovery")
@requires(Permission.MONEY_COLLECT)
def recovery(case_id: UUID) -> Response:
    """The form of costs that come in."""
    case = case_of(case_id)
    return RECOVERY.show(**_context(case, "recovery", _recovery_form(case)))


@bp.post("/cases/<uuid:case_id>/costs/recovery")
@requires(Permission.MONEY_COLLECT)
def create_recovery(case_id: UUID) -> Response:
    """Costs came in from who bears them, or out of money of the case."""
    return _create(case_id, "recovery")


@bp.get("/cases/<uuid:case_id>/costs/repayment")
@requires(Permission.MONEY_PAY)
def repayment(case_id: UUID) -> Response:
    """The form of paying back to the fund."""
    case = case_of(case_id)
    return REPAYMENT.show(**_context(case, "repayment", _repayment_form(case)))


@bp.post("/cases/<uuid:case_id>/costs/repayment")
@requires(Permission.MONEY_PAY)
def create_repayment(case_id: UUID) -> Response:
    """What came in goes back to the fund."""
    return _create(case_id, "repayment")


def _create(case_id: UUID, what: str) -> Response:
    case = case_of(case_id)
    form = _recovery_form(case) if what == "recovery" else _repayment_form(case)
    if not form.validate():
        return RECOVERY.refuse(**_context(case, what, form))
    try:
        if isinstance(form, RecoveryForm):
            voucher = money.recover(db(), case, form.terms, by=user(), today=today())
        else:
            voucher = money.repay(db(), case, form.terms, by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return RECOVERY.refuse(**_context(case_of(case_id), what, form))
    return RECOVERY.done(
        to=url_for(".case_costs", case_id=case_id), message=f"Đã ghi chứng từ {voucher.title}."
    )


def _recovery_form(case: Case) -> RecoveryForm:
    form = RecoveryForm()
    form.offer(case.parties)
    if not form.is_submitted():
        shares = queries.of_case(db(), case.id, today()).shares.values()
        first = next((share for share in shares if share.due), None)
        form.day.data, form.reason.data = today(), "Nộp chi phí cưỡng chế thi hành án"
        if first is not None:
            people = queries.parties_of(case.parties, first.bearer)
            form.amount.data = first.due
            form.party.data = people[0].id if people else None
    return form


def _repayment_form(case: Case) -> MoneyForm:
    form = MoneyForm()
    if not form.is_submitted():
        form.day.data, form.place.data = today(), Account.TRUST
        form.amount.data = queries.of_case(db(), case.id, today()).to_repay
        form.counterpart.data = "Kinh phí cưỡng chế của cơ quan"
    return form


def _context(case: Case, what: str, form: MoneyForm | RecoveryForm) -> dict[str, Any]:
    costs = queries.of_case(db(), case.id, today())
    return {"case": case, "what": what, "form": form, "costs": costs}
