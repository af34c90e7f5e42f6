"""What comes in is shared out to the items, principal first, or waits until it is."""

from datetime import date

import pytest
from sqlalchemy import func, select

from thads.cases import queries as cases
from thads.cases.models import MovementKind, Standing
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.ledger import collections, posting, queries
from thads.ledger.accounts import Account
from thads.ledger.collections import AllocationTerms, CollectionTerms
from thads.ledger.models import Collection, LedgerEntry, Means, VoucherKind

TODAY = date(2024, 9, 30)
DAY = date(2024, 9, 20)


@pytest.fixture
def accountant(make):
    return make.user(Role.ACCOUNTANT)


@pytest.fixture
def case(make):
    """300,000 to the state, then 700,000 to the creditor."""
    return make.case(date(2024, 1, 5), [(300_000, True), (700_000, False)])


@pytest.fixture
def collect(db, accountant):
    def one(case, amount, **given):
        terms = {"means": Means.CASH, "day": DAY, "payer": "Ông Nộp", "reason": "Nộp tiền"}
        wanted = CollectionTerms(amount=amount, **{**terms, **given})
        return collections.collect(db, reread(db, case), wanted, by=accountant, today=TODAY)

    return one


@pytest.fixture
def allocate(db, accountant):
    def one(case, shares, **given):
        wanted = AllocationTerms(shares=shares, **given)
        return collections.allocate(db, reread(db, case), wanted, by=accountant, today=TODAY)

    return one


def reread(db, case):
    return cases.get(db, case.id, scope=None)


def lines(db, voucher):
    stmt = select(LedgerEntry).where(LedgerEntry.voucher_id == voucher.id)
    return [
        (entry.debit, entry.credit, entry.amount)
        for entry in db.scalars(stmt.order_by(LedgerEntry.id))
    ]


def test_the_items_are_paid_in_their_order_and_the_rest_waits(db, make, case, collect):
    voucher = collect(case, 1_200_000)

    assert lines(db, voucher) == [
        (Account.CASH, Account.HELD_STATE, 300_000),
        (Account.CASH, Account.HELD_CREDITOR, 700_000),
        (Account.CASH, Account.UNALLOCATED, 200_000),
    ]
    assert voucher.kind is VoucherKind.COLLECTION_RECEIPT
    assert cases.history_of(reread(db, case)).now.standing is Standing.COMPLETED
    assert collections.unallocated(db, case) == 200_000


def test_a_person_may_share_it_out_otherwise_and_the_rest_later(db, make, case, collect, allocate):
    fee, debt = make.items(case)
    collect(case, 500_000, shares={debt.id: 100_000}, means=Means.INCOME_DEDUCTION)
    assert cases.history_of(reread(db, case)).remaining == 900_000
    assert queries.balance(db, Account.TRUST) == 500_000

    voucher = allocate(case, {fee.id: 300_000, debt.id: 50_000})

    assert voucher.day == TODAY
    assert lines(db, voucher) == [
        (Account.UNALLOCATED, Account.HELD_STATE, 300_000),
        (Account.UNALLOCATED, Account.HELD_CREDITOR, 50_000),
    ]
    assert collections.unallocated(db, case) == 50_000
    assert cases.history_of(reread(db, case)).remaining == 550_000
    with pytest.raises(RuleBroken, match=r"nhiều hơn số tiền 50\.000 đ: thừa 1 đ"):
        allocate(case, {debt.id: 50_001})
    with pytest.raises(RuleBroken, match="Chưa phân bổ cho khoản nào"):
        allocate(case, {debt.id: 0})


def test_what_the_parties_hand_over_directly_comes_in_and_goes_out(db, make, case, collect):
    _, debt = make.items(case)

    voucher = collect(case, 700_000, shares={debt.id: 700_000}, means=Means.DIRECT)

    assert lines(db, voucher) == [
        (Account.DIRECT, Account.HELD_CREDITOR, 700_000),
        (Account.HELD_CREDITOR, Account.DIRECT, 700_000),
    ]
    kinds = [entry.kind for entry in reread(db, case).entries]
    assert kinds == [MovementKind.COLLECTED, MovementKind.PAID_OUT]
    with pytest.raises(RuleBroken, match=r"phải phân bổ hết: còn 100\.000 đ"):
        collect(case, 400_000, means=Means.DIRECT)


REFUSED = {
    "more than one item owes": ({0: 300_001}, 500_000, "share_1", r"chỉ còn phải thi hành 300"),
    "more than came in": ({0: 300_000, 1: 300_000}, 500_000, "share_2", r"thừa 100\.000 đ"),
    "nothing": ({}, 0, "amount", "lớn hơn 0"),
}  # fmt: skip


@pytest.mark.parametrize(("shares", "amount", "field", "words"), REFUSED.values(), ids=REFUSED)
def test_too_much_is_refused_at_its_field(db, make, case, collect, shares, amount, field, words):
    items = make.items(case)

    with pytest.raises(RuleBroken, match=words) as refused:
        collect(case, amount, shares={items[place].id: n for place, n in shares.items()})

    assert refused.value.field == field
    db.rollback()
    assert db.scalar(select(func.count()).select_from(LedgerEntry)) == 0


def test_the_same_form_twice_is_one_receipt_that_says_who_paid_for_whom(db, case, collect):
    terms = {"submission_key": "a", "on_behalf_of": "Bà Phải", "payer_address": "Thôn Một"}
    revision = case.revision

    first = collect(case, 400_000, revision=revision, **terms)
    second = collect(case, 400_000, revision=revision, **terms)

    assert first is second
    (made,) = db.scalars(select(Collection)).all()
    assert (made.voucher_id, made.means, made.on_behalf_of) == (first.id, Means.CASH, "Bà Phải")


def test_a_receipt_taken_back_opens_the_case_and_takes_what_waits(db, case, collect, accountant):
    voucher = collect(case, 1_200_000)

    back = posting.undo(
        db, voucher, reason="Ghi nhầm việc", submission_key=None, by=accountant, today=TODAY
    )

    assert back.reverses_id == voucher.id
    assert collections.unallocated(db, case) == 0
    assert cases.history_of(reread(db, case)).remaining == 1_000_000


def test_what_was_shared_out_keeps_its_receipt_from_being_taken_back(
    db, make, case, collect, allocate, accountant
):
    fee, _ = make.items(case)
    voucher = collect(case, 300_000, shares={})
    allocate(case, {fee.id: 300_000})

    with pytest.raises(RuleBroken, match=r"thiếu 300\.000 đ|không hủy được"):
        posting.undo(db, voucher, reason="Nhầm", submission_key=None, by=accountant, today=TODAY)
