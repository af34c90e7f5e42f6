"""How much of a year's target is due by the end of each month: dated data with its source."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from thads.core.days import month_number
from thads.rules.dated import Dated, in_force

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetShare(Dated):
    """Shares of the yearly target by the end of months 1 to 12 of the statistics year."""

    title: str
    by_month: tuple[Fraction, ...]


SHARES = (
    TargetShare(  # no circular says how; this is what was printed
        title="Chia đều theo tháng: chỉ tiêu năm × số tháng / 12",
        by_month=tuple(Fraction(n, MONTHS) for n in range(1, MONTHS + 1)),
        valid_from=date(2009, 10, 1),
        source="Không có quy định chung; TP. Hồ Chí Minh công bố 36,5% cho 06 tháng năm 2019",
    ),
)


def on(day: date) -> TargetShare:
    """The way in force for a period ending on `day`; MissingRule when there is none."""
    return in_force(SHARES, day, "cách chia chỉ tiêu năm theo tháng")


def due_by(yearly: Decimal, period_end: date) -> Decimal:
    """The part of a year's target that is due at a period's end, in percent, two decimals."""
    share = on(period_end).by_month[month_number(period_end) - 1]
    part = yearly * share.numerator / share.denominator
    return part.quantize(Decimal("0.01"), ROUND_HALF_UP)
