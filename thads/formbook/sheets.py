"""A filled form: what screen, workbook, JSON and paper all show, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from thads.core.money import format_dong
from thads.statistics.codes import FigureCode, Whose
from thads.statistics.ratio import Ratio

Value = int | Ratio | None
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column as it is printed; `rate`: the names of numerator and denominator."""

    number: int
    title: str
    heading: str
    unit: str
    metric: str
    formula: str = ""
    rate: tuple[str, str] | None = None

    @property
    def is_money(self) -> bool:
        """Whether it may be printed in thousands."""
        return self.unit == "đồng"

    def words(self, value: Value, scale: int = 1) -> str:
        """A cell as people read it: money in `scale` đồng, rates with two decimals."""
        if isinstance(value, Ratio):
            return NOTHING if value.percent is None else f"{value.percent}".replace(".", ",")
        if value is None:
            return NOTHING
        if self.is_money and scale > 1:
            half = scale // 2  # half up, whatever the sign
            value = (abs(value) + half) // scale * (1 if value >= 0 else -1)
        return format_dong(value)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row as it is printed; `code` and `whose` name it in figure codes."""

    number: str
    title: str
    level: int
    code: str
    whose: Whose
    cells: tuple[Value, ...]

    @property
    def name(self) -> str:
        """Row and subject as they stand in figure codes between metric and day."""
        return ".".join([self.code, self.whose.unit or "TINH", *filter(None, self.whose[1:])])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`version` None: as the records give it now."""

    form: int
    title: str
    article: str
    regime: str
    source: str
    start: date
    end: date
    subject: str  # in words
    whose: Whose
    version: int | None = None
    columns: Sequence[SheetColumn]
    lines: Sequence[SheetLine]
    notes: Sequence[str] = ()

    def code(self, line: SheetLine, column: SheetColumn) -> FigureCode:
        """The code of a cell: it opens the same figure wherever it is printed."""
        return FigureCode(column.metric, line.code, self.end, *line.whose, self.version)

    @property
    def headings(self) -> list[tuple[str, int]]:
        """What stands above the titles, and over how many columns."""
        found = groupby(self.columns, key=lambda column: column.heading)
        return [(heading, len(list(under))) for heading, under in found]

    @property
    def has_money(self) -> bool:
        """Whether it matters in which unit money is printed."""
        return any(column.is_money for column in self.columns)


def notes_of(sheet: Sheet) -> list[str]:
    """What stands below the rows: the notes, the source, the codes."""
    first = sheet.code(sheet.lines[0], sheet.columns[0])
    return [
        *sheet.notes,
        f"Nguồn: {sheet.source}.",
        f"Mã số liệu của một ô = mã cột.mã dòng.ngày cuối kỳ (năm, tháng, ngày), ví dụ {first}.",
    ]
