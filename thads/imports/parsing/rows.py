"""Reading the cells of one case's rows, and keeping what is wrong with them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from thads.imports import cells
from thads.imports.cells import CellFault
from thads.imports.columns import SHEETS
from thads.imports.faults import Fault
from thads.imports.models import Severity
from thads.imports.parsing.parsed import Parsed
from thads.imports.stage import RawRow

Read = Callable[[Any], Any]
MEANINGS = {
    (sheet.name, column.name): column.meaning
    for sheet in SHEETS.values()
    for column in sheet.columns
}


class Remembered(dict[Any, Any]):
    """What a reader made of a value, each value read once. For days and codes, which repeat."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, value: Any) -> Any:
        found = self[value] = self.read(value)
        return found


class RowReader:
    """Reads cells of the rows of one case; each fault is noted once, at its cell."""

    days = Remembered(cells.day)

    def __init__(self, parsed: Parsed, today: date) -> None:
        self.parsed = parsed
        self.today = today
        self.decided_on: date | None = None

    def take(self, sheet: str, row: RawRow, column: str, read: Read) -> Any:
        """What the cell says; None when it is empty or cannot be read (then it is a fault)."""
        value = row.cells.get(column)
        if value is None:
            return None
        try:
            return read(value)
        except CellFault as wrong:
            self._unreadable(sheet, row, column, wrong)
            return None

    def need(self, sheet: str, row: RawRow, column: str, read: Read) -> Any:
        """The same of a cell that must be filled."""
        value = row.cells.get(column)
        if value is None:
            self.missing(sheet, row, column)
            return None
        try:
            return read(value)
        except CellFault as wrong:
            self._unreadable(sheet, row, column, wrong)
            return None

    def _unreadable(self, sheet: str, row: RawRow, column: str, wrong: CellFault) -> None:
        remedy = f"{wrong.remedy[:1].upper()}{wrong.remedy[1:].rstrip('.')}."
        self.fault(sheet, row, column, wrong.code, wrong.message, remedy)
        self.parsed.torn = True

    def missing(self, sheet: str, row: RawRow, column: str) -> None:
        """The cell is empty and must not be."""
        meaning = MEANINGS[sheet, column]
        self.fault(sheet, row, column, "missing_value", f"Ô {column} để trống.", f"Ghi {meaning}.")
        self.parsed.torn = True

    def happened_on(self, sheet: str, row: RawRow) -> date | None:
        """The day of a line: not before the decision, not after today."""
        day: date | None = self.need(sheet, row, "ngay", self.days.__getitem__)
        if day is None:
            return None
        if day > self.today:
            self.future(sheet, row, "ngay", day)
        elif self.decided_on and day < self.decided_on:
            self.fault(
                sheet, row, "ngay", "before_decision",
                f"Ngày {day:%d/%m/%Y} ở trước ngày ra quyết định {self.decided_on:%d/%m/%Y}.",
                f"Sửa ngày thành {self.decided_on:%d/%m/%Y} hoặc sau đó; nếu ngày đúng thì kiểm "
                "tra lại khóa của dòng.",
            )  # fmt: skip
            self.lose(None, day)
        return day

    def future(self, sheet: str, row: RawRow, column: str, day: date) -> None:
        """The day has not come yet."""
        self.fault(
            sheet, row, column, "future_day",
            f"Ngày {day:%d/%m/%Y} ở sau ngày làm việc hôm nay {self.today:%d/%m/%Y}.",
            "Ghi ngày đã xảy ra, hoặc bỏ dòng này khỏi tệp.",
        )  # fmt: skip

    def amount(self, sheet: str, row: RawRow) -> int | None:
        """The đồng of `so_tien`; None when empty or unreadable."""
        found: int | None = self.take(sheet, row, "so_tien", cells.dong)
        return found

    def position(self, sheet: str, row: RawRow, *, must: bool) -> int | None:
        """The number of an item, from 1."""
        read = self.need if must else self.take
        found: int | None = read(sheet, row, "khoan", cells.whole)
        if found is None or 1 <= found < 10_000:
            return found
        self.fault(
            sheet, row, "khoan", "bad_number", f"Số khoản {found}.",
            "Ghi số thứ tự của khoản trong việc: 1, 2, …",
        )  # fmt: skip
        self.parsed.torn = True
        return None

    def lose(self, item: int | None, day: date | None) -> None:
        """What is known of this item (None: of all) is not the whole from that day on."""
        since = day or date.min
        lost = self.parsed.lost
        lost[item] = min(since, lost.get(item, since))

    def fault(
        self, sheet: str, row: RawRow, column: str | None, code: str, message: str, remedy: str
    ) -> None:
        """Note what keeps the case out."""
        self.parsed.faults.append(Fault(sheet, row.number, column, code, message, remedy))

    def warn(
        self, sheet: str, row: RawRow, column: str | None, code: str, message: str, remedy: str
    ) -> None:
        """Note what keeps nothing out."""
        self.parsed.faults.append(
            Fault(sheet, row.number, column, code, message, remedy, Severity.WARNING)
        )
