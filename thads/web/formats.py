"""How days, money and rates look on screen: filters of the templates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup

from thads.core.days import VIETNAM
from thads.core.money import format_dong

if TYPE_CHECKING:
    from flask import Flask

NOTHING = "–"


def day(value: date | datetime | None) -> str:
    """30/09/2024"""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM)
    return f"{value.day:02}/{value.month:02}/{value.year}" if value else NOTHING


def moment(value: datetime | None) -> str:
    """30/09/2024 14:05, Vietnamese time."""
    return f"{value.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if value else NOTHING


def dong(value: int | None) -> str:
    """1.234.567"""
    return NOTHING if value is None else format_dong(value)


number = dong


def short_unit(name: str) -> str:
    """A district's branch by its place alone: in a list of the province all are branches."""
    return name.removeprefix("Chi cục THADS ")


def decimal_text(value: Decimal, places: int) -> str:
    """A decimal with comma and thousands dots: 1.234,50"""
    text = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    return text.translate(str.maketrans(",.", ".,"))


def percent(value: Decimal | None) -> str:
    """91,09%"""
    return NOTHING if value is None else decimal_text(value, 2) + "%"


class _Rate(Protocol):
    """A rate as it is printed: with both its numbers (`thads.statistics.ratio.Ratio`)."""

    @property
    def numerator(self) -> int: ...

    @property
    def denominator(self) -> int: ...

    @property
    def percent(self) -> Decimal | None: ...


def rate(value: _Rate, is_money: bool = False) -> str:
    """85,15% (2.627/3.085), of money 81,72% (484,6/593,0 tỷ)."""
    if is_money:
        both = f"{billions(value.numerator, False)}/{billions(value.denominator)}"
    else:
        both = f"{number(value.numerator)}/{number(value.denominator)}"
    return f"{percent(value.percent)} ({both})"


def points(value: Decimal | None) -> str:
    """▲ 7,40 điểm %; the sign says the direction without colour."""
    if value is None:
        return NOTHING
    sign = "▲ " if value > 0 else "▼ " if value < 0 else ""
    return f"{sign}{decimal_text(abs(value), 2)} điểm %"


def two_decimals(value: Decimal | float) -> str:
    """83,69 on the axis of a chart."""
    return decimal_text(Decimal(str(value)), 2)


def bar_of(part: int, whole: int) -> Markup | str:
    """How much of a sum has been collected, as a rate in whole percent and a bar."""
    if not whole:
        return NOTHING
    whole_percent = 100 * part // whole
    told = f"Đã thu {format_dong(part)} trên {format_dong(whole)} đ"
    return Markup(
        f'<span title="{told}">{whole_percent}%</span><progress class="bar" value="{part}"'
        f' max="{whole}" aria-label="{told}"></progress>'
    )


def billions(value: int | None, with_unit: bool = True) -> str:
    """593,1 tỷ"""
    if value is None:
        return NOTHING
    return decimal_text(Decimal(value) / 10**9, 1) + (" tỷ" if with_unit else "")


def file_size(value: int) -> str:
    """1,2 MB or 350 KB"""
    if value >= 1024 * 1024:
        return decimal_text(Decimal(value) / (1024 * 1024), 1) + " MB"
    return format_dong(-(-value // 1024)) + " KB"


def init(app: Flask) -> None:
    """Give the templates their filters."""
    plain = (day, moment, dong, percent, rate, points, two_decimals, billions, bar_of, short_unit)
    for show in (*plain, file_size):
        app.jinja_env.filters[show.__name__] = show
    app.jinja_env.filters["number"] = number
