"""What a statistical form is made of: numbered columns and rows, the register that feeds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from thads.core.errors import NotFound
from thads.rules.dated import Dated

Unit = Literal["việc", "hồ sơ", "đồng", "%", "quyết định", "đơn", "lượt", "cuộc", "vụ"]
Axis = Literal["rows", "offices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """A numbered column. `metric`: its code in the dictionary of metrics.

    `parts`: the columns whose sum it is, with their signs. `rate`: numerator and denominator, which
    for `of_first_row` is that of the form's first row.
    """

    number: int
    title: str
    metric: str
    unit: Unit
    heading: str = ""  # stands once above neighbours that share it
    parts: Mapping[int, int] = field(default_factory=dict)
    rate: tuple[int, int] | None = None
    of_first_row: bool = False

    @property
    def formula(self) -> str:
        """By column numbers: "= (2) + (3)"; empty for what is counted or added up itself."""
        if self.rate:
            over = f"({self.rate[1]})" + (" dòng tổng số" if self.of_first_row else "")
            return f"= ({self.rate[0]}) / {over}"
        said = "".join(f" {'+' if sign > 0 else '−'} ({n})" for n, sign in self.parts.items())
        return f"= {said[3:]}" if said else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A numbered row; `code` names it in figure codes; level 0 is the total, 1 and 2 lie below."""

    number: str
    code: str
    title: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form. Axis `offices`: a row for each office and officer, as they are."""

    number: int
    title: str
    article: str
    register: str  # which feeds it: a key of thads.formbook.feeds
    register_name: str  # what to keep so that it is fed
    columns: Sequence[FormColumn]
    rows: Sequence[FormRow] = ()
    axis: Axis = "rows"
    notes: Sequence[str] = ()

    def column(self, number: int) -> FormColumn:
        """The column of this number; NotFound when there is none."""
        for column in self.columns:
            if column.number == number:
                return column
        raise NotFound(str(number))

    def row(self, code: str) -> FormRow:
        """The row of this code; NotFound when there is none."""
        for row in self.rows:
            if row.code == code:
                return row
        raise NotFound(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSet(Dated):
    """The forms of one statistics regime; `code` is the regime's."""

    code: str
    forms: Sequence[Form]

    def form(self, number: int) -> Form:
        """The form of this number; NotFound when the regime has none."""
        for form in self.forms:
            if form.number == number:
                return form
        raise NotFound(str(number))


def own_columns(
    form: int, *given: tuple[str, Unit, str] | tuple[str, Unit, str, Mapping[int, int]]
) -> tuple[FormColumn, ...]:
    """Columns numbered from 1 that no other form has: (title, unit, heading, parts)."""
    return tuple(
        FormColumn(
            number=n, title=title, unit=unit, heading=heading, metric=f"B{form}C{n:02}",
            parts=more[0] if more else {},
        )
        for n, (title, unit, heading, *more) in enumerate(given, start=1)
    )  # fmt: skip


def own_rows(total: str, *titles: str) -> tuple[FormRow, ...]:
    """A total, and rows numbered from 1 below it."""
    first = FormRow(number="", code="TS", title=total, level=0)
    rest = (
        FormRow(number=str(n), code=f"D{n:02}", title=title) for n, title in enumerate(titles, 1)
    )
    return (first, *rest)
