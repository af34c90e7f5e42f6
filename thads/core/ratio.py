"""A rate is two named quantities; the difference of two rates is in percentage points."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from thads.core.money import percent


class DifferentBases(ValueError):
    """Two rates over different bases cannot be compared."""


@dataclass(frozen=True)
class Ratio:
    """A rate with its numerator and denominator, both named (statistics.md, "Rates")."""

    numerator: int
    denominator: int
    numerator_name: str
    denominator_name: str

    @property
    def percent(self) -> Decimal | None:
        """Two decimals, half up; None without a base: shown as "–"."""
        return percent(self.numerator, self.denominator)


def points_between(rate: Ratio, other: Ratio | Decimal) -> Decimal | None:
    """Percentage points ("điểm %") by which `rate` lies above a rate of the same base or a target.

    The printed percentages are compared, so that the paper's own figures give the same difference.
    Errors: DifferentBases when the two rates do not rest on the same kind of base.
    """
    if isinstance(other, Ratio):
        if other.denominator_name != rate.denominator_name:
            raise DifferentBases(f"{rate.denominator_name} / {other.denominator_name}")
        compared = other.percent
    else:
        compared = other
    if rate.percent is None or compared is None:
        return None
    return (rate.percent - compared).quantize(Decimal("0.01"), ROUND_HALF_UP)


def change_percent(amount: int, before: int) -> Decimal | None:
    """By how many percent an amount grew; None when there was nothing before."""
    return percent(amount - before, before)
