"""A book of accounting as a workbook: opening, rows, sums and closing as they stand on the page."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from thads.accounting.sheet import Shape, Sheet
from thads.imports.exporting import workbook
from thads.imports.exporting.workbook import Cells, Column, Kind

AT_ONCE = 20_000  # rows that nobody waits long for
KINDS = {Shape.TEXT: Kind.TEXT, Shape.DAY: Kind.DAY, Shape.NUMBER: Kind.NUMBER,
         Shape.MONEY: Kind.MONEY}  # fmt: skip


def write_book(path: Path, sheet: Sheet, *, title: str, banner: Sequence[str]) -> None:
    """Write the book row by row, whatever its length."""
    columns = [Column(one.label, KINDS[one.shape], one.width) for one in sheet.columns]
    workbook.write(path, [workbook.Sheet(title[:31], columns, _rows(sheet), banner)])


def _rows(sheet: Sheet) -> Iterator[Cells]:
    if sheet.opening is not None:
        yield sheet.opening
    for line in sheet.every():
        yield line.cells
    yield sheet.sums
    if sheet.closing is not None:
        yield sheet.closing
