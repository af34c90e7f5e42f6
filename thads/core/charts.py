"""Scales of the charts: from quantities to places on paper. Pure, the same on screen and paper."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight scale from [0, most] to [start, end] in units of the drawing."""

    most: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where `value` lies."""
        share = value / self.most if self.most else 0
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


def ticks(most: float, wanted: int = 5) -> list[float]:
    """Round marks from 0 to at least `most`: steps of 1, 2 or 5 times a power of ten."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / wanted
    power = 1.0
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough)
    marks = [0.0]
    while marks[-1] < most - 1e-9:
        marks.append(round(marks[-1] + step, 10))
    return marks


def path(points: Sequence[tuple[float, float]]) -> str:
    """An SVG path through the points."""
    return " ".join(f"{'L' if n else 'M'}{x:g} {y:g}" for n, (x, y) in enumerate(points))
