"""Cells: sums of contributions by report shape and month, kept as differences from month to month.

The figure at month m is the sum of a cell's months 1..m. Shapes: officer (a=officer), kind (a=kind,
b=initiation), theme (a=theme). `unit_id` is '' in the province's rows of kind and theme.
"""

from collections.abc import Iterator
from operator import add
from typing import NamedTuple, Protocol
from uuid import UUID

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


class _Whose(NamedTuple):
    """For whom a contribution counts: in all places that follow from it."""

    year: int
    part: str
    unit_id: UUID
    officer_id: UUID | None
    themes: int
    kind: str
    initiation: str

    def places(self) -> Iterator[Place]:
        officer = str(self.officer_id) if self.officer_id else NOBODY
        terms = (str(self.kind), str(self.initiation), self.themes)
        return places_of(self.part, str(self.unit_id), officer, *terms)


class Terms(Protocol):
    """By what the rows of kinds tell cases apart."""

    @property
    def kind(self) -> str:
        """The kind of judgment."""

    @property
    def initiation(self) -> str:
        """Ex officio or on request."""


class Differences:
    """Differences to apply to the cells, summed up in memory: first by whose they are, since each
    stands in several places."""

    def __init__(self) -> None:
        self._of: dict[_Whose, dict[int, list[int]]] = {}

    def add(self, case: Terms, row: Contribution) -> None:
        """Count a contribution of a case in."""
        self._count(case, row, [(n, figure) for n, figure in enumerate(row.figures) if figure])

    def remove(self, case: Terms, row: Contribution) -> None:
        """Take a contribution of a case out."""
        self._count(case, row, [(n, -figure) for n, figure in enumerate(row.figures) if figure])

    def _count(self, case: Terms, row: Contribution, figures: list[tuple[int, int]]) -> None:
        year, part, first, last, unit_id, officer_id, themes, _ = row
        whose = _Whose(year, part, unit_id, officer_id, themes, case.kind, case.initiation)
        months = self._of.setdefault(whose, {})
        begins = months.setdefault(first, [0] * _WIDTH)
        for n, figure in figures:
            begins[n] += figure
        if last < 12:
            ends = months.setdefault(last + 1, [0] * _WIDTH)
            for n, figure in figures:
                ends[n] -= figure

    def in_key_order(self) -> Iterator[tuple[Cell, list[int]]]:
        """The cells that change, always in the same order so that writers do not lock crosswise."""
        by_cell: dict[Cell, list[int]] = {}
        for whose, months in self._of.items():
            for shape, *key in whose.places():
                for month, sums in months.items():
                    cell = Cell(whose.year, shape, month, *key)
                    there = by_cell.get(cell)
                    by_cell[cell] = sums if there is None else list(map(add, there, sums))
        for cell in sorted(by_cell):
            if any(by_cell[cell]):
                yield cell, by_cell[cell]
