"""Whole đồng, percent, and the days of the statistics year."""

from datetime import date
from decimal import Decimal

import pytest

from thads.core.days import (
    add_months,
    add_years,
    day_in_words,
    month_number,
    period_end,
    statistics_year,
    year_start,
)
from thads.core.money import format_dong, parse_dong, percent


@pytest.mark.parametrize(
    ("typed", "dong"),
    [("1234567", 1234567), ("1.234.567", 1234567), ("350tr", 350_000_000),
     ("1,2 tỷ", 1_200_000_000), ("1.234,5 triệu", 1_234_500_000), ("0", 0), ("12 000 đ", 12000)],
)  # fmt: skip
def test_amounts_as_people_type_them(typed: str, dong: int) -> None:
    assert parse_dong(typed) == dong


@pytest.mark.parametrize("typed", ["", "1.23", "1,5", "12a", "-5", "1..000", "tỷ"])
def test_an_amount_that_is_not_whole_dong_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"đồng|amount|thousands"):
        parse_dong(typed)


def test_amounts_are_shown_with_dots() -> None:
    assert format_dong(593012345678) == "593.012.345.678"


def test_a_rate_has_two_decimals_half_up_and_needs_a_base() -> None:
    assert percent(3569, 3918) == Decimal("91.09")
    assert percent(1, 800) == Decimal("0.13")  # 0,125 goes up
    assert percent(5, 0) is None


@pytest.mark.parametrize(
    ("day", "year", "month"),
    [(date(2023, 9, 30), 2023, 12), (date(2023, 10, 1), 2024, 1), (date(2024, 1, 15), 2024, 4)],
)
def test_the_statistics_year_begins_in_october(day: date, year: int, month: int) -> None:
    assert (statistics_year(day), month_number(day)) == (year, month)


def test_periods_are_cumulative_from_the_first_of_october() -> None:
    assert year_start(2024) == date(2023, 10, 1)
    assert [period_end(2024, m) for m in (1, 5, 12)] == [
        date(2023, 10, 31), date(2024, 2, 29), date(2024, 9, 30),
    ]  # fmt: skip


def test_months_and_years_end_on_the_corresponding_day_or_the_month_s_last() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_a_day_in_words_has_zeros_where_a_digit_could_be_put_before() -> None:
    assert day_in_words(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert day_in_words(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
