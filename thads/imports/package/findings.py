"""Formulas, error values and merged cells, noted while a sheet is cut, told as faults later.

Which column a cell belongs to is known only when the headings were read, so what was seen waits in
the stage.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping

from thads.imports import rawrows
from thads.imports.columns import SHEETS
from thads.imports.package.contents import Contents, Tab
from thads.imports.package.headings import FAULT, WARNING, Found, Headings

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ATTRIBUTE = re.compile(rb'\sr="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'row\s(?:[^>]*?\s)?r="(\d{1,7})"')
_TABLES = (
    "CREATE TABLE odd_cell (sheet, row, place, kind)",
    "CREATE TABLE merged (sheet, top, bottom, first, last)",
)
_TOLD = {
    "formula": (
        "Ô là công thức, không phải giá trị.",
        "Chép cột rồi dán đặc biệt thành giá trị (Paste Special › Values), lưu và nhập lại.",
    ),
    "error": (
        "Ô chứa lỗi của Excel (như #N/A, #REF!).",
        "Ghi giá trị đúng vào ô, hoặc xóa nội dung ô.",
    ),
    "merged": (
        "Ô bị gộp với ô khác nên chỉ ô đầu có giá trị.",
        "Bỏ gộp ô (Unmerge Cells) rồi ghi giá trị vào từng ô.",
    ),
}
_CODES = {"formula": "formula", "error": "formula", "merged": "merged_cell"}


class Findings:
    """What was odd; keeps faults in the stage."""

    def __init__(self, stage: sqlite3.Connection, progress: Callable[[str, int], None]) -> None:
        self.stage = stage
        self.progress = progress
        for table in _TABLES:
            stage.execute(table)

    def passing(self, tab: Tab) -> None:
        """A piece was cut; no row was read yet."""
        self.progress(tab.name, 0)

    def odd_cells(self, tab: Tab, xml: bytes, prefix: bytes) -> None:
        """Note the cells of these rows that hold a formula or an error."""
        self.stage.executemany(
            "INSERT INTO odd_cell VALUES (?, ?, ?, ?)",
            ((tab.name, row, place, kind) for row, place, kind in _odd(xml, prefix)),
        )

    def merged(self, tab: Tab, reference: str) -> None:
        """Note a range like A2:B5."""
        ends = [_REFERENCE.fullmatch(end) for end in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            (first, top), (last, bottom) = ends[0].groups(), ends[1].groups()
            self.stage.execute(
                "INSERT INTO merged VALUES (?, ?, ?, ?, ?)",
                (tab.name, int(top), int(bottom), _place(first), _place(last)),
            )

    def keep(self, faults: Iterator[Found]) -> None:
        """Keep faults in the stage."""
        columns = ", ".join(rawrows.FAULT_COLUMNS)
        places = ", ".join("?" * len(rawrows.FAULT_COLUMNS))
        self.stage.executemany(f"INSERT INTO fault ({columns}) VALUES ({places})", faults)

    def tell(self, contents: Contents, headings: Mapping[str, Headings]) -> None:
        """Make faults of what was noted, and warnings about the sheets themselves."""
        self.keep(_about_sheets(contents))
        for name, heading in headings.items():
            self.keep(self._odd_faults(name, heading))
            self.keep(self._merged_faults(name, heading))
        for table in ("odd_cell", "merged"):
            self.stage.execute(f"DROP TABLE {table}")

    def _odd_faults(self, sheet: str, heading: Headings) -> Iterator[Found]:
        seen = self.stage.execute("SELECT row, place, kind FROM odd_cell WHERE sheet = ?", (sheet,))
        for row, place, kind in seen:
            column = heading.column(place) if place is not None else None
            if column is not None or place is None:
                yield _fault(sheet, row, column, kind)

    def _merged_faults(self, sheet: str, heading: Headings) -> Iterator[Found]:
        seen = self.stage.execute(
            "SELECT top, bottom, first, last FROM merged WHERE sheet = ?", (sheet,)
        )
        rows = f"SELECT row FROM {rawrows.table_of(sheet)} WHERE row BETWEEN ? AND ?"
        for top, bottom, first, last in seen:
            named = (heading.column(place) for place in range(first, last + 1))
            column = next((name for name in named if name), None)
            if column is None:
                continue
            if top == 1:
                yield _fault(sheet, 1, column, "merged")
            for (row,) in self.stage.execute(rows, (top, bottom)):
                yield _fault(sheet, row, column, "merged")


def _odd(xml: bytes, prefix: bytes) -> Iterator[tuple[int, int | None, str]]:
    """Row, place of the column (from 0; None: not said) and kind of each odd cell."""
    cell = re.compile(rb"<" + prefix + rb"c\b([^>]*)>(?:\s*<(" + prefix + rb"f)[\s/>])?")
    for found in cell.finditer(xml):
        error = b't="e"' in found[1]
        if not (found[2] or error):
            continue
        kind = "formula" if found[2] else "error"
        at = _ATTRIBUTE.search(found[1])
        if at:
            yield int(at[2]), _place(at[1].decode()), kind
            continue
        row = _ROW.match(xml, xml.rfind(prefix + b"row", 0, found.start()))
        yield int(row[1]) if row else 1, None, kind


def _place(letters: str) -> int:
    """The place of a column from 0: A, B, …, AA."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def letters_of(place: int) -> str:
    """The letters of the column at this place (from 0)."""
    letters, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _fault(sheet: str, row: int, column: str | None, kind: str) -> Found:
    message, remedy = _TOLD[kind]
    return Found(sheet, row, column, _CODES[kind], message, remedy, FAULT)


def _about_sheets(contents: Contents) -> Iterator[Found]:
    for title in contents.unknown:
        yield Found(
            title, 1, None, "unknown_sheet", f"Sheet “{title}” không có trong mẫu, không được đọc.",
            f"Đổi tên nếu viết sai: {', '.join(SHEETS)}; nếu không thì để nguyên.", WARNING,
        )  # fmt: skip
    for tab in contents.tabs:
        if tab.hidden:
            yield Found(
                tab.name, 1, None, "hidden_sheet", f"Sheet “{tab.title}” đang ẩn; vẫn được đọc.",
                "Nếu không muốn nhập sheet này thì xóa khỏi tệp.", WARNING,
            )  # fmt: skip
