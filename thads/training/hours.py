"""Minutes as people say them: hours with a comma, in steps of five minutes at the finest."""

from decimal import Decimal

HOUR = 60
FINEST = 5


def in_hours(minutes: int) -> str:
    """210 → `3,5`."""
    hours = (Decimal(minutes) / HOUR).quantize(Decimal("0.01")).normalize()
    return f"{hours:f}".replace(".", ",")


def minutes_of(text: str) -> int:
    """`3,5` → 210; ValueError for what is no number of hours."""
    if not text.replace(",", ".", 1).replace(".", "", 1).isdecimal():
        raise ValueError(text)
    minutes = Decimal(text.replace(",", ".")) * HOUR
    if minutes % FINEST or minutes > 10_000 * HOUR:
        raise ValueError(text)
    return int(minutes)
