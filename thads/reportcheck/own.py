"""Figures of a text beside the province's own of one period: the same, or near and different."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thads.reportcheck.quantities import CASES, Kind
from thads.reportcheck.reading import Figure, Reading
from thads.reportcheck.roles import Role
from thads.reportcheck.sentences import WHOLE
from thads.statistics import titles
from thads.statistics.columns import Theme
from thads.statistics.figures import Figures
from thads.statistics.rows import Row

R = Role
COLUMNS = {
    R.DOCKETED: "caseload_total", R.BROUGHT_FORWARD: "brought_forward", R.NEW: "newly_docketed",
    R.EX_OFFICIO: "ex_officio_new", R.ON_REQUEST: "on_request_new", R.ENTRUSTED: "entrusted_out",
    R.TAKEN_UP: "taken_up", R.WITHDRAWN: "withdrawn_annulled", R.TO_ENFORCE: "to_enforce_total",
    R.ENFORCEABLE: "enforceable_total", R.NOT_YET: "not_yet_enforceable",
    R.POSTPONED: "postponed_suspended_other", R.DONE: "resolved_total",
    R.DISCONTINUED: "discontinued", R.CARRIED: "carried_forward",
    R.SEPARATE: "separate_tracking_stock",
}  # fmt: skip
THEMES = {
    "ngân sách": Theme.STATE_BUDGET, "tín dụng": Theme.BANK_CREDIT, "tham nhũng": Theme.CORRUPTION,
    "ma túy": Theme.DRUGS, "trên một năm": Theme.OVER_ONE_YEAR,
}  # fmt: skip
SMALLEST = 10  # below it, two figures are alike by chance
NEAR = Fraction(2, 100)


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of the text and the one of the period that it is, or should be."""

    figure: Figure
    row: Row
    column: str
    is_money: bool
    value: int
    is_same: bool

    @property
    def title(self) -> str:
        """What the province's figure is."""
        names = titles.MONEY_TITLES if self.is_money else titles.CASE_TITLES
        theme = f"{self.row.theme.label}: " if self.row.theme else ""
        return f"{theme}{names[self.column]}"


def beside(reading: Reading, figures: Figures) -> Sequence[Beside]:
    """For each amount of this period the same figure of ours; else the near one of its column."""
    return [
        found for one in reading.figures
        if (found := _found(one, figures)) is not None
    ]  # fmt: skip


def _found(one: Figure, figures: Figures) -> Beside | None:
    is_cases = one.kind is Kind.COUNT and one.quantity.noun in (CASES, "")
    if not one.is_amount or one.is_prior or not (is_cases or one.kind is Kind.MONEY):
        return None
    if one.value.said < SMALLEST:
        return None
    named = list(_named(one, figures))
    every = [*named, *_all(one, figures)]
    same = next((b for b in every if one.value.low <= b.value <= one.value.high), None)
    if same is not None:
        return Beside(one, same.row, same.column, same.is_money, same.value, is_same=True)
    return next((b for b in named if abs(b.value - one.value.said) <= NEAR * b.value), None)


def _named(one: Figure, figures: Figures) -> Iterator[Beside]:
    """The column that the words name, of the theme that they name."""
    column = COLUMNS.get(one.role) if one.role else None
    theme = THEMES.get(one.topic)
    if column is None or (theme is None and one.topic != WHOLE):
        return
    row = figures.theme(theme) if theme else figures.total
    yield from _cells(one, row, [column])
    if one.role is Role.DONE:
        yield from _cells(one, row, ["completed"])


def _all(one: Figure, figures: Figures) -> Iterator[Beside]:
    for row in (figures.total, *figures.themes):
        yield from _cells(one, row, titles.CASE_TITLES)


def _cells(one: Figure, row: Row, columns: Sequence[str] | dict[str, str]) -> Iterator[Beside]:
    is_money = one.kind is Kind.MONEY
    held = row.money if is_money else row.cases
    for column in columns:
        name = titles.MONEY_OF.get(column, column) if is_money else column
        if held.get(name):
            yield Beside(one, row, name, is_money, held[name], is_same=False)
