"""A filled form as .xlsx: numbers as numbers, the head as on paper, the codes of every figure."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thads.formbook.sheets import Sheet, SheetLine, Value, notes_of
from thads.statistics.ratio import Ratio

A4 = 9
HEADING = "#DCE6F1"
TITLE_ROWS = 5  # office, title, period, standing, an empty one
HEAD_ROWS = 4  # headings, titles, numbers, codes of metrics
_FIRST = 2  # columns before the figures: number and title


def workbook(sheets: Iterable[Sheet], *, office: str, standing: str) -> bytes:
    """Forms in đồng, a page each; `standing` says which version it is and when it was read."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False,
                           "strings_to_urls": False})  # fmt: skip
    for sheet in sheets:
        page = book.add_worksheet(f"Biểu {sheet.form}")
        _Page(book, page, sheet).write(office, standing)
    book.close()
    return made.getvalue()


class _Page:
    """One form while it is written."""

    def __init__(self, book: Workbook, page: Worksheet, sheet: Sheet) -> None:
        self.page, self.sheet = page, sheet
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "bg_color": HEADING, "border": 1,
                                     "text_wrap": True, "align": "center",
                                     "valign": "vcenter"})  # fmt: skip
        self.text = {
            True: book.add_format({"bold": True, "border": 1, "text_wrap": True}),
            False: book.add_format({"border": 1, "text_wrap": True}),
        }
        self.number = {
            (strong, pattern): book.add_format(
                {"bold": strong, "border": 1, "num_format": pattern}
            )
            for strong in (True, False) for pattern in ("#,##0", "0.00")
        }  # fmt: skip

    def write(self, office: str, standing: str) -> None:
        """Banner, head, rows, notes."""
        sheet = self.sheet
        banner = (
            office,
            f"Biểu {sheet.form}. {sheet.title}",
            f"{sheet.subject}, từ {sheet.start:%d/%m/%Y} đến hết ngày {sheet.end:%d/%m/%Y}, "
            f"chế độ {sheet.regime}; tiền tính bằng đồng",
            standing,
        )
        for n, words in enumerate(banner):
            self.page.write_string(n, 0, words, self.bold)
        self._head()
        top = TITLE_ROWS + HEAD_ROWS
        for n, line in enumerate(sheet.lines):
            self._line(top + n, line)
        for n, words in enumerate(notes_of(sheet)):
            self.page.write_string(top + len(sheet.lines) + 1 + n, 0, words)
        self._set_up(top)

    def _head(self) -> None:
        top, last = TITLE_ROWS, _FIRST + len(self.sheet.columns)
        for place, words in enumerate(("Số", "Chỉ tiêu")):
            self.page.merge_range(top, place, top + 1, place, words, self.head)
        place = _FIRST
        for heading, width in self.sheet.headings:
            if width > 1 and heading:
                self.page.merge_range(top, place, top, place + width - 1, heading, self.head)
            else:
                self.page.write_string(top, place, heading, self.head)
                for n in range(1, width):
                    self.page.write_string(top, place + n, "", self.head)
            place += width
        for n, column in enumerate(self.sheet.columns, start=_FIRST):
            self.page.write_string(top + 1, n, f"{column.title} ({column.unit})", self.head)
            self.page.write_string(top + 2, n, f"({column.number}) {column.formula}".strip(),
                                   self.head)  # fmt: skip
            self.page.write_string(top + 3, n, column.metric, self.head)
        for row, words in ((2, "Cột"), (3, "Mã cột")):
            self.page.write_string(top + row, 0, "", self.head)
            self.page.write_string(top + row, 1, words, self.head)
        self.page.write_string(top + 1, last, "Mã dòng", self.head)

    def _line(self, row: int, line: SheetLine) -> None:
        strong = line.level == 0
        self.page.write_string(row, 0, line.number, self.text[strong])
        self.page.write_string(row, 1, "  " * line.level + line.title, self.text[strong])
        for n, value in enumerate(line.cells, start=_FIRST):
            self._cell(row, n, value, strong=strong)
        self.page.write_string(row, _FIRST + len(line.cells), line.name, self.text[False])

    def _cell(self, row: int, place: int, value: Value, *, strong: bool) -> None:
        form: Format = self.number[strong, "0.00" if isinstance(value, Ratio) else "#,##0"]
        number = value.percent if isinstance(value, Ratio) else value
        if number is None:
            self.page.write_blank(row, place, None, form)
        else:
            self.page.write_number(row, place, float(number) if isinstance(value, Ratio)
                                   else int(number), form)  # fmt: skip

    def _set_up(self, top: int) -> None:
        page = self.page
        page.set_column(0, 0, 6)
        page.set_column(1, 1, 38)
        page.set_column(_FIRST, _FIRST + len(self.sheet.columns) - 1, 15)
        page.set_column(_FIRST + len(self.sheet.columns), _FIRST + len(self.sheet.columns), 22)
        page.freeze_panes(top, _FIRST)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(TITLE_ROWS, top - 1)
        page.set_footer("&RTrang &P/&N")
