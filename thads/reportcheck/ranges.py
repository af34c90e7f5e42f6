"""What a printed number may stand for: an exact value, or what rounding and words allow."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Range:
    """`said` as it is printed; the true value lies from `low` to `high`."""

    said: Fraction
    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        """Nothing was rounded away."""
        return self.low == self.high

    def meets(self, other: Range) -> bool:
        """Whether some value may be both."""
        return self.low <= other.high and other.low <= self.high

    def gap(self, other: Range) -> Fraction:
        """How far apart the nearest values of both are; 0 when they meet."""
        return max(Fraction(0), self.low - other.high, other.low - self.high)

    def __add__(self, other: Range) -> Range:
        return Range(self.said + other.said, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        return Range(self.said - other.said, self.low - other.high, self.high - other.low)

    def share_of(self, whole: Range) -> Range | None:
        """Percent of the whole; None when the whole may be nothing or either is negative."""
        if whole.low <= 0 or whole.said <= 0 or self.low < 0:
            return None
        return Range(
            100 * self.said / whole.said, 100 * self.low / whole.high, 100 * self.high / whole.low
        )


def exact(value: Fraction | int) -> Range:
    """A whole number that nobody rounded."""
    return Range(Fraction(value), Fraction(value), Fraction(value))


def rounded(value: Fraction, step: Fraction) -> Range:
    """To the nearest `step`: half of it either way."""
    return Range(value, value - step / 2, value + step / 2)


def over(value: Fraction, step: Fraction) -> Range:
    """`hơn`, `trên`: the digits after it were left out."""
    return Range(value, value, value + step)


def under(value: Fraction, step: Fraction) -> Range:
    """`gần`: less than a step is missing."""
    return Range(value, value - step, value)


def about(value: Fraction, step: Fraction) -> Range:
    """`khoảng`: a step either way."""
    return Range(value, value - step, value + step)


HUNDRED = exact(100)
