"""Fees are paid over by day 05 of the next month, in three parts (TT216 Đ.8, 9)."""

from datetime import date

import pytest

from tests.fees.conftest import MILLION, TODAY, Office
from thads.core.errors import RuleBroken
from thads.fees import queries
from thads.fees.actions import paying
from thads.fees.terms import RemittanceTerms
from thads.ledger.accounts import Account
from thads.ledger.queries import balance

MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)


def paid(office: Office, amount: int, fee: int, day: date):
    case = office.case()
    office.collect(case, amount, day)
    office.pay(case, amount, fee, day)
    return case


def remit(office: Office, month: date, day: date, key=None):
    terms = RemittanceTerms(
        unit_id=office.make.district().id, month=month, day=day, submission_key=key
    )
    return paying.remit(office.db, terms, by=office.accountant, today=TODAY)


def test_a_month_is_paid_over_whole_and_once(office: Office) -> None:
    paid(office, 100 * MILLION, 3 * MILLION, date(2024, 3, 8))
    paid(office, 333_333_333, 10 * MILLION, date(2024, 3, 31))
    paid(office, 200 * MILLION, 6 * MILLION, date(2024, 4, 2))
    (march,) = (one for one in queries.fees_by_month(office.db, TODAY) if one.month == MARCH)
    assert (march.collected, march.left, march.due) == (
        13 * MILLION, 13 * MILLION, date(2024, 4, 5),
    )  # fmt: skip
    done = remit(office, MARCH, date(2024, 4, 5), "a")
    assert (done.kept, done.central, done.budget) == (8_450_000, 2_600_000, 1_950_000)
    assert remit(office, MARCH, date(2024, 4, 5), "a") is done
    with pytest.raises(RuleBroken, match="không còn số nào phải nộp"):
        remit(office, MARCH, date(2024, 4, 5))
    april, march = queries.fees_by_month(office.db, TODAY)
    assert (march.left, march.paid_on, march.is_late_on(TODAY)) == (0, date(2024, 4, 5), False)
    assert (april.left, april.is_late_on(date(2024, 5, 5)), april.is_late_on(TODAY)) == (
        6 * MILLION, False, True,
    )  # fmt: skip
    assert balance(office.db, Account.FEE_DUE, unit_id=office.make.district().id) == 6 * MILLION


def test_months_are_paid_over_in_their_order(office: Office) -> None:
    paid(office, 100 * MILLION, 3 * MILLION, date(2024, 3, 8))
    paid(office, 100 * MILLION, 3 * MILLION, date(2024, 4, 8))
    with pytest.raises(RuleBroken, match="nộp tháng đó trước"):
        remit(office, APRIL, date(2024, 5, 3))
    with pytest.raises(RuleBroken, match="chưa hết tháng"):
        remit(office, MARCH, date(2024, 3, 31))
    remit(office, MARCH, date(2024, 5, 3))
    march = queries.fees_by_month(office.db, TODAY)[1]
    assert march.is_late_on(TODAY)  # paid over on 3/5, due on 5/4


def test_what_was_given_back_is_not_paid_over(office: Office) -> None:
    from thads.fees.terms import FeePaymentTerms

    case = paid(office, 100 * MILLION, 5 * MILLION, date(2024, 3, 8))  # two million too much
    back = FeePaymentTerms(party_id=office.creditor(case), day=date(2024, 4, 3),
                           amount=2 * MILLION, place=Account.TRUST)  # fmt: skip
    paying.give_back(office.db, case, case.unit, back, by=office.accountant, today=TODAY)
    assert remit(office, MARCH, date(2024, 4, 4)).amount == 3 * MILLION
