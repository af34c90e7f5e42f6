"""Money that came in for a case without a purpose is given one, and no more than there is."""

from datetime import date

import pytest

from thads.cases.models import MovementKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.ledger import posting
from thads.ledger.accounts import Account
from thads.ledger.models import VoucherKind
from thads.ledger.queries import balance
from thads.ledger.terms import Line, VoucherTerms

TODAY = date(2024, 9, 30)


def test_what_a_case_holds_without_a_purpose_is_allocated_to_its_items(db, make):
    case, by = make.case(date(2024, 1, 5), [100, 50]), make.user(Role.ACCOUNTANT)
    first, second = make.items(case)
    db.commit()

    def post(**given):
        line = Line(case=case, **given)
        terms = VoucherTerms(kind=VoucherKind.TRANSFER, day=TODAY, counterpart="A", reason="B")
        posting.post(db, case.unit, terms, [line], by=by, today=TODAY)

    post(debit=Account.TRUST, credit=Account.UNALLOCATED, amount=120)
    into = {"debit": Account.UNALLOCATED, "credit": Account.HELD_CREDITOR}
    for item, amount in ((first, 100), (second, 20)):
        post(**into, amount=amount, item=item, kind=MovementKind.COLLECTED)
    assert balance(db, Account.UNALLOCATED, case_id=case.id) == 0
    assert balance(db, Account.HELD_CREDITOR, item_id=second.id) == 20
    with pytest.raises(RuleBroken, match="không đủ"):
        post(**into, amount=1, item=second, kind=MovementKind.COLLECTED)
