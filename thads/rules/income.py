"""What must be left of an income from which money is taken (L08 Đ.78 k.3; NĐ152 Đ.51 k.1)."""

from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.deadlines.lines import FIRST_LAW


class WageRegion(Coded):
    """A region of the minimum wage."""

    FIRST = "first", "Vùng I"
    SECOND = "second", "Vùng II"
    THIRD = "third", "Vùng III"
    FOURTH = "fourth", "Vùng IV"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeRule(Dated):
    """`most_percent`: the most that is taken of a wage, a pension, an allowance; `keeps_wages`:
    a minimum wage stays with the debtor and another with each whom he keeps."""

    most_percent: int | None = None
    keeps_wages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumWages(Dated):
    """The monthly minimum wage of each region, in đồng."""

    amounts: dict[WageRegion, int]


RULES = (
    IncomeRule(most_percent=30, source="L08 Đ.78 k.3",
               valid_from=FIRST_LAW, valid_to=OLD_LAW_ENDS),
    IncomeRule(keeps_wages=True, source="NĐ152 Đ.51 k.1", valid_from=NEW_LAW),
)  # fmt: skip
MINIMUM_WAGES = (
    MinimumWages(
        amounts=dict(zip(WageRegion, (5_310_000, 4_730_000, 4_140_000, 3_700_000), strict=True)),
        source="Nghị định 293/2025/NĐ-CP", valid_from=date(2026, 1, 1),
    ),
)  # fmt: skip


def rule(day: date) -> IncomeRule:
    """The rule of `day`; MissingRule where none is known."""
    return in_force(RULES, day, "trừ vào thu nhập")


def kept(region: WageRegion, dependants: int, day: date) -> int:
    """Đồng a month that stay with a debtor of this region and those whom he keeps."""
    wages = in_force(MINIMUM_WAGES, day, "mức lương tối thiểu vùng")
    return wages.amounts[region] * (1 + dependants)
