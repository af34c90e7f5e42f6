"""Money that waits: what the lists say is what the books say, and each step has its time."""

import random
from datetime import date, timedelta

import pytest

from thads.cases.models import ItemKind, MovementKind
from thads.core.errors import RuleBroken
from thads.holdings import actions, listing, queries, remittances
from thads.holdings.actions import BankTerms, NoticeTerms
from thads.holdings.listing import Lateness, Wanted
from thads.identity.models import Role
from thads.ledger.accounts import Account, held
from thads.ledger.models import VoucherKind
from thads.ledger.posting import Line, VoucherTerms, post, undo
from thads.ledger.queries import balance
from thads.rules.unclaimed import NextStep

DOCKETED = date(2024, 1, 5)
TODAY = date(2024, 9, 30)
FEE = {"kind": ItemKind.COURT_FEE, "amount": 10_000_000, "state_budget": True}


@pytest.fixture
def accountant(make):
    return make.user(Role.ACCOUNTANT)


@pytest.fixture
def move(db, accountant):
    """`move(case, line, day)`: one voucher of one line."""

    def entered(case, line, day=TODAY):
        terms = VoucherTerms(
            kind=VoucherKind.TRANSFER, day=day, counterpart="Người nộp", reason="Thử"
        )
        return post(db, case.unit, terms, [line], by=accountant, today=TODAY)

    return entered


@pytest.fixture
def state_money(db):
    def found():
        db.commit()  # who has a case is read from what a commit keeps in step
        return queries.state_money(db, TODAY)

    return found


@pytest.fixture
def waiting_money(db):
    def found():
        db.commit()
        return queries.waiting_money(db, TODAY)

    return found


@pytest.fixture
def collect(make, move):
    def entered(case, amount, day=TODAY, *, item=0):
        one = make.items(case)[item]
        line = Line(debit=Account.TRUST, credit=held(one), amount=amount, case=case, item=one,
                    kind=MovementKind.COLLECTED)  # fmt: skip
        return move(case, line, day)

    return entered


def tell(db, holding, accountant, told_on, in_force_on=None):
    terms = NoticeTerms(told_on=told_on, how="Thông báo 12/TB", in_force_on=in_force_on)
    return actions.tell(db, holding, terms, by=accountant, today=TODAY)


def bank(day=TODAY, **given):
    return BankTerms(day=day, bank="Kho bạc Nhà nước", **given)


def test_what_is_late_for_the_budget_is_told_n_of_m(db, make, collect, state_money):
    first, second = make.case(DOCKETED, [FEE]), make.case(DOCKETED, [FEE])
    collect(first, 3_000_000, date(2024, 9, 2))
    collect(second, 2_000_000, date(2024, 9, 25))
    found = state_money()
    assert [(one.case, one.amount, one.step.due) for one in found] == [
        (first, 3_000_000, date(2024, 9, 12)), (second, 2_000_000, date(2024, 10, 7)),
    ]  # fmt: skip
    assert queries.late(found, TODAY) == (1, 2)
    late = listing.state_money(db, Wanted(lateness=Lateness.LATE), TODAY)
    assert [one.case for one in late] == [first]


def test_one_payment_order_pays_many_items_into_the_budget(
    db, make, collect, accountant, state_money
):
    cases = [make.case(DOCKETED, [FEE]) for _ in range(3)]
    for case in cases:
        collect(case, 1_000_000, date(2024, 9, 2))
    voucher = actions.remit(db, cases[0].unit, state_money(), bank(), by=accountant, today=TODAY)
    assert state_money() == []
    (line,) = remittances.page(db, None).rows
    assert (line.voucher, line.count, line.amount) == (voucher, 3, 3_000_000)
    assert [one.case for one in remittances.paid(db, voucher.id)] == cases


def test_who_is_told_and_does_not_come_has_his_money_saved(
    db, make, collect, accountant, waiting_money
):
    case = make.case(DOCKETED, [5_000_000])
    collect(case, 4_000_000, date(2024, 9, 2))
    (holding,) = waiting_money()
    assert (holding.step.kind, holding.step.due) == (NextStep.TELL, date(2024, 9, 12))
    tell(db, holding, accountant, date(2024, 9, 5))
    (holding,) = waiting_money()
    assert (holding.step.kind, holding.step.due) == (NextStep.DEPOSIT, date(2024, 9, 20))
    with pytest.raises(RuleBroken, match="hết 15 ngày"):
        actions.deposit(db, case.unit, holding, bank(date(2024, 9, 20)), by=accountant, today=TODAY)
    actions.deposit(db, case.unit, holding, bank(), by=accountant, today=TODAY)
    (holding,) = waiting_money()
    assert (holding.amount, holding.deposited, holding.at_hand) == (4_000_000, 4_000_000, 0)
    assert holding.step.kind is NextStep.ASK_JUDGMENT
    actions.withdraw(db, case.unit, holding, bank(), by=accountant, today=TODAY)
    assert balance(db, Account.SAVINGS) == 0


def test_after_five_years_the_money_is_the_states(db, make, collect, accountant, waiting_money):
    case = make.case(date(2018, 4, 2), [5_000_000])
    collect(case, 4_000_000, date(2019, 3, 4))
    for in_force_on, kind in ((date(2019, 12, 2), "chưa"), (date(2018, 3, 1), "đủ")):
        (holding,) = waiting_money()
        tell(db, holding, accountant, date(2019, 4, 1), in_force_on)
        (holding,) = waiting_money()
        if holding.deposited == 0:
            actions.deposit(db, case.unit, holding, bank(), by=accountant, today=TODAY)
        (holding,) = waiting_money()
        terms = bank(reason="Quyết định 1/QĐ")
        if kind == "chưa":
            with pytest.raises(RuleBroken, match="hết hạn ngày 02/12/2024"):
                actions.give_to_state(db, case.unit, holding, terms, by=accountant, today=TODAY)
        else:
            actions.give_to_state(db, case.unit, holding, terms, by=accountant, today=TODAY)
    assert waiting_money() == []
    assert balance(db, Account.SAVINGS) == balance(db, Account.HELD_CREDITOR) == 0


def some_move(what, case, item, amount):
    """Between accounts, into savings or out to the creditor: refused where nothing is there."""
    given = {"amount": amount, "case": case}
    return {
        2: Line(debit=Account.TRUST, credit=Account.UNALLOCATED, **given),
        3: Line(debit=Account.UNALLOCATED, credit=Account.HELD_DEBTOR, **given),
        4: Line(debit=Account.SAVINGS, credit=Account.TRUST, item=item, **given),
        5: Line(debit=Account.HELD_CREDITOR, credit=Account.TRUST, item=item,
                kind=MovementKind.PAID_OUT, **given),
        6: Line(debit=Account.UNALLOCATED, credit=Account.HELD_CREDITOR, item=item,
                kind=MovementKind.COLLECTED, **given),
    }[what]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_lists_are_the_books(
    db, make, move, collect, accountant, state_money, waiting_money, seed
):
    chance = random.Random(seed)
    cases = [make.case(DOCKETED, [50_000_000, FEE]) for _ in range(5)]
    for n in range(40):
        case, day = chance.choice(cases), DOCKETED + timedelta(n * 6)
        what, amount = chance.randrange(7), chance.randrange(1, 900_000)
        if what <= 1:
            collect(case, amount, day, item=what)
            continue
        try:
            with db.begin_nested():
                move(case, some_move(what, case, make.items(case)[0], amount), day)
        except RuleBroken:
            continue
    wrong = collect(cases[0], 5_000, TODAY, item=0)
    undo(db, wrong, reason="Nhầm", submission_key=None, by=accountant, today=TODAY)
    found = state_money() + waiting_money()
    by_account = listing.by_account(found, TODAY)
    for account in (Account.HELD_STATE, *queries.WAITING):
        total = by_account[account].amount if account in by_account else 0
        assert total == balance(db, account), account
    whole = listing.total(found, TODAY).amount
    assert whole == sum(band.amount for band in listing.by_age(found, TODAY).values()) > 0
