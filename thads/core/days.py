"""Days of the office: Vietnamese calendar days, statistics years, months."""

from calendar import monthrange
from datetime import date, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def add_years(day: date, years: int) -> date:
    """The corresponding day `years` later, or its month's last day (BLDS Đ.148)."""
    return add_months(day, 12 * years)


def last_day_older_than(day: date, years: int) -> date:
    """The last day with more than so many years over on `day`: whose corresponding day lies before
    it (statistics.md, "Older than one year"; 29/2 corresponds to 28/2)."""
    return max(
        add_years(day - timedelta(days=1), -years), add_years(day, -years) - timedelta(days=1)
    )


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later, or its month's last day (BLDS Đ.148)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def same_period_before(day: date) -> date:
    """The day of last year to compare with: a month's end with that month's end, 28/2 with 29/2."""
    before = add_years(day, -1)
    return month_end(before) if day == month_end(day) else before


def month_end(day: date) -> date:
    """The last day of the month that holds `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def day_in_words(day: date) -> str:
    """ngày 05 tháng 01 năm 2026: zeros before days below 10, January, February (NĐ 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def statistics_year(day: date) -> int:
    """The statistics year that holds `day`: 1 October of Y−1 to 30 September of Y (TT05 Đ.5)."""
    return day.year + 1 if day.month >= 10 else day.year


def year_start(year: int) -> date:
    """First day of statistics year `year`."""
    return date(year - 1, 10, 1)


def month_number(day: date) -> int:
    """The month within the statistics year: October is 1, September is 12."""
    return (day.month - 10) % 12 + 1


def period_end(year: int, month: int) -> date:
    """Last day of the `month`-th month of statistics year `year`."""
    return add_months(year_start(year), month) - timedelta(days=1)
