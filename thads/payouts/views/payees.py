"""Who gets the money of a case, and where to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, url_for

from thads.cases.models import Case
from thads.cases.views.entering import case_of
from thads.cases.views.people import names_of
from thads.core.errors import RuleBroken
from thads.identity.policy import Permission
from thads.payouts import actions, queries, sources
from thads.payouts.forms import AccountForm, PayeeForm
from thads.payouts.views.blueprint import bp
from thads.web.access import requires
from thads.web.forms import need
from thads.web.request import db, user
from thads.web.screen import Screen

PAYEES = Screen("payouts/payees.html")
SHOWN = 200


@bp.get("/cases/<uuid:case_id>/payees")
@requires(Permission.PAYOUT_VIEW)
def payees(case_id: UUID) -> Response:
    """Accounts of the parties and the payees of the items."""
    case = case_of(case_id)
    return PAYEES.show(**_context(case, _account_form(case), _payee_form(case)))


@bp.post("/cases/<uuid:case_id>/payees/accounts")
@requires(Permission.PAYEE_NAME)
def create_account(case_id: UUID) -> Response:
    """A party gave an account."""
    case = case_of(case_id)
    form = _account_form(case, sent=True)
    try:
        if form.validate():
            party = next(one for one in case.parties if one.id == form.party.data)
            actions.name_account(
                db(), case, party, bank=need(form.bank.data), number=need(form.number.data),
                holder=form.holder.data, by=user(),
            )  # fmt: skip
            return PAYEES.done(to=url_for(".payees", case_id=case_id), message="Đã ghi tài khoản.")
    except RuleBroken as broken:
        form.refuse(broken)
    db().rollback()
    case = case_of(case_id)
    return PAYEES.refuse(**_context(case, form, _payee_form(case)))


@bp.post("/cases/<uuid:case_id>/payees/items")
@requires(Permission.PAYEE_NAME)
def create_payee(case_id: UUID) -> Response:
    """Of several creditors, this one gets the money of the item."""
    case = case_of(case_id)
    form = _payee_form(case, sent=True)
    try:
        if form.validate():
            item = next(one for one in case.items if one.id == form.item.data)
            party = next(one for one in case.parties if one.id == form.party.data)
            actions.name_payee(db(), case, item, party, by=user())
            return PAYEES.done(
                to=url_for(".payees", case_id=case_id), message="Đã ghi người nhận của khoản."
            )
    except RuleBroken as broken:
        form.refuse(broken)
    db().rollback()
    case = case_of(case_id)
    return PAYEES.refuse(**_context(case, _account_form(case), form))


def _account_form(case: Case, *, sent: bool = False) -> AccountForm:
    form = AccountForm() if sent else AccountForm(formdata=None)
    form.party.offer((one.id, f"{one.name} ({one.role.label.lower()})") for one in case.parties)
    return form


def _payee_form(case: Case, *, sent: bool = False) -> PayeeForm:
    form = PayeeForm() if sent else PayeeForm(formdata=None)
    own = [item for item in case.items if not item.state_budget and item.amount]
    form.item.offer((item.id, f"{item.position}. {item.kind.label}") for item in own)
    form.party.offer((one.id, one.name) for one in case.creditors)
    return form


def _context(case: Case, account: AccountForm, payee: PayeeForm) -> dict[str, Any]:
    accounts = queries.accounts_of(db(), [party.id for party in case.parties])
    items = [item for item in case.items if item.amount]
    return {
        "case": case, "account_form": account, "payee_form": payee, "accounts": accounts,
        "items": items[:SHOWN], "more": len(items) - len(items[:SHOWN]),
        "payees": sources.payees_of(db(), items),
        "parties": {party.id: party.name for party in case.parties},
        "names": names_of(one.entered_by_id for one in accounts.values()),
    }  # fmt: skip
