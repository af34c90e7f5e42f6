"""How far a month lies from the months before: by median and MAD, never nearer than a floor (R9).

Whole numbers throughout: cases, or đồng.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from thads.rules.figure_checks.kinds import Jump

MONTHS = 12
_TO_SIGMA = Decimal("1.4826")  # MAD × this estimates the standard deviation of a normal spread


@dataclass(frozen=True)
class Usual:
    """What the months before let expect: their median, and the farthest that is no jump."""

    median: int
    limit: int

    def is_left_by(self, value: int) -> bool:
        """Whether a month lies farther away than the limit."""
        return abs(value - self.median) > self.limit


def usual(check: Jump, before: Sequence[int]) -> Usual | None:
    """What the last months let expect, oldest first; None while there are too few."""
    months = before[-MONTHS:]
    if len(months) < check.months:
        return None
    middle = _middle(months)
    spread = _middle([abs(value - middle) for value in months])
    limits = (
        check.spreads * _TO_SIGMA * spread,
        check.share * abs(middle),
        check.roots * Decimal(abs(middle)).sqrt(),
        Decimal(check.floor),
    )
    return Usual(middle, int(max(limits)))


def jumps(check: Jump, before: Sequence[int], value: int) -> Usual | None:
    """What was usual, when this month is not; the same month of last year may make it usual."""
    expected = usual(check, before)
    if expected is None or not expected.is_left_by(value):
        return None
    if len(before) >= MONTHS:
        last_year = before[-MONTHS]
        beside = Usual(last_year, max(expected.limit, int(check.share * abs(last_year))))
        if not beside.is_left_by(value):
            return None
    return expected


def _middle(values: Sequence[int]) -> int:
    return int(median(values))
