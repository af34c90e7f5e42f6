"""From the money of a case to the vouchers: proposed, agreed to by two others, paid once."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.payouts.advances import advance, spend
from tests.payouts.conftest import COURT_FEE
from tests.payouts.days import TODAY
from thads.cases import queries as cases
from thads.cases.models import ItemKind, MovementKind
from thads.core.errors import RuleBroken
from thads.costs import queries as costs
from thads.identity.models import Role
from thads.interest import actions as interest
from thads.interest.actions import ClauseTerms
from thads.interest.models import InterestStart
from thads.interest.money import InterestMoney, money_of
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, Voucher, VoucherKind
from thads.ledger.queries import balance
from thads.parties.models import PartyKind, PartyRole
from thads.payouts import actions, queries
from thads.payouts.models import PayoutPayment
from thads.payouts.terms import LineKind, ProposalState, Step
from thads.rules.payment_order import Deducted


def refused(code: str):
    return pytest.raises(RuleBroken, check=lambda broken: broken.code == code)


def held(db, case) -> int:
    accounts = (
        Account.UNALLOCATED, Account.HELD_CREDITOR, Account.HELD_STATE, Account.HELD_DEBTOR,
    )  # fmt: skip
    return sum(balance(db, account, case_id=case.id) for account in accounts)


def test_money_is_shared_between_cases_of_the_debtor_and_paid_by_one_voucher_a_payee(payouts, db):
    own = payouts.case(100, [{"amount": 60, "kind": ItemKind.WAGES}, {"amount": 20, **COURT_FEE}])
    first, second = payouts.case(0, [60]), payouts.case(0, [20])
    payouts.give_accounts(own, first, second)
    proposal = payouts.propose(own, 100, others=[first.id, second.id])
    lines = queries.lines_of(db, proposal.id)
    assert [(line.amount, line.rank) for line in lines] == [(60, 1), (20, 2), (15, 5), (5, 5)]

    batch = payouts.pay(payouts.agree(proposal))

    assert queries.state_of(db, proposal.id) is ProposalState.PAID
    assert queries.progress_of(db, batch.id).is_done
    assert [held(db, case) for case in (own, first, second)] == [0, 0, 0]
    assert balance(db, Account.TRUST) == balance(db, Account.SHARING) == 0
    remaining = [cases.get(db, case.id, scope=None) for case in (own, first, second)]
    assert [cases.history_of(case).remaining for case in remaining] == [0, 45, 15]
    orders = db.scalars(select(Voucher).where(Voucher.kind == VoucherKind.PAYMENT_ORDER)).all()
    assert len(orders) == 4
    treasury = next(one for one in orders if one.counterpart == "Kho bạc Nhà nước")
    kinds = select(LedgerEntry.kind).where(LedgerEntry.voucher_id == treasury.id)
    assert db.scalars(kinds).all() == [MovementKind.PAID_TO_BUDGET]


def test_costs_come_off_first_and_the_rest_goes_back_to_the_debtor(payouts, db):
    case = payouts.case(100, [70])
    estimate = advance(payouts, case, 15)
    payouts.give_accounts(case)
    with refused("payouts.costs"):  # lent, but not yet approved as spent
        payouts.propose(case, 100, deductions={Deducted.COSTS: 10})
    spend(payouts, case, estimate, 10)
    with refused("payouts.costs"):
        payouts.propose(case, 100, deductions={Deducted.COSTS: 11})
    proposal = payouts.propose(case, 100, deductions={Deducted.COSTS: 10})
    kinds = [(line.kind, line.amount) for line in queries.lines_of(db, proposal.id)]
    assert kinds == [(LineKind.COSTS, 10), (LineKind.CLAIM, 70), (LineKind.REMAINDER, 20)]
    payouts.pay(payouts.agree(proposal))
    assert balance(db, Account.COST_ADVANCE, case_id=case.id) == 0
    assert costs.due(db, case, TODAY) == []
    assert held(db, case) == 0


def test_late_interest_is_a_line_of_its_own_and_waits_for_no_second_entry(payouts, make, db):
    """10 % of 3,650,000: 1,000 đồng a day, from 01/11 to 10/11, when the money came in."""
    case = payouts.case(3_655_000, [3_650_000])
    payouts.give_accounts(case)
    terms = ClauseTerms(item_id=payouts.item(case), start=InterestStart.JUDGMENT,
                        starts_on=date(2026, 11, 1))  # fmt: skip
    by = make.user(Role.UNIT_HEAD)
    interest.set_clause(db, cases.get(db, case.id, scope=None), terms, by=by, today=TODAY)
    db.commit()

    proposal = payouts.propose(case, 3_655_000)

    lines = queries.lines_of(db, proposal.id)
    assert [(line.kind, line.amount) for line in lines] == [
        (LineKind.CLAIM, 3_650_000), (LineKind.INTEREST, 5_000),
    ]  # fmt: skip
    assert "trả sau các khoản tiền được tuyên" in lines[1].words
    payouts.pay(payouts.agree(proposal))
    payouts.receive(case, 10_000)
    rest = payouts.propose(case, 10_000)
    assert [(line.kind, line.amount) for line in queries.lines_of(db, rest.id)] == [
        (LineKind.INTEREST, 4_000), (LineKind.REMAINDER, 6_000),
    ]  # fmt: skip
    payouts.pay(payouts.agree(rest), key="rest")
    assert held(db, case) == balance(db, Account.HELD_INTEREST, case_id=case.id) == 0
    assert money_of(db, case.id) == {payouts.item(case): InterestMoney(9_000, 9_000)}
    now = cases.history_of(cases.get(db, case.id, scope=None)).items[0].now
    assert (now.collected, now.remaining) == (3_650_000, 0)


def test_only_two_others_let_money_go(payouts, office, make, db):
    case = payouts.case(100, [70])
    payouts.give_accounts(case)
    proposal = payouts.propose(case, 100)
    with refused("payouts.own_proposal"):
        actions.agree(db, proposal, Step.CHECKED, by=office.officer, today=TODAY)
    with refused("payouts.out_of_order"):
        actions.agree(db, proposal, Step.APPROVED, by=office.head, today=TODAY)
    actions.agree(db, proposal, Step.CHECKED, by=office.accountant, today=TODAY)
    with refused("payouts.same_person"):
        actions.agree(db, proposal, Step.APPROVED, by=office.accountant, today=TODAY)
    with refused("payouts.not_approved"):
        payouts.open(proposal)
    actions.agree(db, proposal, Step.APPROVED, by=office.head, today=TODAY)
    payouts.pay(proposal)
    with refused("payouts.not_approved"):
        payouts.open(proposal, key="again")


def test_moved_money_stops_a_proposal_until_it_is_made_anew(payouts, office, db):
    case = payouts.case(100, [70])
    payouts.give_accounts(case)
    with refused("payouts.sum_not_held"):
        payouts.propose(case, 99)
    proposal = payouts.agree(payouts.propose(case, 100))
    with refused("payouts.waiting"):
        payouts.propose(case, 100)
    payouts.receive(case, 5)
    with refused("payouts.money_moved"):
        payouts.pay(proposal)
    db.rollback()


def test_a_cancelled_proposal_is_not_paid_and_another_takes_its_place(payouts, office, db):
    case = payouts.case(100, [70])
    payouts.give_accounts(case)
    proposal = payouts.agree(payouts.propose(case, 100))
    actions.cancel(db, proposal, "Nhầm người nhận", by=office.head, today=TODAY)
    assert queries.state_of(db, proposal.id) is ProposalState.CANCELLED
    with refused("payouts.not_approved"):
        payouts.open(proposal)
    with refused("payouts.not_open"):
        actions.cancel(db, proposal, "Lần nữa", by=office.head, today=TODAY)
    payouts.pay(payouts.agree(payouts.propose(case, 100)), key="second")
    assert held(db, case) == 0


def test_without_an_account_a_person_comes_for_cash_and_a_company_waits(payouts, db):
    case = payouts.case(0, [70])
    payouts.receive(case, 70, place=Account.CASH)
    proposal = payouts.agree(payouts.propose(case, 70))
    db.commit()
    with refused("payouts.no_account"):
        payouts.open(proposal)
    db.rollback()
    payouts.pay(proposal, in_cash=True, key="cash")
    payouts.parties(case)
    paid = select(Voucher).where(Voucher.kind == VoucherKind.CASH_PAYMENT)
    assert db.scalars(paid).one().counterpart == case.creditors[0].name

    other = payouts.case(0, [70])
    payouts.receive(other, 70, place=Account.CASH)
    payouts.parties(other)
    other.creditors[0].kind = PartyKind.ORGANISATION
    with refused("payouts.no_account"):
        payouts.open(payouts.agree(payouts.propose(other, 70)), in_cash=True, key="company")


def test_several_creditors_need_a_name_for_the_item(payouts, office, make, db):
    case = payouts.case(100, [100])
    make._party(case, PartyRole.CREDITOR, "Bà Thứ Hai")
    with refused("payouts.no_payee"):
        payouts.propose(case, 100)
    second = next(p for p in payouts.parties(case) if p.name == "Bà Thứ Hai")
    actions.name_payee(db, case, make.items(case)[0], second, by=office.officer)
    proposal = payouts.propose(case, 100)
    assert [line.payee for line in queries.lines_of(db, proposal.id)] == ["Bà Thứ Hai"]


def test_damages_are_read_from_the_judgment(payouts, db):
    case = payouts.case(50, [{"amount": 80, "kind": ItemKind.DAMAGES}, 40])
    with refused("payouts.rank_needed"):
        payouts.propose(case, 50)
    proposal = payouts.propose(case, 50, ranks={payouts.item(case): 1})
    assert [line.amount for line in queries.lines_of(db, proposal.id)] == [50, 0]


def test_money_allocated_when_it_came_in_goes_to_its_own_creditor(payouts, make, office, db):
    case = payouts.case(0, [70, 30])
    payouts.give_accounts(case)
    make.money(case, 25, date(2026, 11, 10))
    proposal = payouts.propose(case, 25)
    (line,) = queries.lines_of(db, proposal.id)
    assert (line.kind, line.amount, proposal.held) == (LineKind.HELD, 25, 25)
    payouts.pay(payouts.agree(proposal))
    assert held(db, case) == 0


def test_a_batch_sent_twice_pays_once_and_a_chunk_never_cuts_a_payee(payouts, db):
    case = payouts.case(60, [10, 10, 10, 10, 10, 10])
    payouts.give_accounts(case)
    batch = payouts.open(payouts.agree(payouts.propose(case, 60)))
    assert payouts.open(*queries_all(db), key="k").id == batch.id
    assert actions.pay_some(db, batch, most=4) == 6  # one payee's six items stand together
    assert actions.pay_some(db, batch, most=4) == 0
    assert db.scalar(select(func.count()).select_from(PayoutPayment)) == 6


def queries_all(db):
    return queries.every(db, queries.ProposalFilter(), scope=None)


def test_the_fee_is_kept_back_of_what_the_creditor_gets_and_waits_for_the_treasury(payouts, db):
    case = payouts.case(100_000_000, [100_000_000])
    payouts.give_accounts(case)
    proposal = payouts.propose(case, 100_000_000)
    (line,) = queries.lines_of(db, proposal.id)
    assert (line.amount, line.fee) == (100_000_000, 3_000_000)
    assert "Giữ lại phí thi hành án 3.000.000 đ" in line.words
    payouts.pay(payouts.agree(proposal))
    assert balance(db, Account.FEE_DUE, case_id=case.id) == 3_000_000
    assert balance(db, Account.TRUST) == 3_000_000
    assert held(db, case) == 0
