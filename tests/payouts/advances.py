"""Costs of coercion paid in advance for a case."""

from tests.payouts.days import RECEIVED, TODAY
from thads.ledger import posting
from thads.ledger.accounts import Account
from thads.ledger.models import VoucherKind
from thads.ledger.terms import Line, VoucherTerms


def advance(payouts, case, amount):
    line = Line(debit=Account.COST_ADVANCE, credit=Account.COST_FUND, amount=amount, case=case)
    terms = VoucherTerms(
        kind=VoucherKind.TRANSFER, day=RECEIVED, counterpart="Cơ quan", reason="Tạm ứng chi phí"
    )
    posting.post(payouts.db, case.unit, terms, [line], by=payouts.office.accountant, today=TODAY)
