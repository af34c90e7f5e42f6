"""One holding: what the law asks next, and the forms that do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from thads.cases.views.entering import case_of, scope
from thads.core.errors import NotFound, RuleBroken
from thads.holdings import actions, queries
from thads.holdings.forms import BankForm, NoticeForm, begun
from thads.holdings.queries import PAYEES, Holding
from thads.holdings.reading import Place
from thads.holdings.views.blueprint import bp
from thads.holdings.views.state import TREASURY
from thads.identity.policy import Permission
from thads.ledger.accounts import Account
from thads.rules.unclaimed import NextStep
from thads.units import queries as units
from thads.web.access import requires
from thads.web.request import db, today, user
from thads.web.screen import Screen

SHOW = Screen("holdings/one.html")
AT = "/cases/<uuid:case_id>/holdings/<account>"
Act = Callable[..., object]


@bp.get(AT)
@requires(Permission.CASE_VIEW)
def one(case_id: UUID, account: str) -> Response:
    """One holding with its next step."""
    return SHOW.show(**_context(_holding(case_id, account)))


@bp.post(f"{AT}/notice")
@requires(Permission.MONEY_COLLECT)
def create_notice(case_id: UUID, account: str) -> Response:
    """The payee was told to come."""
    holding, form = _holding(case_id, account), NoticeForm()
    if not form.validate():
        return SHOW.refuse(**_context(holding, notice=form))
    try:
        actions.tell(db(), holding, form.terms, by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHOW.refuse(**_context(_holding(case_id, account), notice=form))
    return SHOW.done(to=_address(holding), message="Đã ghi thông báo đến nhận tiền.")


@bp.post(f"{AT}/deposit")
@requires(Permission.MONEY_PAY)
def create_deposit(case_id: UUID, account: str) -> Response:
    """Nobody came: into savings."""
    return _pay(case_id, account, actions.deposit)


@bp.post(f"{AT}/withdrawal")
@requires(Permission.MONEY_PAY)
def create_withdrawal(case_id: UUID, account: str) -> Response:
    """Out of savings again."""
    return _pay(case_id, account, actions.withdraw)


@bp.post(f"{AT}/forfeit")
@requires(Permission.MONEY_PAY)
def create_forfeit(case_id: UUID, account: str) -> Response:
    """Nobody came in all the years: to the state."""
    return _pay(case_id, account, actions.give_to_state)


def _pay(case_id: UUID, account: str, act: Act) -> Response:
    holding, form = _holding(case_id, account), BankForm()
    if not form.validate():
        return SHOW.refuse(**_context(holding, bank=form))
    unit = units.get(db(), holding.unit_id)
    try:
        act(db(), unit, holding, form.terms, by=user(), today=today())
    except RuleBroken as broken:
        db().rollback()
        form.refuse(broken)
        return SHOW.refuse(**_context(_holding(case_id, account), bank=form))
    to = url_for(".index") if act is actions.give_to_state else _address(holding)
    return SHOW.done(to=to, message="Đã ghi chứng từ.")


def _holding(case_id: UUID, account: str) -> Holding:
    """What waits there, if its case is for this person; NotFound otherwise."""
    case_of(case_id)
    known = next((one for one in (*PAYEES, Account.UNALLOCATED) if one.value == account), None)
    item_id = request.args.get("item", type=UUID)
    found = known and queries.one(db(), Place(known, case_id, item_id), today(), scope())
    if not found:
        raise NotFound
    return found


def _address(holding: Holding) -> str:
    place = holding.place
    return url_for(".one", case_id=place.case_id, account=place.account.value, item=place.item_id)


def _context(
    holding: Holding, *, notice: NoticeForm | None = None, bank: BankForm | None = None
) -> dict[str, Any]:
    day, step = today(), holding.step.kind
    if notice is None:
        notice = NoticeForm(formdata=None)
        notice.told_on.data = day
        notice.in_force_on.data = holding.notice.in_force_on if holding.notice else None
    if bank is None:
        to_state = step is NextStep.TO_STATE
        bank = begun(
            BankForm(formdata=None), day, TREASURY if to_state else "",
            "Sung quỹ nhà nước theo Quyết định số " if to_state else "",
        )  # fmt: skip
    return {"holding": holding, "case": holding.case, "notice": notice, "bank": bank,
            "has_payee": holding.place.account in PAYEES}  # fmt: skip
