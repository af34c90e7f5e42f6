"""Scales of the charts: where a quantity lies on paper."""

from decimal import Decimal

import pytest

from thads.core import charts


def test_a_quantity_lies_at_its_share_of_the_way():
    rising = charts.Scale(100, 196, 12)
    assert [rising(0), rising(50), rising(Decimal("100"))] == [196, 104, 12]


def test_an_empty_scale_puts_everything_at_its_start():
    assert charts.Scale(0, 108, 408)(5) == 108


def test_bands_share_the_room_with_a_gap_of_a_fifth():
    bands = charts.Bands(4, 0, 100)
    assert [bands.at(n) for n in range(4)] == [2.5, 27.5, 52.5, 77.5]
    assert bands.width == 20


def test_a_line_ends_at_the_last_month_with_a_base():
    assert charts.last([Decimal("9.31"), Decimal("20.80"), None]) == (1, Decimal("20.80"))
    assert charts.last([None]) is None


@pytest.mark.parametrize(("value", "said"), [(Decimal("46.93"), "46,93"), (83.69, "83,69")])
def test_a_rate_is_said_with_two_decimals_and_a_comma(value, said):
    assert charts.words(value) == said
