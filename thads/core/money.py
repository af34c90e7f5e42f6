"""Whole đồng as `int`: reading what people type, and showing it."""

import re
from decimal import ROUND_HALF_UP, Decimal

_SCALES = {
    "tỷ": 10**9,
    "ty": 10**9,
    "tỉ": 10**9,
    "tr": 10**6,
    "triệu": 10**6,
    "trieu": 10**6,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "k": 10**3,
    "đ": 1,
    "đồng": 1,
    "": 1,
}
_AMOUNT = re.compile(r"^([\d.,\s]+?)\s*([a-zà-ỹđ]*)$", re.IGNORECASE)


def parse_dong(text: str) -> int:
    """Đồng from 1234567, 1.234.567, "1,2 tỷ" or "350tr"; ValueError when not whole đồng."""
    match = _AMOUNT.match(text.strip().casefold())
    if not match or match[2] not in _SCALES:
        raise ValueError(f"not an amount: {text!r}")
    digits = match[1].replace(" ", "").replace("\u00a0", "")
    if "." in digits and not re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits):
        raise ValueError(f"dots stand between thousands: {text!r}")
    if not re.fullmatch(r"[\d.]+(,\d+)?", digits):
        raise ValueError(f"not an amount: {text!r}")
    value = Decimal(digits.replace(".", "").replace(",", ".")) * _SCALES[match[2]]
    if value != value.to_integral_value():
        raise ValueError(f"not whole đồng: {text!r}")
    return int(value)


def format_dong(amount: int) -> str:
    """1.234.567"""
    return f"{amount:,}".replace(",", ".")


def percent(numerator: int, denominator: int) -> Decimal | None:
    """A rate in percent with two decimals, half up; None when there is no base."""
    if denominator == 0:
        return None
    return (Decimal(100 * numerator) / denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
