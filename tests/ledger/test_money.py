"""Money comes in up to what remains, goes out up to what came in, and is never edited."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests import receipts
from thads.audit.models import AuditEntry
from thads.cases import queries as cases
from thads.cases.actions import ActTerms, complete, increase
from thads.cases.models import MovementKind, Standing
from thads.core.errors import Conflict, RuleBroken
from thads.identity.models import Role
from thads.ledger import actions, queries
from thads.ledger.actions import MovementTerms, ReversalTerms
from thads.ledger.models import LedgerEntry

TODAY = date(2024, 9, 30)
DOCKETED = date(2024, 1, 5)


@pytest.fixture
def accountant(make):
    return make.user(Role.ACCOUNTANT)


@pytest.fixture
def money(db, make, accountant):
    """`money(receipts.collect, case, 500, day)`: the accountant enters a movement today."""

    def move(action, case, amount, day=TODAY, *, item=None, today=TODAY, **terms):
        item = item or make.items(case)[0]
        wanted = MovementTerms(day=day, item_id=item.id, amount=amount, **terms)
        return action(db, case, wanted, by=accountant, today=today)

    return move


@pytest.fixture
def take_back(db, accountant):
    def reverse(case, entry, *, today=TODAY, **terms):
        wanted = ReversalTerms(reverses_id=entry.id, **terms)
        return actions.reverse(db, case, wanted, by=accountant, today=today)

    return reverse


def history(db, case):
    return cases.history_of(cases.get(db, case.id, scope=None))


def test_what_is_collected_in_full_completes_the_case(db, make, money):
    case = make.case(DOCKETED, [1_000_000])
    money(receipts.collect, case, 400_000, date(2024, 2, 1), voucher="PT 01")
    assert history(db, case).now.standing is Standing.IN_PROGRESS

    money(receipts.collect, case, 600_000, date(2024, 3, 1))

    assert history(db, case).now.standing is Standing.COMPLETED
    assert history(db, case).standing_on(date(2024, 2, 29)) is Standing.IN_PROGRESS
    entry = db.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert (entry.act, entry.details["amount"]) == ("money.collected", 600_000)


REFUSED = {
    "zero": (0, TODAY, "amount", "lớn hơn 0"),
    "below zero": (-1, TODAY, "amount", "lớn hơn 0"),
    "above what remains": (1_000_001, TODAY, "share_1", r"chỉ còn phải thi hành 1\.000\.000 đ"),
    "future day": (1, date(2024, 10, 1), "day", "ở sau hôm nay"),
    "before the case": (1, date(2024, 1, 4), "day", "trước ngày ra quyết định"),
}


@pytest.mark.parametrize(("amount", "day", "field", "words"), REFUSED.values(), ids=REFUSED)
def test_a_collection_is_refused_with_a_reason(db, make, money, amount, day, field, words):
    case = make.case(DOCKETED, [1_000_000])

    with pytest.raises(RuleBroken, match=words) as refused:
        money(receipts.collect, case, amount, day)

    assert refused.value.field == field
    assert db.scalar(select(func.count()).select_from(LedgerEntry)) == 0


def test_a_reversal_is_linked_whole_dated_today_and_opens_the_case_again(
    db, make, money, take_back
):
    case = make.case(DOCKETED, [1_000_000])
    entry = money(receipts.collect, case, 1_000_000, date(2024, 3, 1))

    back = take_back(case, entry)

    assert (back.reverses_id, back.amount, back.day) == (entry.id, 1_000_000, TODAY)
    assert history(db, case).standing_on(date(2024, 9, 29)) is Standing.COMPLETED
    assert history(db, case).now.standing is Standing.IN_PROGRESS
    with pytest.raises(RuleBroken, match="đã được hủy trước đó"):
        take_back(case, entry)
    with pytest.raises(RuleBroken, match="Không tìm thấy khoản thu"):
        take_back(case, back)


def test_no_more_is_paid_than_is_in_hand_on_any_day(db, make, money):
    case = make.case(DOCKETED, [1_000_000])
    money(receipts.collect, case, 500_000, date(2024, 3, 1))

    with pytest.raises(RuleBroken, match=r"thiếu 500\.000 đ vào ngày 01/02/2024") as refused:
        money(actions.pay_out, case, 500_000, date(2024, 2, 1))
    assert refused.value.field == "amount"
    money(actions.pay_out, case, 300_000, date(2024, 4, 1))
    with pytest.raises(RuleBroken, match=r"thiếu 100\.000 đ"):  # the later payment would lack it
        money(actions.pay_out, case, 300_000, date(2024, 3, 2))
    money(actions.pay_out, case, 200_000, date(2024, 3, 2))


def test_what_was_settled_between_the_parties_is_not_in_hand(db, make, money, accountant):
    case = make.case(DOCKETED, [1_000_000])
    complete(db, case, ActTerms(day=date(2024, 2, 1)), by=accountant, today=TODAY)

    with pytest.raises(RuleBroken, match="lớn hơn số đã thu chưa chi"):
        money(actions.pay_out, case, 1)


def test_money_of_the_state_goes_to_the_budget_and_other_money_to_the_creditor(db, make, money):
    case = make.case(DOCKETED, [(300_000, True), (700_000, False)])
    fee, debt = make.items(case)
    money(receipts.collect, case, 300_000, item=fee)
    money(receipts.collect, case, 700_000, item=debt)

    with pytest.raises(RuleBroken, match="phải nộp ngân sách") as refused:
        money(actions.pay_out, case, 100, item=fee)
    assert refused.value.field == "item"
    with pytest.raises(RuleBroken, match="phải chi trả người được thi hành án"):
        money(actions.pay_to_budget, case, 100, item=debt)
    money(actions.pay_to_budget, case, 300_000, item=fee)
    money(actions.pay_out, case, 700_000, item=debt)


def test_a_collection_already_paid_out_is_not_reversed(make, money, take_back):
    case = make.case(DOCKETED, [1_000_000])
    entry = money(receipts.collect, case, 500_000)
    money(actions.pay_out, case, 200_000)

    with pytest.raises(RuleBroken, match=r"đã được chi 200\.000 đ, không hủy được"):
        take_back(case, entry)


def test_the_ledger_shows_a_running_balance_and_its_sums(db, make, money, take_back):
    case = make.case(DOCKETED, [1_000_000])
    wrong = money(receipts.collect, case, 250_000, date(2024, 2, 1))
    back = take_back(case, wrong)
    money(receipts.collect, case, 400_000, date(2024, 3, 1))
    money(actions.pay_out, case, 150_000)

    lines = queries.ledger_of(db, case.id)

    assert [line.in_hand for line in lines] == [250_000, 650_000, 400_000, 250_000]
    assert lines[0].reversed_by is back
    assert queries.sums_of(db, case.id) == queries.LedgerSums(650_000, 250_000, 150_000, 0)
    assert queries.sums_of(db, case.id).in_hand == 250_000


def test_a_form_sent_twice_moves_money_once(db, make, money, take_back):
    case = make.case(DOCKETED, [1_000_000])
    revision = case.revision
    first = money(receipts.collect, case, 500_000, submission_key="a", revision=revision)
    second = money(receipts.collect, case, 500_000, submission_key="a", revision=revision)
    assert second is first

    assert take_back(case, first, submission_key="b") is take_back(case, first, submission_key="b")
    assert db.scalar(select(func.count()).select_from(LedgerEntry)) == 2
    with pytest.raises(Conflict):
        money(receipts.collect, case, 1, revision=revision)


def test_acts_and_money_share_one_order(db, make, money, accountant):
    case = make.case(DOCKETED, [1_000_000])
    money(receipts.collect, case, 1_000_000)  # ends the case on this day

    (item,) = make.items(case)
    terms = ActTerms(day=TODAY, item_id=item.id, amount=5)
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        increase(db, case, terms, by=accountant, today=TODAY)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["collect", "pay", "reverse"]),
        st.integers(min_value=1, max_value=600),
        st.integers(min_value=0, max_value=60),
    ),
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_is_tried_the_books_balance(db, make, money, take_back, steps):
    """Σ collected − Σ reversed = Σ paid + in hand ≥ 0, and no row is ever changed (P14)."""
    case = make.case(DOCKETED, [1_000])
    seen: dict[object, tuple[object, ...]] = {}
    for step, amount, days in steps:
        day = date.fromordinal(DOCKETED.toordinal() + days)
        try:
            if step == "reverse":
                entries = queries.entries_of(db, case.id)
                take_back(case, entries[amount % len(entries)]) if entries else None
            else:
                action = receipts.collect if step == "collect" else actions.pay_out
                money(action, case, amount, day)
        except RuleBroken:
            pass
        _invariants(db, case, seen)


def _invariants(db, case, seen):
    db.expire_all()
    sums = queries.sums_of(db, case.id)
    now = history(db, case).items[0].now
    assert 0 <= sums.in_hand == sums.net - sums.paid_out + sums.payment_returned
    assert now.collected == sums.net == 1_000 - now.remaining
    for entry in queries.entries_of(db, case.id):
        row = (entry.kind, entry.amount, entry.day, entry.reverses_id)
        assert seen.setdefault(entry.id, row) == row
        if entry.kind in (MovementKind.REVERSED, MovementKind.PAYMENT_RETURNED):
            assert seen[entry.reverses_id][1] == entry.amount
