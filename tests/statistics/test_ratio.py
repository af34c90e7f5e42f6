"""A rate names its two quantities; rates differ by points (B2)."""

from decimal import Decimal

import pytest

from thads.statistics.ratio import DifferentBases, Ratio, change_percent, points_between

BASE = "việc có điều kiện thi hành"


def rate(numerator: int, denominator: int, base: str = BASE) -> Ratio:
    return Ratio(numerator, denominator, "việc giải quyết xong", base)


def test_a_rate_has_two_decimals_half_up():
    assert rate(3569, 3918).percent == Decimal("91.09")
    assert rate(1, 800).percent == Decimal("0.13")


def test_without_a_base_there_is_no_rate():
    assert rate(0, 0).percent is None
    assert points_between(rate(0, 0), Decimal("83.69")) is None


def test_two_rates_differ_by_percentage_points():
    assert points_between(rate(3569, 3918), Decimal("83.69")) == Decimal("7.40")
    assert points_between(rate(1, 4), rate(1, 2)) == Decimal("-25.00")


def test_the_state_budget_rate_of_the_press_cannot_be_made():
    """2.627/3.085 was printed as 92,79 %: the base was exchanged on the way."""
    printed = rate(2627, 3085, "việc phải thi hành")
    sound = rate(2627, 2831)
    assert printed.percent == Decimal("85.15")
    assert sound.percent == Decimal("92.79")
    with pytest.raises(DifferentBases):
        points_between(sound, printed)


def test_amounts_differ_by_percent():
    assert change_percent(150, 100) == Decimal("50.00")
    assert change_percent(150, 0) is None
