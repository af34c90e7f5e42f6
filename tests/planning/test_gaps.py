"""Gaps to a target in points and in what is missing; the part of a target that is due by now."""

from datetime import date
from decimal import Decimal

import pytest

from thads.planning.gaps import gap, missing
from thads.rules import target_share
from thads.rules.dated import MissingRule
from thads.statistics.ranking import ranked
from thads.statistics.ratio import Ratio


def ratio(part: int, whole: int) -> Ratio:
    return Ratio(part, whole, "việc giải quyết xong", "việc có điều kiện thi hành")


def test_lao_cai_stood_over_its_targets_of_2024_by_points() -> None:
    found = gap(ratio(3569, 3918), Decimal("83.69"), date(2024, 9, 30))
    assert found.above_target == Decimal("7.40")
    assert found.missing == 0


@pytest.mark.parametrize(
    ("part", "whole", "target", "lacking"),
    [(80, 100, "83.5", 4), (84, 100, "83.5", 0), (0, 3, "33.34", 2), (1, 3, "33.33", 0),
     (0, 0, "83.5", 0), (0, 10, "0", 0), (9, 10, "100", 1)],
)  # fmt: skip
def test_so_many_more_and_not_one_less_reach_the_target(part, whole, target, lacking) -> None:
    assert missing(ratio(part, whole), Decimal(target)) == lacking
    if lacking:
        assert 100 * (part + lacking) >= Decimal(target) * whole
        assert 100 * (part + lacking - 1) < Decimal(target) * whole


def test_ho_chi_minh_city_stood_1199_points_over_its_half_year_of_2019() -> None:
    half = target_share.due_by(Decimal(73), date(2019, 3, 31))
    assert half == Decimal("36.50")
    found = gap(ratio(4849, 10000), Decimal(73), date(2019, 3, 31))
    assert found.above_due == Decimal("11.99")


def test_a_year_is_due_in_twelve_steps_and_none_before_there_was_a_rule() -> None:
    assert target_share.due_by(Decimal("83.69"), date(2023, 10, 31)) == Decimal("6.97")
    assert target_share.due_by(Decimal("83.69"), date(2024, 9, 30)) == Decimal("83.69")
    with pytest.raises(MissingRule):
        target_share.due_by(Decimal(80), date(2009, 9, 30))


def test_equal_rates_share_a_rank_and_the_next_follows_at_once() -> None:
    found = ranked({"a": ratio(1, 2), "b": ratio(50, 100), "c": ratio(9, 10), "d": ratio(0, 0),
                    "e": ratio(0, 5)})  # fmt: skip
    assert {key: (rank.place, rank.among) for key, rank in found.items()} == {
        "c": (1, 4), "a": (2, 4), "b": (2, 4), "e": (3, 4),
    }  # fmt: skip
    assert next(iter(found)) == "c"
    assert found["b"].ratio.denominator == 100


def test_rates_that_print_alike_share_a_rank() -> None:
    found = ranked({"a": ratio(91092, 100_000), "b": ratio(910_924, 1_000_000)})
    assert found["a"].place == found["b"].place == 1
