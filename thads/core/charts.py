"""Scales of the charts: from quantities to places on paper. Pure, the same on screen and paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SHADES = ("#e3e9f1", "#b4c4da", "#6f8db6", "#15427f")  # pale to dark: apart in black and white too
Number = float | Decimal


@dataclass(frozen=True)
class Scale:
    """A straight scale from [0, most] to [start, end] in units of the drawing."""

    most: float
    start: float
    end: float

    def __call__(self, value: Number) -> float:
        """Where `value` lies."""
        share = float(value) / self.most if self.most else 0
        return round(self.start + (self.end - self.start) * share, 2)


@dataclass(frozen=True)
class Bands:
    """`count` equal bands between `start` and `end`, each with a gap of a fifth."""

    count: int
    start: float
    end: float

    @property
    def step(self) -> float:
        """From one band to the next."""
        return (self.end - self.start) / max(self.count, 1)

    @property
    def width(self) -> float:
        """What a bar may fill."""
        return round(self.step * 0.8, 2)

    def at(self, place: int) -> float:
        """Where the bar of this band begins."""
        return round(self.start + self.step * (place + 0.1), 2)


def path(points: Sequence[tuple[float, float]]) -> str:
    """An SVG path through the points."""
    return " ".join(f"{'L' if n else 'M'}{x:g} {y:g}" for n, (x, y) in enumerate(points))


def last(values: Sequence[Number | None]) -> tuple[int, Number] | None:
    """Place and value of the last month that has a value."""
    found = [(n, value) for n, value in enumerate(values) if value is not None]
    return found[-1] if found else None


def words(value: Number) -> str:
    """91,09: two decimals, half up, as statistics print rates."""
    return str(Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")


# Shares of a whole and the shade of each: nothing late has none.
SHARES = ("đến 10%", "đến 25%", "đến 50%", "trên 50%")
_STEPS = (10, 25, 50)


def shade(part: int, whole: int) -> int | None:
    """Which of SHADES shows so large a share; None when there is nothing to show."""
    if not part:
        return None
    return sum(part * 100 > whole * step for step in _STEPS)
