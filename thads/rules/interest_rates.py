"""What late payment costs by law, day by day (BLDS 91/2015 Đ.357 k.2, Đ.468; reference 3.7).

The Standing Committee of the National Assembly may change the cap; a day for which no rate stands
here is an error. Before 2017 the base rate of the State Bank counted, whose later figures we do not
have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from thads.core.errors import RuleBroken
from thads.rules.dated import Dated, in_force

DAYS_OF_YEAR = 365  # no text of enforcement law says: each day is 1/365 of the rate of a year
WHOLE = 1_000_000  # rates are counted in millionths a year
DAY = timedelta(days=1)
WHAT = "lãi suất chậm thi hành án"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRate(Dated):
    """The rate where none was agreed, and the highest that parties may agree on; millionths a
    year."""

    rate: int
    cap: int


RATES = (
    LateRate(
        rate=100_000, cap=200_000, valid_from=date(2017, 1, 1),
        source="BLDS Đ.357 k.2; BLDS Đ.468",
    ),
)  # fmt: skip


def late_rate(day: date) -> LateRate:
    """The law's rate on that day; MissingRule when none is known."""
    return in_force(RATES, day, WHAT)


def late_rates(first: date, until: date) -> Iterator[tuple[date, LateRate]]:
    """The rates from `first` to the day before `until`, each with its first day there."""
    day = first
    while day < until:
        rate = late_rate(day)
        yield day, rate
        if rate.valid_to is None:
            return
        day = rate.valid_to + DAY


def check_agreed(rate: int, day: date) -> None:
    """An agreed rate above the cap holds only as another law lets it (BLDS Đ.468 k.1)."""
    cap = late_rate(day).cap
    if rate > cap:
        raise RuleBroken(
            "interest.above_cap",
            f"Lãi suất thỏa thuận {in_percent(rate)}%/năm vượt mức {in_percent(cap)}%/năm của Điều "
            "468 Bộ luật Dân sự 2015. Chưa ghi gì; nhập lãi suất thấp hơn, hoặc ghi rõ luật khác "
            "cho phép (ví dụ hợp đồng tín dụng).",
            field="rate",
        )


def in_percent(rate: int) -> str:
    """10; 13,75"""
    whole, rest = divmod(rate, 10_000)
    return f"{whole},{rest:04d}".rstrip("0").rstrip(",")
