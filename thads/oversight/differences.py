"""Two published periods side by side: quantities with their change, rates in points."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thads.oversight.figures import rates
from thads.statistics.figures import points_between
from thads.statistics.ratio import Ratio

CASES = (
    ("Tổng số thụ lý", "caseload_total"), ("Thụ lý mới", "newly_docketed"),
    ("Tổng số phải thi hành", "to_enforce_total"), ("Có điều kiện thi hành", "enforceable_total"),
    ("Giải quyết xong", "resolved_total"), ("Chưa có điều kiện", "not_yet_enforceable"),
    ("Chuyển kỳ sau", "carried_forward"),
)  # fmt: skip
MONEY = (
    ("Tổng số phải thi hành", "to_enforce"), ("Có điều kiện thi hành", "enforceable"),
    ("Giải quyết xong", "resolved"), ("Chưa có điều kiện", "not_yet_enforceable"),
    ("Chuyển kỳ sau", "carried_forward"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One quantity in both periods."""

    name: str
    one: int
    other: int

    @property
    def by(self) -> int:
        """How much the second lies above the first."""
        return self.other - self.one


@dataclass(frozen=True, slots=True)
class RateChange:
    """One rate of one line in both periods, with the points between them."""

    name: str
    one: Ratio
    other: Ratio

    @property
    def points(self) -> Decimal | None:
        """Points by which the second lies above the first."""
        return points_between(self.other, self.one)


@dataclass(frozen=True, slots=True)
class Differences:
    """`same_regime`: both were counted by the same rules; else the bases may differ."""

    cases: list[Change]
    money: list[Change]
    case_rates: list[RateChange]
    money_rates: list[RateChange]
    same_regime: bool


def differences(one: dict[str, Any], other: dict[str, Any]) -> Differences:
    """From the figures as they were published; units that both papers name are set together."""
    pairs = [("Toàn tỉnh", one["total"], other["total"])]
    named = {line["code"]: line for line in other["units"]}
    pairs += [
        (line["name"], line, named[line["code"]]) for line in one["units"] if line["code"] in named
    ]
    both = [(name, rates(first), rates(second)) for name, first, second in pairs]
    return Differences(
        cases=_changes(CASES, one["total"]["cases"], other["total"]["cases"]),
        money=_changes(MONEY, one["total"]["money"], other["total"]["money"]),
        case_rates=[RateChange(name, first[0], second[0]) for name, first, second in both],
        money_rates=[RateChange(name, first[1], second[1]) for name, first, second in both],
        same_regime=one["regime"] == other["regime"],
    )


def _changes(
    names: tuple[tuple[str, str], ...], one: dict[str, int], other: dict[str, int]
) -> list[Change]:
    return [Change(name, one[column], other[column]) for name, column in names]
