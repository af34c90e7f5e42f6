"""Accounting periods: calendar months and quarters, years from 1 October to 30 September."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.core.days import add_months, month_end, period_end, statistics_year, year_start


class PeriodKind(Coded):
    """How long a period is (TT78/2020 Đ.4)."""

    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    YEAR = "year", "Năm kế toán"


@dataclass(frozen=True, slots=True)
class Period:
    """A period by its first and last day."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def name(self) -> str:
        """tháng 9/2024, quý 3/2024, năm kế toán 2024"""
        if self.kind is PeriodKind.MONTH:
            return f"tháng {self.last.month}/{self.last.year}"
        if self.kind is PeriodKind.QUARTER:
            return f"quý {self.last.month // 3}/{self.last.year}"
        return f"năm kế toán {self.last.year}"


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period that holds `day`."""
    if kind is PeriodKind.MONTH:
        return Period(kind, day.replace(day=1), month_end(day))
    if kind is PeriodKind.QUARTER:
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return Period(kind, first, month_end(add_months(first, 2)))
    year = statistics_year(day)
    return Period(kind, year_start(year), period_end(year, 12))


def last_ended(kind: PeriodKind, today: date) -> Period:
    """The newest period that is over; its last day may be today."""
    running = period_of(kind, today)
    if running.last == today:
        return running
    return period_of(kind, date.fromordinal(running.first.toordinal() - 1))
