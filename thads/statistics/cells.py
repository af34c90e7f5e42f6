"""Cells: sums of contributions by report shape and month, kept as differences from month to month.

The figure at month m is the sum of a cell's months 1..m. Shapes: officer (a=officer), kind (a=kind,
b=initiation), theme (a=theme), budget (a=kind of state-budget item). `unit_id` is '' in the
province's rows of all but officers.
"""

from collections import defaultdict
from collections.abc import Iterator
from operator import add
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from thads.statistics.columns import STORED, THEME_BITS, BudgetKind, Theme, only_budget_kind
from thads.statistics.contributions import ALL_ITEMS, STATE_BUDGET_ITEMS, Contribution

OFFICER, KIND, THEME, BUDGET = "officer", "kind", "theme", "budget"
PROVINCE = ""
NOBODY = ""

_WIDTH = len(STORED)
_THEMES = [(str(theme), bit) for theme, bit in THEME_BITS.items() if theme != Theme.STATE_BUDGET]
_MASK = sum(bit for _, bit in _THEMES)
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
    if part != ALL_ITEMS:
        for shape, a in _budget_places(part, only_budget_kind(themes)):
            yield Place(shape, unit_id, a, "")
            yield Place(shape, PROVINCE, a, "")
        return
    yield Place(OFFICER, unit_id, officer_id, "")
    yield Place(KIND, unit_id, kind, initiation)
    yield Place(KIND, PROVINCE, kind, initiation)
    for theme, bit in _THEMES:
        if themes & bit:
            yield Place(THEME, unit_id, theme, "")
            yield Place(THEME, PROVINCE, theme, "")


class Terms(Protocol):
    """By what the rows of kinds tell cases apart."""

    @property
    def kind(self) -> str:
        """The kind of judgment."""

    @property
    def initiation(self) -> str:
        """Ex officio or on request."""


Months = dict[int, list[int]]


class Differences:
    """Differences to apply to the cells, summed up in memory: by officer, by kind and by what
    themes a case carries, each of which stands in places of its own."""

    def __init__(self) -> None:
        self._of: dict[tuple[Any, ...], Months] = {}

    def add(self, case: Terms, row: Contribution) -> None:
        """Count a contribution of a case in."""
        self._count(case, row, [(n, figure) for n, figure in enumerate(row.figures) if figure])

    def remove(self, case: Terms, row: Contribution) -> None:
        """Take a contribution of a case out."""
        self._count(case, row, [(n, -figure) for n, figure in enumerate(row.figures) if figure])

    def _count(self, case: Terms, row: Contribution, figures: list[tuple[int, int]]) -> None:
        year, part, first, last, unit, officer, themes, _ = row
        if part != ALL_ITEMS:
            kind = only_budget_kind(themes)
            self._sum((year, BUDGET, unit, part, kind), first, last, figures)
            return
        self._sum((year, OFFICER, unit, officer), first, last, figures)
        self._sum((year, KIND, unit, case.kind, case.initiation), first, last, figures)
        if themes & _MASK:
            self._sum((year, THEME, unit, themes & _MASK), first, last, figures)

    def _sum(
        self, whose: tuple[Any, ...], first: int, last: int, figures: list[tuple[int, int]]
    ) -> None:
        months = self._of.get(whose)
        if months is None:
            months = self._of[whose] = defaultdict(_nothing)
        begins = months[first]
        for n, figure in figures:
            begins[n] += figure
        if last < 12:
            ends = months[last + 1]
            for n, figure in figures:
                ends[n] -= figure

    def in_key_order(self) -> Iterator[tuple[Cell, list[int]]]:
        """The cells that change, always in the same order so that writers do not lock crosswise."""
        by_cell: dict[Cell, list[int]] = {}
        for (year, *whose), months in self._of.items():
            for shape, *key in _places_of(*whose):
                for month, sums in months.items():
                    cell = Cell(year, shape, month, *key)
                    there = by_cell.get(cell)
                    by_cell[cell] = sums if there is None else list(map(add, there, sums))
        for cell in sorted(by_cell):
            if any(by_cell[cell]):
                yield cell, by_cell[cell]


def _places_of(group: str, unit: UUID, *which: Any) -> Iterator[Place]:
    """Where a group of cases counts: in its unit and, but for officers, in the province."""
    if group == OFFICER:
        (officer,) = which
        yield Place(OFFICER, str(unit), str(officer) if officer else NOBODY, "")
    elif group == KIND:
        kind, initiation = map(str, which)
        yield Place(KIND, str(unit), kind, initiation)
        yield Place(KIND, PROVINCE, kind, initiation)
    else:
        places = _budget_places(*which) if group == BUDGET else _named(*which)
        for shape, a in places:
            yield Place(shape, str(unit), a, "")
            yield Place(shape, PROVINCE, a, "")


def _budget_places(part: str, only: BudgetKind | None) -> Iterator[tuple[str, str]]:
    """Where state-budget items count: in the theme and, where all are of one kind, in that kind;
    of several kinds, each has a part of its own."""
    if part != STATE_BUDGET_ITEMS:
        yield BUDGET, part
        return
    yield THEME, _STATE_BUDGET
    if only:
        yield BUDGET, only.value


def _named(themes: int) -> list[tuple[str, str]]:
    return [(THEME, theme) for theme, bit in _THEMES if themes & bit]


def _nothing() -> list[int]:
    return [0] * _WIDTH
