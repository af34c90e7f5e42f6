"""Numbers in Vietnamese, as findings print them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from thads.core.money import format_dong
from thads.reportcheck.quantities import Kind, Quantity
from thads.reportcheck.ranges import Range

BILLION, MILLION = 10**9, 10**6
FEW = 3


def decimal(value: Fraction, places: int) -> str:
    """1.234,50"""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    return text.translate(str.maketrans(",.", ".,"))


def percent(value: Fraction) -> str:
    """91,09%"""
    return decimal(value, 2) + "%"


def points(value: Fraction) -> str:
    """7,40 điểm %"""
    return decimal(abs(value), 2) + " điểm %"


def percents(value: Range) -> str:
    """91,09%, or 98,96–99,06% when rounding leaves room."""
    low, high = decimal(value.low, 2), decimal(value.high, 2)
    return f"{low}%" if low == high else f"{low}–{high}%"


def amount(value: Fraction, like: Quantity) -> str:
    """A computed amount in the unit of another: 2.831 việc, 220,71 tỷ đồng."""
    if like.kind is Kind.COUNT:
        return f"{format_dong(round(value))} {like.noun}".rstrip()
    if abs(value) >= BILLION:
        return decimal(value / BILLION, 2) + " tỷ đồng"
    if abs(value) >= MILLION:
        return decimal(value / MILLION, 2) + " triệu đồng"
    return format_dong(round(value)) + " đồng"


def whole_numbers(value: Range) -> Sequence[int]:
    """The first whole numbers in a range, one more than a few when there are more."""
    low = -((-value.low.numerator) // value.low.denominator)
    high = value.high.numerator // value.high.denominator
    return range(low, min(high, low + FEW) + 1)


def amounts(value: Range, like: Quantity) -> str:
    """What an unknown amount must be; "" when no whole number fits."""
    if like.kind is Kind.MONEY:
        return f"≈ {amount(value.said, like)}"
    found = whole_numbers(value)
    if not found:
        return ""
    if len(found) == 1:
        return f"{format_dong(found[0])} {like.noun} (số nguyên duy nhất)".replace("  ", " ")
    low, high = found[0], value.high.numerator // value.high.denominator
    return f"{format_dong(low)}–{format_dong(high)} {like.noun}".rstrip()
