"""The fee to the đồng: the circular's own examples, and what must hold of any sums (TT216)."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thads.fees.reckoning import Basis, Line, Receipt, divide, fees_of
from thads.rules import base_wage, fee_table
from thads.rules.dated import MissingRule

BILLION, MILLION = 10**9, 10**6
EXAMPLE_DAY = date(2017, 3, 1)  # base wage 1.210.000: threshold 2.420.000
TODAY = date(2026, 11, 22)
AMOUNTS = st.lists(st.integers(1, 20 * BILLION), min_size=1, max_size=6)


def fees(amounts, day=EXAMPLE_DAY, basis=Basis.COLLECTED):
    return [one.fee for one in fees_of(Receipt(day, amount, basis) for amount in amounts)]


def test_eighteen_billion_in_six_times_as_printed() -> None:
    """TT216 Đ.5 k.2: ông A."""
    paid = fees([3 * BILLION, 4 * BILLION, 4_500 * MILLION, 4 * BILLION, 1_500 * MILLION, BILLION])
    assert paid == [90_000_000, 100_000_000, 37_500_000, 17_550_000, 150_000, 100_000]
    assert sum(paid) == 245_300_000
    assert fees([18 * BILLION]) == [245_300_000]


def test_five_million_in_four_times_as_printed() -> None:
    """TT216 Đ.5 k.3: ông B passes the threshold at the third time and pays for all three."""
    paid = fees([MILLION, MILLION, MILLION, 2 * MILLION])
    assert paid == [0, 0, 90_000, 60_000]
    assert sum(paid) == 150_000


def test_the_divorce_as_printed() -> None:
    """TT216 Đ.4 k.2: each pays on his net share."""
    assert fees([200 * MILLION]) == [6_000_000]
    assert fees([500 * MILLION - 200 * MILLION]) == [9_000_000]


@given(AMOUNTS)
def test_many_times_cost_what_one_time_costs(amounts: list[int]) -> None:
    whole = fees([sum(amounts)])
    assert sum(fees(amounts)) == sum(whole)
    assert all(fee >= 0 for fee in fees(amounts))


@given(AMOUNTS)
def test_many_times_by_the_parties_themselves_cost_a_third_of_it(amounts: list[int]) -> None:
    third = sum(fees(amounts, basis=Basis.SELF_HANDED))
    assert [third] == fees([sum(amounts)], basis=Basis.SELF_HANDED)
    assert abs(3 * third - sum(fees(amounts))) <= 3


@given(st.integers(0, 30 * BILLION))
def test_the_three_parts_are_the_whole(collected: int) -> None:
    parts = divide(collected, TODAY)
    assert parts.kept + parts.central + parts.budget == collected
    assert abs(parts.kept * 100 - 65 * collected) <= 100


def test_what_was_voluntary_neither_costs_nor_counts() -> None:
    receipts = [Receipt(TODAY, 4 * MILLION, Basis.VOLUNTARY), Receipt(TODAY, 5_060_000)]
    assert [one.fee for one in fees_of(receipts)] == [0, 0]
    over = fees_of([*receipts, Receipt(TODAY, 1)])[-1]
    assert over.fee == 151_800  # 3 % of 5.060.001, half up
    assert "gồm 5.060.000 đ nhận trước đây" in over.explanation


def test_small_sums_keep_their_own_part_when_the_threshold_is_passed() -> None:
    handed = Receipt(TODAY, 3 * MILLION, Basis.SELF_HANDED)
    assert fees_of([handed, Receipt(TODAY, 3 * MILLION)])[-1].fee == 30_000 + 90_000


def test_the_threshold_is_that_of_the_day_and_nothing_is_charged_twice() -> None:
    """4.800.000 is above the threshold until 30/6/2026 (4.680.000), later below (5.060.000)."""
    before, after = date(2026, 6, 30), date(2026, 7, 1)
    receipts = [Receipt(before, 4_800_000), Receipt(after, 100_000), Receipt(after, MILLION)]
    paid = [one.fee for one in fees_of(receipts)]
    assert paid == [144_000, 0, 33_000]
    assert sum(paid) == fees([5_900_000], after)[0]
    assert fees([4_800_000], after) == [0]


def test_half_a_dong_counts_as_one() -> None:
    assert fees([10_000_050]) == [300_002]  # 300.001,5


def test_the_explanation_names_bands_and_what_went_before() -> None:
    line, _ = Line().receive(Receipt(EXAMPLE_DAY, 7 * BILLION))
    _, third = line.receive(Receipt(EXAMPLE_DAY, 4_500 * MILLION))
    assert third.explanation == (
        "1% x 3.000.000.000 + 0,5% x 1.500.000.000 = 37.500.000 đ, tính tiếp sau 7.000.000.000 đ "
        "đã nhận."
    )


def test_a_day_without_a_rule_is_an_error_never_a_zero() -> None:
    with pytest.raises(MissingRule):
        fees([MILLION], date(2016, 12, 31))
    with pytest.raises(MissingRule):
        base_wage.on(date(2016, 4, 30))
    with pytest.raises(MissingRule):
        fees([MILLION], date(2026, 6, 30), Basis.BEFORE_DECISION)


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2017, 1, 1), 2_420_000),
        (date(2019, 7, 1), 2_980_000),
        (date(2023, 7, 1), 3_600_000),
        (date(2024, 7, 1), 4_680_000),
        (date(2026, 7, 1), 5_060_000),
    ],
)
def test_the_threshold_is_twice_the_base_wage(day: date, amount: int) -> None:
    assert fee_table.threshold(day) == amount


def test_bands_meet_and_wages_follow_one_another() -> None:
    bands = fee_table.table(TODAY).bands
    assert [band.bottom for band in bands[1:]] == [band.top for band in bands[:-1]]
    wages = base_wage.BASE_WAGES
    assert all(
        (later.valid_from - earlier.valid_to).days == 1  # type: ignore[operator]
        for earlier, later in pairwise(wages)
    )
