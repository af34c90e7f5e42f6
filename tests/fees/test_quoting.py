"""What the next payment bears follows from the ledger and the decisions (TT216 Đ.4–7)."""

from datetime import date

import pytest

from tests.fees.conftest import MILLION, TODAY, Office
from thads.cases.models import ActKind, ItemKind
from thads.core.errors import RuleBroken
from thads.fees import queries
from thads.fees.actions import stating
from thads.fees.reckoning import Basis
from thads.fees.terms import LiabilityTerms

MARCH, APRIL, MAY = date(2024, 3, 1), date(2024, 4, 1), date(2024, 5, 2)


def quoted(office: Office, case, amount, day=TODAY, **given):
    return queries.quote(office.db, case, office.creditor(case), amount, day, **given)


def test_four_payments_as_the_circular_prints_them(office: Office) -> None:
    """TT216 Đ.5 k.3, with the threshold of 2024 (3.600.000): nothing, nothing, then all."""
    case = office.case()
    office.collect(case, 20 * MILLION, MARCH)
    fees = []
    for amount in (MILLION, MILLION, 2 * MILLION, 3 * MILLION):
        told = quoted(office, case, amount, MARCH)
        fees.append(told.deduct)
        office.pay(case, amount, told.deduct, MARCH)
    assert fees == [0, 0, 120_000, 90_000]
    assert queries.accounts(office.db, case, MARCH)[office.creditor(case)].owed == 0


def test_many_payments_at_once_are_quoted_one_after_the_other(office: Office) -> None:
    case = office.case()
    item = office.make.items(case)[0].id
    payment = queries.Payment(office.creditor(case), item, 2 * MILLION)
    assert [one.deduct for one in queries.quotes(office.db, case, [payment] * 3, MARCH)] == [
        0, 120_000, 60_000,
    ]  # fmt: skip


def test_what_was_paid_in_voluntarily_bears_no_fee(office: Office) -> None:
    """Notified on 1/3: until 11/3 the debtor pays of his own accord (Đ.6 k.8; L08 Đ.45)."""
    case = office.case()
    office.make.act(case, ActKind.VALID_NOTICE, MARCH)
    office.collect(case, 30 * MILLION, date(2024, 3, 11))
    office.collect(case, 70 * MILLION, date(2024, 3, 12))
    told = quoted(office, case, 100 * MILLION, APRIL)
    assert (told.liable, told.fee) == (70 * MILLION, 2_100_000)
    assert told.explanation.startswith("30.000.000 đ nộp trong thời hạn tự nguyện không chịu phí")


def test_what_the_parties_settled_costs_a_third_and_counts_on_the_same_line(
    office: Office,
) -> None:
    case = office.case()
    office.settle(case, 30 * MILLION, MARCH)
    told = quoted(office, case, 70 * MILLION, APRIL)
    assert (told.before, told.fee, told.owed) == (30 * MILLION, 2_100_000, 300_000)
    assert told.deduct == 2_400_000


def test_a_reversed_payment_is_not_counted(office: Office) -> None:
    from thads.ledger.posting import undo

    case = office.case()
    office.collect(case, 20 * MILLION, MARCH)
    paid = office.pay(case, 10 * MILLION, 300_000, MARCH)
    undo(office.db, paid, reason="Nhầm", submission_key=None, by=office.accountant, today=TODAY)
    told = quoted(office, case, 3 * MILLION)
    assert (told.before, told.owed, told.deduct) == (0, 0, 0)


def test_wages_bear_no_fee_and_damages_have_to_be_said(office: Office) -> None:
    case = office.case(
        {"kind": ItemKind.WAGES, "amount": 50 * MILLION},
        {"kind": ItemKind.DAMAGES, "amount": 50 * MILLION},
    )
    wages, damages = (item.id for item in office.make.items(case))
    assert quoted(office, case, 10 * MILLION, item_id=wages).deduct == 0
    with pytest.raises(RuleBroken, match="chưa rõ có phải chịu phí"):
        quoted(office, case, 10 * MILLION, item_id=damages)
    with pytest.raises(RuleBroken, match="chọn khoản"):
        quoted(office, case, 10 * MILLION)
    terms = LiabilityTerms(item_id=damages, no_fee="livelihood", reason="Bản án: sức khỏe")
    stating.say_liability(office.db, case, terms, by=office.officer, today=TODAY)
    assert quoted(office, case, 10 * MILLION, item_id=damages).deduct == 0
    terms = LiabilityTerms(item_id=damages, no_fee=None, reason="Bồi thường tài sản")
    stating.say_liability(office.db, case, terms, by=office.officer, today=TODAY)
    assert quoted(office, case, 10 * MILLION, item_id=damages).deduct == 300_000


def test_payments_that_a_register_brought_in_count_but_are_not_charged_again(
    office: Office,
) -> None:
    case = office.case()
    office.make.money(case, 6_000 * MILLION, MARCH)
    from thads.cases.models import MovementKind

    office.make.money(case, 6_000 * MILLION, MARCH, kind=MovementKind.PAID_OUT)
    told = quoted(office, case, 100 * MILLION, APRIL)
    assert (told.before, told.owed) == (6_000 * MILLION, 0)
    assert told.fee == 2 * MILLION  # 2 % above five billion


def test_a_decision_made_ahead_is_collected_once(office: Office) -> None:
    case = office.case()
    office.collect(case, 100 * MILLION, MARCH)
    item = office.make.items(case)[0].id
    office.charge(case, APRIL, amount=100 * MILLION, item_id=item)
    told = quoted(office, case, 100 * MILLION, APRIL)
    assert (told.fee, told.owed, told.deduct) == (0, 3 * MILLION, 3 * MILLION)
    office.pay(case, 100 * MILLION, told.deduct, APRIL)
    assert quoted(office, case, MILLION, MAY).deduct == 30_000
    assert queries.charges_of(office.db, case.id, MAY)[0].basis is Basis.COLLECTED
