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

Sparse = list[tuple[int, int]]
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
        self._apply(facts, row, [(n, figure) for n, figure in enumerate(row.figures) if figure])

    def remove(self, facts: CaseFacts, row: Contribution) -> None:
        """Take a contribution out."""
        self._apply(facts, row, [(n, -figure) for n, figure in enumerate(row.figures) if figure])

    def _apply(self, facts: CaseFacts, row: Contribution, figures: Sparse) -> None:
        officer = str(row.officer_id) if row.officer_id else NOBODY
        kind, initiation, unit = str(facts.kind), str(facts.initiation), str(row.unit_id)
        year, first, until = row.year, row.from_month, row.to_month + 1
        for place in places_of(row.part, unit, officer, kind, initiation, row.themes):
            shape, *key = place
            begins = self._sums(Cell(year, shape, first, *key))
            for n, figure in figures:
                begins[n] += figure
            if until <= 12:
                ends = self._sums(Cell(year, shape, until, *key))
                for n, figure in figures:
                    ends[n] -= figure

    def _sums(self, cell: Cell) -> list[int]:
        sums = self.by_cell.get(cell)
        if sums is None:
            sums = self.by_cell[cell] = [0] * _WIDTH
        return sums

    def in_key_order(self) -> Iterator[tuple[Cell, list[int]]]:
        """The cells that change, always in the same order so that writers do not lock crosswise."""
        for cell in sorted(self.by_cell):
            if any(self.by_cell[cell]):
                yield cell, self.by_cell[cell]
