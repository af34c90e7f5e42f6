"""The order of payment: the printed example, and what holds for any money and any claims."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thads.payouts.distribution import Claim, Share, distribute
from thads.payouts.terms import LineKind
from thads.rules.dated import MissingRule
from thads.rules.payment_order import Deducted, order_on

NEW = order_on(date(2026, 11, 20))
OLD = order_on(date(2025, 11, 20))
ASKED = date(2026, 3, 2)


def claim(n: int, rank: int, remaining: int, awarded: int | None = None, **given: object) -> Claim:
    terms = {
        "case_id": UUID(int=n), "item_id": UUID(int=1000 + n), "order": (2026, n, 1), "rank": rank,
        "awarded": remaining if awarded is None else awarded, "remaining": remaining,
        "requested_on": ASKED,
    }  # fmt: skip
    return Claim(**(terms | given))  # type: ignore[arg-type]


def got(shares: Sequence[Share]) -> dict[int, int]:
    """What each claim got, by its number; -1: the debtor."""
    return {
        share.part.claim.item_id.int - 1000 if share.part else -1: share.amount
        for share in shares
        if share.part or share.kind is LineKind.REMAINDER
    }


def test_higher_ranks_are_served_whole_and_the_last_one_shares_by_its_awards() -> None:
    claims = [claim(1, 1, 60), claim(2, 2, 20), claim(3, 5, 60), claim(4, 5, 20)]
    assert got(distribute(100, {}, claims, law=NEW, coercion_on=None)) == {
        1: 60,
        2: 20,
        3: 15,
        4: 5,
    }


def test_each_law_has_its_own_ranks() -> None:
    assert OLD.rank_of("fine") == OLD.ranks[-1]
    assert NEW.rank_of("fine") == NEW.ranks[2]
    assert [rank.number for rank in OLD.ranks] == [1, 2, 3]
    assert [rank.number for rank in NEW.ranks] == [1, 2, 3, 4, 5]
    assert order_on(date(2026, 6, 30)) is OLD
    assert order_on(date(2026, 7, 1)) is NEW
    assert NEW.rank_of("damages") is None
    with pytest.raises(MissingRule):
        order_on(date(2009, 6, 30))


def test_costs_set_aside_and_taxes_come_off_first() -> None:
    taken = {Deducted.COSTS: 10, Deducted.SET_ASIDE: 5, Deducted.TRANSFER_TAX: 2}
    shares = distribute(100, taken, [claim(1, 1, 500)], law=NEW, coercion_on=None)
    assert [share.amount for share in shares] == [10, 5, 2, 83]
    with pytest.raises(ValueError, match="no such deduction"):
        distribute(100, {Deducted.TRANSFER_TAX: 2}, [], law=OLD, coercion_on=None)
    with pytest.raises(ValueError, match="above"):
        distribute(9, {Deducted.COSTS: 10}, [], law=NEW, coercion_on=None)


def test_who_asked_after_the_coercion_decision_gets_what_the_others_leave() -> None:
    claims = [claim(1, 5, 70), claim(2, 1, 50, requested_on=date(2026, 3, 3))]
    shares = distribute(100, {}, claims, law=NEW, coercion_on=ASKED)
    assert got(shares) == {1: 70, 2: 30}
    assert "sau quyết định cưỡng chế ngày 02/03/2026" in shares[1].words
    assert got(distribute(100, {}, claims, law=NEW, coercion_on=None)) == {2: 50, 1: 50}


def test_the_secured_creditor_comes_after_the_court_fee_of_his_own_judgment() -> None:
    bank, other = UUID(int=7), UUID(int=8)
    claims = [
        claim(1, 1, 40, judgment_id=other),
        claim(2, 2, 10, judgment_id=bank),
        claim(3, 2, 10, judgment_id=other),
        claim(4, 5, 80, judgment_id=bank, secured=True),
    ]
    assert got(distribute(100, {}, claims, law=NEW, coercion_on=None)) == {
        2: 10,
        4: 80,
        1: 10,
        3: 0,
    }


def test_late_interest_comes_after_all_that_was_awarded_and_before_the_debtor() -> None:
    claims = [
        claim(1, 1, 40), interest(1, 1, 30), claim(2, 5, 20), interest(2, 5, 10),
        claim(3, 5, 50, requested_on=date(2026, 3, 3)),
    ]  # fmt: skip
    assert paid(distribute(80, {}, claims, law=NEW, coercion_on=None)) == [
        ("claim", 1, 40), ("claim", 2, 11), ("claim", 3, 29), ("interest", 1, 0),
        ("interest", 2, 0),
    ]  # fmt: skip
    shares = distribute(80, {}, claims, law=NEW, coercion_on=ASKED)
    assert paid(shares) == [
        ("claim", 1, 40), ("claim", 2, 20), ("interest", 1, 15), ("interest", 2, 5),
        ("claim", 3, 0),
    ]  # fmt: skip
    assert shares[2].basis == "khoản 1 Điều 29 Nghị định 152/2026"
    assert paid(distribute(200, {}, claims, law=NEW, coercion_on=None))[-1] == ("remainder", 0, 50)


def test_interest_of_a_secured_claim_comes_right_after_it() -> None:
    claims = [claim(1, 1, 40), claim(2, 5, 50, secured=True), interest(2, 5, 20, secured=True)]
    assert paid(distribute(80, {}, claims, law=NEW, coercion_on=None)) == [
        ("claim", 2, 50), ("interest", 2, 20), ("claim", 1, 10),
    ]  # fmt: skip


def test_interest_that_comes_first_takes_from_its_own_item_alone() -> None:
    claims = [claim(1, 5, 60), interest(1, 5, 20, interest_first=True), claim(2, 5, 60)]
    assert paid(distribute(100, {}, claims, law=NEW, coercion_on=None)) == [
        ("claim", 1, 30), ("claim", 2, 50), ("interest", 1, 20),
    ]  # fmt: skip
    assert paid(distribute(130, {}, claims, law=NEW, coercion_on=None)) == [
        ("claim", 1, 50), ("claim", 2, 60), ("interest", 1, 20),
    ]  # fmt: skip


def interest(n: int, rank: int, owed: int, **given: object) -> Claim:
    return claim(n, rank, owed, is_interest=True, **given)


def paid(shares: Sequence[Share]) -> list[tuple[str, int, int]]:
    """What each line pays, in their order."""
    return [
        (s.kind.value, s.part.claim.item_id.int - 1000 if s.part else 0, s.amount) for s in shares
    ]


def test_the_rest_goes_to_the_debtor_and_a_single_đồng_to_the_largest_remainder() -> None:
    assert got(distribute(100, {}, [claim(1, 5, 60)], law=NEW, coercion_on=None)) == {1: 60, -1: 40}
    thirds = [claim(1, 5, 10), claim(2, 5, 10), claim(3, 5, 10)]
    assert got(distribute(11, {}, thirds, law=NEW, coercion_on=None)) == {1: 4, 2: 4, 3: 3}
    uneven = [claim(1, 5, 10), claim(2, 5, 15)]
    assert got(distribute(9, {}, uneven, law=NEW, coercion_on=None)) == {1: 4, 2: 5}


def test_what_one_cannot_take_goes_to_the_others_of_the_rank() -> None:
    claims = [claim(1, 5, 5, awarded=100), claim(2, 5, 100), claim(3, 5, 50)]
    assert got(distribute(95, {}, claims, law=NEW, coercion_on=None)) == {1: 5, 2: 60, 3: 30}


def test_each_line_says_rank_article_fraction_and_sum() -> None:
    claims = [claim(3, 5, 60_000_000), claim(4, 5, 20_000_000)]
    first, second = distribute(20_000_000, {}, claims, law=NEW, coercion_on=None)
    assert first.words == (
        "Hàng ưu tiên 5 (điểm đ khoản 1 Điều 54 Luật THADS 2025): còn 20.000.000 đ cho các khoản "
        "cùng hàng cần 80.000.000 đ, chia theo tỷ lệ số tiền được thi hành án "
        "60.000.000/80.000.000 (điểm a khoản 2), được 15.000.000 đ trong 60.000.000 đ còn phải thi "
        "hành."
    )
    assert second.basis == "điểm đ khoản 1 Điều 54 Luật THADS 2025"


AMOUNTS = st.integers(1, 10**12)
CLAIMS = st.lists(
    st.tuples(
        st.integers(1, 5), AMOUNTS, st.integers(0, 10**12), st.integers(0, 3), st.booleans(),
        st.integers(0, 2),
    ),
    max_size=8,
)  # fmt: skip


def made(rows: Sequence[tuple[int, int, int, int, bool, int]]) -> list[Claim]:
    return [
        claim(
            n, rank, remaining, awarded=remaining + more, requested_on=date(2026, 3, 1 + days),
            secured=secured, judgment_id=UUID(int=1 + judgment),
        )
        for n, (rank, remaining, more, days, secured, judgment) in enumerate(rows, start=1)
    ]  # fmt: skip


@given(AMOUNTS, CLAIMS, st.sampled_from([None, ASKED]), st.randoms(use_true_random=False))
def test_any_money_is_shared_whole_and_nobody_gets_more_than_is_due(money, rows, day, shuffle):
    claims = made(rows)
    shares = distribute(money, {}, claims, law=NEW, coercion_on=day)
    assert sum(share.amount for share in shares) == money
    parts = [share.part for share in shares if share.part]
    assert all(0 <= part.amount <= part.claim.remaining for part in parts)
    assert {part.claim.item_id for part in parts} == {one.item_id for one in claims}
    if any(share.kind is LineKind.REMAINDER for share in shares):
        assert all(part.amount == part.claim.remaining for part in parts)
    mixed = list(claims)
    shuffle.shuffle(mixed)
    assert distribute(money, {}, mixed, law=NEW, coercion_on=day) == shares


@given(AMOUNTS, CLAIMS, st.sampled_from([None, ASKED]))
def test_a_lower_group_gets_nothing_before_the_higher_ones_are_whole(money, rows, day):
    plain = [(rank, due, more, days, False, j) for rank, due, more, days, _, j in rows]
    shares = distribute(money, {}, made(plain), law=NEW, coercion_on=day)
    parts = [share.part for share in shares if share.part]

    def place(part):
        return (day is not None and part.claim.requested_on > day, part.claim.rank)

    for higher in parts:
        for lower in parts:
            if place(higher) < place(lower) and lower.amount:
                assert higher.amount == higher.claim.remaining


@given(AMOUNTS, st.lists(st.tuples(AMOUNTS, st.integers(0, 10**12)), min_size=1, max_size=8))
def test_inside_a_rank_shares_follow_the_awards_to_the_đồng(money, rows):
    claims = [claim(n, 5, due, awarded=due + more) for n, (due, more) in enumerate(rows, start=1)]
    parts = [s.part for s in distribute(money, {}, claims, law=NEW, coercion_on=None) if s.part]
    short = [part for part in parts if part.amount < part.claim.remaining]
    for part in short:
        assert part.fraction is not None
    served = {part.claim.item_id for part in parts} - {part.claim.item_id for part in short}
    left = money - sum(p.amount for p in parts if p.claim.item_id in served and p.fraction is None)
    for part in short:
        numerator, denominator = part.fraction
        assert abs(part.amount * denominator - left * numerator) < denominator
