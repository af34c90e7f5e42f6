"""Duties that fall due month by month: one decision for each enforcement year (NĐ152 Đ.11 k.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.core.days import add_months, year_start
from thads.rules.dated import NEW_LAW, Dated, in_force

PERIODIC_ITEMS = frozenset({"maintenance", "damages", "wages"})  # values of ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyDecision(Dated):
    """One decision covers what is due, or will be due, in the enforcement year of its day."""

    text: str


YEARLY = (
    YearlyDecision(
        text="Ra một quyết định cho những nghĩa vụ đã đến hạn hoặc sẽ đến hạn trong năm thi hành "
        "án (01/10–30/9)",
        valid_from=NEW_LAW,
        source="NĐ152 Đ.11 k.2",
    ),
)


def yearly_decision(day: date) -> YearlyDecision:
    """The rule of the law of `day`; MissingRule where it has none."""
    return in_force(YEARLY, day, "quyết định thi hành nghĩa vụ định kỳ theo từng năm")


def months_due(first: date, last: date | None, year: int) -> Sequence[date]:
    """First days of the months of an enforcement year that lie from `first` to `last`."""
    months = [add_months(year_start(year), n) for n in range(12)]
    begin = first.replace(day=1)
    return [month for month in months if begin <= month and (last is None or month <= last)]
