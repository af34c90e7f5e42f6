"""The cases that ended in a period, by the way they ended: for procuracy and court."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from thads.closing import endings
from thads.core.days import statistics_year, year_start
from thads.core.money import format_dong
from thads.core.pages import Page
from thads.imports.exporting import books
from thads.imports.exporting.period.asked import PeriodAsked
from thads.imports.exporting.workbook import Cells, Sheet


def sheets(db: Session, asked: PeriodAsked, banner: tuple[str, ...]) -> list[Sheet]:
    """One line a case, with the sums of the list."""
    return [Sheet("Việc đã kết thúc", books.ENDINGS, _rows(db, asked), banner)]


def _rows(db: Session, asked: PeriodAsked) -> Iterator[Cells]:
    first = year_start(statistics_year(asked.period_end))
    last: Page[Cells] = Page([], 1, books.PAGE, 0)

    def read(number: int) -> Page[Cells]:
        nonlocal last
        page, _ = endings.until(
            db, first, asked.period_end, unit_id=asked.unit_id, page=number, size=books.PAGE
        )
        rows = [books.ending_row(line) for line in page.rows]
        last = Page(rows, page.number, page.size, page.total, page.sums)
        return last

    yield from books.every(read)
    width = len(books.ENDINGS)
    sums = [column.name for column in books.ENDINGS].index("Đã thu (đ)")
    totals: list[object] = [None] * width
    totals[0], totals[sums] = f"Cộng {format_dong(last.total)} việc", last.sums["collected"]
    yield tuple(totals)
