"""How numbers and days are said on paper. No clock, no chance: the same figures, the same words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from thads.core.days import day_in_words
from thads.core.money import format_dong, percent

DASH = "–"
BILLION = 10**9
Rate = Callable[[Mapping[str, Any]], Decimal | None]


def number(value: int) -> str:
    """1.234"""
    return format_dong(value)


def day(text: str) -> str:
    """30/09/2024 from the stored day."""
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def stored_day_in_words(text: str) -> str:
    """ngày 30 tháng 9 năm 2024 from the stored day."""
    return day_in_words(date.fromisoformat(text))


def two_decimals(value: Decimal | float | str | None) -> str:
    """91,09"""
    if value is None:
        return DASH
    rounded = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded}".replace(".", ",")


def percent_sign(value: Decimal | str | None) -> str:
    """91,09%, or a dash where there is no base."""
    return DASH if value is None else f"{two_decimals(value)}%"


def billions(value: int) -> str:
    """484,66 (tỷ đồng)"""
    rounded = (Decimal(value) / BILLION).quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole, _, rest = f"{rounded}".partition(".")
    return f"{format_dong(int(whole))},{rest}" if not whole.startswith("-") else f"{whole},{rest}"


def case_rate(line: Mapping[str, Any]) -> Decimal | None:
    """Resolved of enforceable, cases, in percent."""
    return percent(line["cases"]["resolved_total"], line["cases"]["enforceable_total"])


def money_rate(line: Mapping[str, Any]) -> Decimal | None:
    """Resolved of enforceable, money, in percent."""
    return percent(line["money"]["resolved"], line["money"]["enforceable"])


def rates(pairs: Sequence[Sequence[int]]) -> list[Decimal | None]:
    """Percentages of (numerator, denominator) pairs."""
    return [percent(numerator, denominator) for numerator, denominator in pairs]


def ranks(lines: Sequence[Mapping[str, Any]], rate_of: Rate) -> list[int | str]:
    """Places by a rate, highest first; equal rates share a place, no base has none."""
    found = [rate_of(line) for line in lines]
    known = [rate for rate in found if rate is not None]
    return [DASH if rate is None else 1 + sum(other > rate for other in known) for rate in found]


def below_target(units: Sequence[Mapping[str, Any]]) -> list[str]:
    """Who has not reached its own target, by how much and in what (cases, money)."""
    said = []
    for unit in units:
        target = unit["target"] or {}
        short = [
            f"{words} thiếu {two_decimals(Decimal(target[part]) - rate)} điểm %"
            for part, words, rate in (
                ("cases", "việc", case_rate(unit)), ("money", "tiền", money_rate(unit)),
            )
            if part in target and rate is not None and rate < Decimal(target[part])
        ]  # fmt: skip
        if short:
            said.append(f"{unit['name']} ({', '.join(short)})")
    return said


def points(rate: Decimal | None, other: Decimal | str | None) -> str:
    """+7,40 or −1,10: the difference of two rates in percentage points ("điểm %")."""
    if rate is None or other is None:
        return DASH
    difference = rate - Decimal(str(other))
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return sign + two_decimals(abs(difference))


def compared(rate: Decimal | None, other: Decimal | str | None, with_what: str) -> str:
    """cao hơn 7,40 điểm % so với chỉ tiêu: in words, so that the sign is not all there is."""
    if rate is None or other is None:
        return f"chưa so được với {with_what}"
    difference = rate - Decimal(str(other))
    if difference == 0:
        return f"bằng {with_what}"
    way = "cao hơn" if difference > 0 else "thấp hơn"
    return f"{way} {two_decimals(abs(difference))} điểm % so với {with_what}"


def change(now: int, before: int) -> str:
    """+12,36% between two amounts; a dash when there was nothing before."""
    grown = percent(now - before, before)
    if grown is None:
        return DASH
    return f"{'+' if grown > 0 else '−' if grown < 0 else ''}{two_decimals(abs(grown))}%"


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number, "dong": format_dong, "day": day, "day_in_words": stored_day_in_words,
    "two_decimals": two_decimals, "percent": percent_sign, "billions": billions,
}  # fmt: skip
GLOBALS: dict[str, Callable[..., Any]] = {
    "case_rate": case_rate, "money_rate": money_rate, "rates": rates, "points": points,
    "compared": compared, "change": change, "ranks": ranks,
    "below_target": below_target, "number": number, "billions": billions,
}  # fmt: skip
