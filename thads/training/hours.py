"""Minutes as people say them: hours with a comma, in steps of five minutes at the finest."""

import re
from decimal import Decimal

HOUR = 60
FINEST = 5
VIETNAMESE = str.maketrans(",.", ".,")  # of thousands, of the fraction
GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")


def in_hours(minutes: int) -> str:
    """210 → `3,5`; 63975 → `1.066,25`."""
    hours = (Decimal(minutes) / HOUR).quantize(Decimal("0.01")).normalize()
    return f"{hours:,f}".translate(VIETNAMESE)


def minutes_of(text: str) -> int:
    """`3,5` → 210, `1.066,25` → 63975; ValueError for what is no number of hours."""
    if GROUPED.fullmatch(text):
        text = text.replace(".", "")
    if not text.replace(",", ".", 1).replace(".", "", 1).isdecimal():
        raise ValueError(text)
    minutes = Decimal(text.replace(",", ".")) * HOUR
    if minutes % FINEST or minutes > 10_000 * HOUR:
        raise ValueError(text)
    return int(minutes)
