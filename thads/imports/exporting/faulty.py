"""The faulty cases of a workbook handed back: red cells that say what is wrong and what is right.

All rows of a faulty case stand there, so that it can be corrected and brought in alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thads.imports import columns
from thads.imports.exporting.register import KINDS, WIDTHS
from thads.imports.exporting.workbook import HEADING, Kind, neutral
from thads.imports.faults import Fault
from thads.imports.models import Severity
from thads.imports.stage import RawRow, Stage

MOST_FAULTS = 10_000  # more comments than Excel opens in good time; the rest wait for a next round
RED, PALE = "#C00000", "#FFC7CE"
SIZE = {"width": 320, "height": 120, "font_size": 10}
Place = tuple[str, int]  # sheet, row


class HandedBack(NamedTuple):
    """What stands in the workbook; `left_out`: faults beyond what one workbook carries."""

    rows: int
    faults: int
    left_out: int


def faulty_workbook(stage: Stage, path: Path) -> HandedBack:
    """Write the faulty cases of a stage to `path`; it is itself a workbook to be brought in.

    Memory is bounded by MOST_FAULTS, not by the file that was read.
    """
    faults, left_out = _by_place(stage.faults())
    with Workbook(str(path), {"constant_memory": True}) as book:
        sheets = {sheet.name: _Page(book, sheet) for sheet in columns.ALL}
        for name, row in _rows(stage, faults):
            sheets[name].add(row, faults.get((name, row.number), ()))
    pages = sheets.values()
    return HandedBack(sum(p.rows for p in pages), sum(p.told for p in pages), left_out)


def _by_place(found: Iterable[Fault]) -> tuple[Mapping[Place, list[Fault]], int]:
    places: dict[Place, list[Fault]] = defaultdict(list)
    kept = left_out = 0
    for fault in found:
        if fault.severity is not Severity.FAULT or fault.sheet not in columns.SHEETS:
            continue
        if kept < MOST_FAULTS:
            places[fault.sheet, fault.row].append(fault)
            kept += 1
        else:
            left_out += 1
    return places, left_out


def _rows(stage: Stage, faults: Mapping[Place, Any]) -> Iterator[tuple[str, RawRow]]:
    """Faulty rows of the offices; all rows of faulty cases; faulty rows that are of no case."""
    for sheet in (columns.UNITS, columns.PEOPLE):
        for row in stage.sheet_rows(sheet.name):
            if (sheet.name, row.number) in faults:
                yield sheet.name, row
    for case in stage.cases():
        whole = [(name, row) for name, rows in case.rows.items() for row in rows]
        if any((name, row.number) in faults for name, row in whole):
            yield from whole
    for name, row in stage.strays():
        if (name, row.number) in faults:
            yield name, row


class _Page:
    """One sheet while it is written, row by row."""

    def __init__(self, book: Workbook, sheet: columns.Sheet) -> None:
        self.names, self.rows, self.told = sheet.names, 0, 0
        self.page: Worksheet = book.add_worksheet(sheet.name)
        self.formats = {
            (kind, wrong): book.add_format(_format(kind, wrong=wrong))
            for kind in Kind
            for wrong in (False, True)
        }
        heading = book.add_format({"bold": True, "bg_color": HEADING})
        for place, name in enumerate(self.names):
            self.page.set_column(place, place, WIDTHS.get(name, 14))
            self.page.write_string(0, place, name, heading)
        self.page.freeze_panes(1, 0)

    def add(self, row: RawRow, faults: Iterable[Fault]) -> None:
        """One row as it was read; its faulty cells red, each with its words."""
        self.rows += 1
        wrong: dict[str, list[str]] = defaultdict(list)
        for fault in faults:  # of no column that we know: told at the row's first cell
            name = fault.column if fault.column in self.names else self.names[0]
            wrong[str(name)].append(f"{fault.message}\n→ {fault.remedy}")
            self.told += 1
        for place, name in enumerate(self.names):
            form = self.formats[KINDS.get(name, Kind.TEXT), name in wrong]
            self._write(place, row.cells.get(name), form, wrong=name in wrong)
            if name in wrong:
                words = f"Dòng {row.number} trong tệp gốc\n" + "\n".join(wrong[name])
                self.page.write_comment(self.rows, place, words, SIZE)

    def _write(self, place: int, value: Any, form: Format, *, wrong: bool) -> None:
        if value is None:
            if wrong:
                self.page.write_blank(self.rows, place, None, form)
        elif isinstance(value, bool):
            self.page.write_boolean(self.rows, place, value, form)
        elif isinstance(value, int | float):
            self.page.write_number(self.rows, place, value, form)
        elif isinstance(value, date):
            day = self.formats[Kind.DAY, wrong]
            self.page.write_datetime(self.rows, place, value, day)
        else:
            self.page.write_string(self.rows, place, neutral(str(value)), form)


def _format(kind: Kind, *, wrong: bool) -> dict[str, Any]:
    shown = {"num_format": kind.value} if kind.value else {}
    marks = {"bg_color": PALE, "font_color": RED, "border": 1, "border_color": RED}
    return {**shown, **(marks if wrong else {})}
