"""From the cut workbook to the stage: the headings of each sheet, then its rows."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from python_calamine import CalamineWorkbook

from thads.core.workbook import Broken
from thads.imports import rawrows
from thads.imports.cells import Value, key_text, plain
from thads.imports.columns import CASES, KEY, SHEETS, Sheet
from thads.imports.package.findings import Findings, letters_of
from thads.imports.package.headings import Headings, unnamed
from thads.imports.package.pieces import Piece

Cells = list[Any]
_KEYS = len(KEY)


def numbered(book: CalamineWorkbook, piece: Piece) -> Iterator[tuple[int, Cells]]:
    """The rows of a piece as Excel numbers them; a row's cells begin with column A."""
    sheet = book.get_sheet_by_name(piece.name)
    if sheet.start is None:
        return iter(())
    row, column = sheet.start
    rows = sheet.to_python()
    if column:
        before = [""] * column
        rows = [before + cells for cells in rows]
    return iter(enumerate(rows, start=row + 1))


class RowReader:
    """Brings the pieces of the sheets into the stage, one piece in memory at a time."""

    def __init__(
        self,
        stage: sqlite3.Connection,
        findings: Findings,
        progress: Callable[[str, int], None],
    ) -> None:
        self.stage = stage
        self.findings = findings
        self.progress = progress
        self.headings: dict[str, Headings] = {}
        self._last = 0

    def read(self, book: CalamineWorkbook, pieces: list[Piece]) -> None:
        """All pieces in their order."""
        for piece in pieces:
            sheet, rows = SHEETS[piece.tab.name], numbered(book, piece)
            heading = self.headings.get(sheet.name)
            if heading is None:
                number, cells = next(rows, (1, []))
                if number != 1:
                    rows, cells = chain([(number, cells)], rows), []
                heading = self.headings[sheet.name] = Headings(sheet, cells)
                self.findings.keep(heading.faults())
                self._last = 1
            rawrows.add(self.stage, sheet.name, self._written(heading, list(rows)))
            self.progress(sheet.name, self._last)

    def _written(
        self, heading: Headings, rows: list[tuple[int, Cells]]
    ) -> Iterator[rawrows.Written]:
        if not rows:
            return
        if rows[0][0] <= self._last:
            raise Broken
        self._last = rows[-1][0]
        width = len(rows[0][1])
        self._look_for_unnamed(heading, rows, width)
        absent = width  # each row gets an empty cell there
        places = [absent if at is None or at >= width else at for at in heading.places]
        for number, cells in rows:
            cells.append("")
            values = [None if (cell := cells[at]) == "" else plain(cell) for at in places]
            if values.count(None) < len(values):
                yield number, key_of(heading.sheet, number, values), rawrows.encoded(values)

    def _look_for_unnamed(
        self, heading: Headings, rows: list[tuple[int, Cells]], width: int
    ) -> None:
        """Each column without a name whose cells say something is told once."""
        for at in range(width):
            if at in heading.at:
                continue
            number = next((number for number, cells in rows if cells[at] != ""), None)
            if number is not None:
                heading.at[at] = ""
                self.findings.keep(iter([unnamed(heading.sheet.name, number, letters_of(at))]))


def key_of(sheet: Sheet, number: int, values: list[Value | None]) -> str | None:
    """The normal form of the key of a row; a case whose key cannot be read is one by itself."""
    if not sheet.of_case:
        return None
    key = None
    if None not in values[:_KEYS]:
        key = key_text(*values[:_KEYS])  # type: ignore[arg-type]
    if key is None and sheet is CASES:
        return rawrows.unreadable_key(number)
    return key
