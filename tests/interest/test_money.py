"""Interest comes in after the principal, is held for the creditor, and touches no awarded sum."""

from datetime import date

import pytest

from tests import receipts
from thads.cases import queries as cases
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.interest import actions, money
from thads.interest.actions import ClauseTerms
from thads.interest.models import InterestStart
from thads.ledger import posting, queries
from thads.ledger.accounts import Account
from thads.ledger.terms import MovementTerms

TODAY = date(2024, 9, 30)


@pytest.fixture
def accountant(make):
    return make.user(Role.ACCOUNTANT)


@pytest.fixture
def case(db, make):
    """3.65 m at 10 % from 02/01/2024: 1,000 đồng a day."""
    case = make.case(date(2024, 1, 5), [3_650_000], officer=make.user())
    clause(db, make, case)
    return case


def clause(db, make, case, **given):
    head = make.user(Role.UNIT_HEAD)
    terms = ClauseTerms(item_id=make.items(case)[0].id, start=InterestStart.JUDGMENT,
                        starts_on=date(2024, 1, 2), **given)  # fmt: skip
    actions.set_clause(db, loaded(db, case), terms, by=head, today=TODAY)
    db.commit()


def loaded(db, case):
    return cases.get(db, case.id, scope=None)


def terms(make, case, amount, day=date(2024, 1, 12), **given):
    return MovementTerms(item_id=make.items(case)[0].id, amount=amount, day=day, **given)


def move(db, make, action, case, amount, by, **given):
    made = action(db, loaded(db, case), terms(make, case, amount, **given), by=by, today=TODAY)
    db.commit()
    return made


def test_principal_first_then_interest_within_what_has_run_up(db, make, case, accountant):
    """Ten days from 02/01 to 12/01, on which the principal came in: 10,000."""
    with pytest.raises(RuleBroken, match=r"còn 3\.650\.000 đ gốc"):
        move(db, make, money.collect, case, 1_000, accountant)
    move(db, make, receipts.collect, case, 3_650_000, accountant)
    with pytest.raises(RuleBroken, match=r"là 10\.000 đ"):
        move(db, make, money.collect, case, 10_001, accountant)
    move(db, make, money.collect, case, 4_000, accountant)
    with pytest.raises(RuleBroken, match=r"là 6\.000 đ"):
        move(db, make, money.collect, case, 6_001, accountant, day=date(2024, 9, 30))
    move(db, make, money.collect, case, 6_000, accountant, day=date(2024, 9, 30))
    now = cases.history_of(loaded(db, case)).items[0].now
    assert (now.collected, now.remaining) == (3_650_000, 0)
    assert queries.balance(db, Account.HELD_INTEREST, case_id=case.id) == 10_000
    assert queries.balance(db, Account.HELD_CREDITOR, case_id=case.id) == 3_650_000


def test_interest_is_paid_on_from_what_is_held_and_taken_back_whole(db, make, case, accountant):
    item = make.items(case)[0].id
    move(db, make, receipts.collect, case, 3_650_000, accountant)
    came_in = move(db, make, money.collect, case, 10_000, accountant, submission_key="a")
    assert move(db, make, money.collect, case, 10_000, accountant, submission_key="a") is came_in
    with pytest.raises(RuleBroken, match=r"là 10\.000 đ"):
        move(db, make, money.pay_out, case, 10_001, accountant)
    paid = move(db, make, money.pay_out, case, 7_000, accountant)
    assert money.money_of(db, case.id) == {item: money.InterestMoney(10_000, 7_000)}
    posting.undo(db, paid, reason="Sai", submission_key=None, by=accountant, today=TODAY)
    assert money.money_of(db, case.id) == {item: money.InterestMoney(10_000, 0)}
    posting.undo(db, came_in, reason="Sai", submission_key=None, by=accountant, today=TODAY)
    assert money.money_of(db, case.id) == {item: money.InterestMoney(0, 0)}
    assert queries.balance(db, Account.HELD_INTEREST, case_id=case.id) == 0


def test_interest_may_come_first_where_the_judgment_says_so(db, make, case, accountant):
    clause(db, make, case, interest_first=True, note="Bản án tuyên")
    move(db, make, money.collect, case, 10_000, accountant)
    assert cases.history_of(loaded(db, case)).remaining == 3_650_000


def test_no_interest_without_a_clause_or_a_known_rate(db, make, accountant):
    bare = make.case(date(2024, 1, 5), officer=make.user())
    with pytest.raises(RuleBroken, match="chưa ghi điều khoản lãi"):
        move(db, make, money.collect, bare, 1_000, accountant)
    with pytest.raises(RuleBroken, match="tiền mặt hoặc chuyển khoản"):
        move(db, make, money.collect, bare, 1_000, accountant, place=Account.DIRECT)


def test_the_screens_take_interest_in_and_pay_it_on(db, make, case, accountant, sign_in):
    db.expire_on_commit = False
    item = make.items(case)[0]
    move(db, make, receipts.collect, case, 3_650_000, accountant)
    browser, at = sign_in(accountant), f"/cases/{case.id}/interest"
    typed = {"item": str(item.id), "amount": "10.000", "day": "12/01/2024", "place": "trust"}
    short = browser.post(f"{at}/collections", data=typed | {"amount": "10.001"})
    assert short.status_code == 422
    assert "Lãi còn phải trả" in short.text
    assert browser.post(f"{at}/collections", data=typed).status_code == 303
    assert browser.post(f"{at}/payments", data=typed | {"amount": "4.000"}).status_code == 303
    page = browser.get(f"{at}/").text
    assert "Lãi đã thu 10.000 đ; còn phải trả 0 đ; đã chi trả 4.000 đ; còn giữ 6.000 đ." in page
    assert sign_in(Role.UNIT_HEAD).get(f"{at}/payments").status_code == 404
