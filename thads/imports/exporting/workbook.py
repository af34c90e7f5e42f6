"""Writes tables as .xlsx: numbers as numbers, days as days, texts that Excel never runs.

Rows are taken one by one and laid down as they come: a long register needs no more memory than a
short one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import FastExcel, Format

DAY_FORMAT = "dd/mm/yyyy"
MOST_ROWS = 1_048_575  # Excel's last row, less the headings
MOST_LETTERS = 32_767  # of one cell
PERILOUS = frozenset("=+-@\t\r")
A4 = 9
HEADING = "#DCE6F1"

Cells = Sequence[Any]


class Kind(Enum):
    """What stands in a column, and how Excel shows it."""

    TEXT = None
    NUMBER = "0"
    MONEY = "#,##0"
    DAY = DAY_FORMAT
    PERCENT = "0.00"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading with what stands below it; width in letters."""

    name: str
    kind: Kind = Kind.TEXT
    width: float = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: rows in the order of its columns. `banner`: lines that stand above it."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Cells]
    banner: Sequence[str] = ()


def neutral(text: str) -> str:
    """A text that no spreadsheet program takes for a formula (P34); `cells.plain` undoes it."""
    text = text[:MOST_LETTERS]
    return f"'{text}"[:MOST_LETTERS] if text[:1] in PERILOUS else text


def write(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write the sheets, one after the other, each row once."""
    book = FastExcel(path)
    for sheet in sheets:
        _add(book, sheet)
    book.save()


def _add(book: FastExcel, sheet: Sheet) -> None:
    names, above = [column.name for column in sheet.columns], len(sheet.banner)
    book.sheet(
        sheet.name, _records(names, sheet.rows), header_row=above,
        column_formats=[_format(column.kind) for column in sheet.columns],
        column_widths=[column.width for column in sheet.columns],
        header_format=_heading(wrapped=bool(above)), autofilter=True,
        merge_ranges=[
            (n, 0, n, max(1, len(names) - 1), neutral(text), Format().set_bold())
            for n, text in enumerate(sheet.banner)
            if text
        ],
        page_setup={
            "landscape": True, "paper_size": A4, "fit_to_pages": (1, 0), "repeat_rows": above,
            "footer": "&RTrang &P/&N",
        },
    )  # fmt: skip
    book.freeze(row=above + 1, sheet=sheet.name)


def _records(names: Sequence[str], rows: Iterable[Cells]) -> Iterator[dict[str, Any]]:
    """Rows as the writer wants them; a table without rows still has its headings."""
    rows = iter(rows)
    first = next(rows, (None,) * len(names))
    for row in chain((first,), rows):
        yield {
            name: neutral(value) if value.__class__ is str else value
            for name, value in zip(names, row, strict=True)
        }


def _format(kind: Kind) -> Format:
    return Format().set_num_format(kind.value) if kind.value else Format()


def _heading(*, wrapped: bool) -> Format:
    form = Format().set_bold().set_background_color(HEADING).set_border_bottom("thin")
    return form.set_text_wrap().set_align("vertical_center") if wrapped else form
