"""Costs of coercion of a case: lent by the fund, and what of them the head approved as spent."""

from tests.payouts.days import RECEIVED, TODAY
from thads.costs import actions, money
from thads.costs.money import MoneyTerms
from thads.costs.terms import LineTerms, SheetTerms
from thads.identity.models import Role


def _sheet(payouts, case, enter, amount, settles_id=None):
    line = LineTerms(content="means", amount=amount, voucher="HĐ 1/2026")
    terms = SheetTerms(
        day=RECEIVED, measure="Kê biên", lines=[line], coercion_on=TODAY, settles_id=settles_id
    )
    sheet = enter(payouts.db, case, terms, by=payouts.office.officer, today=TODAY)
    head = payouts.make.user(Role.PROVINCE_HEAD, unit=payouts.make.province())
    actions.decide(payouts.db, case, sheet, approved=True, note=None, by=head, today=TODAY)
    return sheet


def advance(payouts, case, amount):
    """Lent on an approved estimate; not accounted for yet."""
    estimate = _sheet(payouts, case, actions.plan, amount)
    terms = MoneyTerms(day=RECEIVED, amount=amount, counterpart="Chấp hành viên")
    money.advance(payouts.db, case, estimate, terms, by=payouts.office.accountant, today=TODAY)
    return estimate


def spend(payouts, case, estimate, amount):
    """The approved actual costs, which account for the advance."""
    return _sheet(payouts, case, actions.account_for, amount, settles_id=estimate.id)
