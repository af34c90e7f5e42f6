"""What checking one claim of a text gave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from thads.reportcheck.ranges import Range
from thads.reportcheck.reading import Figure

TOLERANCE = Fraction(2, 100)  # of a rate with two decimals, after rounding


class Verdict(Enum):
    """How a claim and the numbers behind it agree; the order is that of alarm."""

    FAILS = "không khớp"
    UNKNOWN = "không đủ số để kiểm tra"
    ROUNDS = "khớp trong phạm vi làm tròn"
    TIES = "khớp"


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim checked: what it says, the numbers read, what they give, what is proposed.

    `advice` is about words: a difference of rates in `điểm %`, a base that is not the usual one.
    """

    start: int
    end: int
    says: str
    verdict: Verdict
    read: str
    computed: str = ""
    proposal: str = ""
    advice: str = ""
    uses: tuple[Figure, ...] = ()


def of(
    figure: Figure, says: str, verdict: Verdict, read: str, computed: str = "", proposal: str = "",
    **more: Any,
) -> Finding:  # fmt: skip
    """A finding about one figure."""
    place = figure.quantity.start, figure.quantity.end
    return Finding(*place, says, verdict, read, computed, proposal, **more)


def fit(printed: Range, decimals: int, computed: Range) -> Verdict:
    """Whether a printed percentage follows from what was computed: TIES, ROUNDS or FAILS."""
    step = Fraction(1, 10**decimals)
    if printed.low <= computed.said < printed.high:
        return Verdict.TIES
    if printed.meets(computed):
        return Verdict.ROUNDS
    is_cut_off = computed.low < printed.said + step and computed.high >= printed.said
    if decimals == 1 and is_cut_off:
        return Verdict.ROUNDS
    near = decimals >= 2 and _rounded(computed, decimals).gap(_at(printed.said)) <= TOLERANCE
    return Verdict.ROUNDS if near else Verdict.FAILS


def fit_amounts(stated: Range, computed: Range) -> Verdict:
    """Whether an amount follows from others: sums and differences."""
    if stated.said == computed.said and stated.meets(computed):
        return Verdict.TIES
    return Verdict.ROUNDS if stated.meets(computed) else Verdict.FAILS


def _rounded(computed: Range, decimals: int) -> Range:
    scale = 10**decimals

    def nearest(value: Fraction) -> Fraction:
        return Fraction((2 * value * scale + 1) // 2, scale)

    return Range(nearest(computed.said), nearest(computed.low), nearest(computed.high))


def _at(value: Fraction) -> Range:
    return Range(value, value, value)
