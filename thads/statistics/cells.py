"""Cells: sums of contributions by report shape and month, kept as differences from month to month.

The figure at month m is the sum of a cell's months 1..m. Shapes: officer (a=officer), kind (a=kind,
b=initiation), theme (a=theme). `unit_id` is '' in the province's rows of kind and theme.
"""

from collections.abc import Iterator
from typing import NamedTuple

from thads.cases.history import CaseFacts
from thads.statistics.columns import STORED, THEME_BITS, Theme
from thads.statistics.contributions import STATE_BUDGET_ITEMS, Contribution

OFFICER, KIND, THEME = "officer", "kind", "theme"
PROVINCE = ""
NOBODY = ""

_WIDTH = len(STORED)
_THEMES = [(str(theme), bit) for theme, bit in THEME_BITS.items() if theme != Theme.STATE_BUDGET]
_STATE_BUDGET = str(Theme.STATE_BUDGET)


class Place(NamedTuple):
    """Where in a report a figure stands."""

    shape: str
    unit_id: str
    a: str
    b: str


class Cell(NamedTuple):
    """One row of `statistics_cell`, by its key in the order of the key."""

    year: int
    shape: str
    month: int
    unit_id: str
    a: str
    b: str


def places_of(
    part: str, unit_id: str, officer_id: str, kind: str, initiation: str, themes: int
) -> Iterator[Place]:
    """Every place in which a share counts."""
    if part == STATE_BUDGET_ITEMS:
        yield Place(THEME, unit_id, _STATE_BUDGET, "")
        yield Place(THEME, PROVINCE, _STATE_BUDGET, "")
        return
    yield Place(OFFICER, unit_id, officer_id, "")
    yield Place(KIND, unit_id, kind, initiation)
    yield Place(KIND, PROVINCE, kind, initiation)
    for theme, bit in _THEMES:
        if themes & bit:
            yield Place(THEME, unit_id, theme, "")
            yield Place(THEME, PROVINCE, theme, "")


class Differences:
    """Differences to apply to the cells, summed up in memory."""

    def __init__(self) -> None:
        self.by_cell: dict[Cell, list[int]] = {}

    def add(self, facts: CaseFacts, row: Contribution) -> None:
        """Count a contribution in."""
        self._apply(facts, row, row.figures)

    def remove(self, facts: CaseFacts, row: Contribution) -> None:
        """Take a contribution out."""
        self._apply(facts, row, tuple(-figure for figure in row.figures))

    def _apply(self, facts: CaseFacts, row: Contribution, figures: tuple[int, ...]) -> None:
        officer = str(row.officer_id) if row.officer_id else NOBODY
        kind, initiation = facts.kind.value, facts.initiation.value
        unit = str(row.unit_id)
        until = row.to_month + 1
        for place in places_of(row.part, unit, officer, kind, initiation, row.themes):
            shape, *key = place
            self._bump(Cell(row.year, shape, row.from_month, *key), figures, 1)
            if until <= 12:
                self._bump(Cell(row.year, shape, until, *key), figures, -1)

    def _bump(self, cell: Cell, figures: tuple[int, ...], sign: int) -> None:
        sums = self.by_cell.get(cell)
        if sums is None:
            sums = self.by_cell[cell] = [0] * _WIDTH
        for place, figure in enumerate(figures):
            if figure:
                sums[place] += sign * figure

    def in_key_order(self) -> Iterator[tuple[Cell, list[int]]]:
        """The cells that change, always in the same order so that writers do not lock crosswise."""
        for cell in sorted(self.by_cell):
            if any(self.by_cell[cell]):
                yield cell, self.by_cell[cell]
