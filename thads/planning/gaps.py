"""How far a rate is from its target: in points, and in what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from thads.rules import target_share
from thads.statistics.ratio import Ratio, points_between


def missing(ratio: Ratio, target: Decimal) -> int:
    """How much more must be resolved so that the rate reaches the target on the same base."""
    wanted = ceil(Fraction(target) * ratio.denominator / 100)
    return max(0, wanted - ratio.numerator)


@dataclass(frozen=True)
class Gap:
    """A rate beside the year's target and beside the part of it that is due by now."""

    ratio: Ratio
    target: Decimal | None
    due: Decimal | None

    @property
    def above_target(self) -> Decimal | None:
        """Points above (below: negative) the year's target."""
        return None if self.target is None else points_between(self.ratio, self.target)

    @property
    def above_due(self) -> Decimal | None:
        """Points above what is due by the period's end."""
        return None if self.due is None else points_between(self.ratio, self.due)

    @property
    def missing(self) -> int | None:
        """Cases or đồng missing to the year's target; None without a target."""
        return None if self.target is None else missing(self.ratio, self.target)


@dataclass(frozen=True)
class Standing:
    """Somebody with a target: the two rates and their gaps; those below in the tree."""

    name: str
    address: dict[str, str]
    cases: Gap
    money: Gap
    source: str | None
    below: Sequence["Standing"] = ()


def gap(ratio: Ratio, target: Decimal | None, period_end: date) -> Gap:
    """A rate of a period beside its target of the year."""
    due = None if target is None else target_share.due_by(target, period_end)
    return Gap(ratio, target, due)
