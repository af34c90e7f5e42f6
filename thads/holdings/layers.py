"""How old money is: what came in first goes out first, a reversal takes back its own movement."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID


class Change(NamedTuple):
    """What one transfer adds to a holding (below zero: takes from it), in đồng."""

    id: UUID
    day: date
    amount: int
    reverses_id: UUID | None


class Layer(NamedTuple):
    """Money of one holding that came in on one day and is still there, in đồng."""

    day: date
    amount: int


def layers(changes: Iterable[Change]) -> Sequence[Layer]:
    """What is still there by the day it came, the oldest first; same days together.

    The sum of the layers is the sum of the changes.
    """
    known = list(changes)
    struck = {one.reverses_id for one in known if one.reverses_id}
    undone = struck & {one.id for one in known}
    counted = [one for one in known if one.id not in undone and one.reverses_id not in undone]
    out = -sum(one.amount for one in counted if one.amount < 0)
    left: dict[date, int] = {}
    for one in sorted((one for one in counted if one.amount > 0), key=lambda one: one.day):
        taken = min(out, one.amount)
        out -= taken
        if one.amount > taken:
            left[one.day] = left.get(one.day, 0) + one.amount - taken
    return [Layer(day, amount) for day, amount in left.items()]
