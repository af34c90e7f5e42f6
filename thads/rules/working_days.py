"""Counting days as the Civil Code does (BLDS 91/2015 Đ.147–148), over Vietnam's holidays.

Years whose holidays and swapped days were announced stand in a table; for the others the lunar
calendar of the `holidays` library is a forecast, and `is_confirmed` says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from math import ceil

from holidays import country_holidays

from thads.core.days import add_months, add_years

SATURDAY = 5
HOURS_OF_DAY = 24


class TimeUnit(StrEnum):
    """What a deadline counts in."""

    AT_ONCE = "at_once"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class ConfirmedYear:
    """The announced calendar of one year: weekdays off, and Saturdays worked in exchange."""

    announced: str
    off: frozenset[date]
    worked: frozenset[date] = frozenset()


def _days(year: int, *spans: str) -> frozenset[date]:
    """Days from texts such as "1/1" or "8/2-14/2" of one year."""
    found: set[date] = set()
    for span in spans:
        first, _, last = span.partition("-")
        day, end = (_day(year, text) for text in (first, last or first))
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return frozenset(found)


def _day(year: int, text: str) -> date:
    day, month = text.split("/")
    return date(year, int(month), int(day))


CONFIRMED = {
    2023: ConfirmedYear(
        "Thông báo 5034/TB-LĐTBXH ngày 22/12/2022",
        _days(2023, "1/1-2/1", "20/1-26/1", "29/4-3/5", "1/9-4/9"),
    ),
    2024: ConfirmedYear(
        "Thông báo 5015/TB-LĐTBXH ngày 22/11/2023; hoán đổi ngày 29/4 và 4/5/2024",
        _days(2024, "1/1", "8/2-14/2", "18/4", "29/4-1/5", "2/9-3/9"),
        _days(2024, "4/5"),
    ),
    2025: ConfirmedYear(
        "Thông báo 6150/TB-BLĐTBXH ngày 3/12/2024; hoán đổi ngày 2/5 và 26/4/2025",
        _days(2025, "1/1", "25/1-2/2", "7/4", "30/4-2/5", "1/9-2/9"),
        _days(2025, "26/4"),
    ),
    2026: ConfirmedYear(
        "Thông báo 9441/TB-BNV năm 2025; hoán đổi ngày 2/1 và 10/1, 31/8 và 22/8/2026; "
        "ngày Văn hóa Việt Nam 24/11 nghỉ từ năm 2026",
        _days(2026, "1/1-2/1", "14/2-22/2", "26/4-27/4", "30/4-1/5", "31/8-2/9", "24/11"),
        _days(2026, "10/1", "22/8"),
    ),
}


def is_confirmed(day: date) -> bool:
    """Whether the holidays of that year were announced; otherwise they are a forecast."""
    return day.year in CONFIRMED


def is_working_day(day: date) -> bool:
    """Neither weekend nor holiday, swapped days included."""
    known = CONFIRMED.get(day.year)
    if known and day in known.worked:
        return True
    if day.weekday() >= SATURDAY:
        return False
    return day not in (known.off if known else _forecast(day.year))


def next_working_day(day: date) -> date:
    """`day` itself if people work on it, else the first working day after it (BLDS Đ.148 k.5)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; the first day is not counted (BLDS Đ.147 k.2)."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_before(day: date, count: int) -> date:
    """The `count`-th working day before `day`, which is not counted itself."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def last_day(start: date, length: int, unit: TimeUnit) -> date:
    """Last day of a period that begins with an event on `start` (BLDS Đ.147–148).

    Hours run on over rest days (Đ.147 k.1): where only the day of the event is known, they end at
    the latest on the day so many whole days later.
    """
    if unit is TimeUnit.AT_ONCE:
        return start
    if unit is TimeUnit.HOURS:
        return start + timedelta(days=ceil(length / HOURS_OF_DAY))
    if unit is TimeUnit.WORKING_DAYS:
        return add_working_days(start, length)
    return next_working_day(calendar_end(start, length, unit))


def calendar_end(start: date, length: int, unit: TimeUnit) -> date:
    """The last of so many calendar days, months or years, before rest days move it."""
    if unit is TimeUnit.DAYS:
        return start + timedelta(days=length)
    if unit is TimeUnit.MONTHS:
        return add_months(start, length)
    if unit is TimeUnit.YEARS:
        return add_years(start, length)
    raise ValueError(f"{unit} is not counted by the calendar alone")


def last_day_before(event: date, length: int, unit: TimeUnit) -> date:
    """The latest day that leaves at least so much time before the event of `event`."""
    if unit is TimeUnit.WORKING_DAYS:
        return working_days_before(event, length)
    if unit is TimeUnit.HOURS:
        return event - timedelta(days=ceil(length / HOURS_OF_DAY))
    if unit is TimeUnit.DAYS:
        return event - timedelta(days=length)
    raise ValueError(f"no rule counts back in {unit}")


@cache
def _forecast(year: int) -> frozenset[date]:
    return frozenset(country_holidays("VN", years=year))
