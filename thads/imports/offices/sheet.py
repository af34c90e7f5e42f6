"""Reading a sheet that is not of cases: one line a row, each name once."""

from collections.abc import Callable
from datetime import date

from thads.imports.offices.records import Brought, Named
from thads.imports.parsing.parsed import Parsed
from thads.imports.parsing.rows import RowReader
from thads.imports.stage import RawRow, Stage


class SheetReader:
    """Reads the rows of one sheet and hands their faults to the stage."""

    def __init__(self, stage: Stage, sheet: str, today: date, *, allowed: bool) -> None:
        self.stage = stage
        self.sheet = sheet
        self.cells = RowReader(Parsed(0), today)
        self.allowed = allowed

    def rows(
        self,
        name_column: str,
        read: Callable[[RawRow], Named | None],
        name_of: Callable[[Named], str],
    ) -> dict[str, tuple[RawRow, Named]]:
        """The sound rows by the name that each gives."""
        found: dict[str, tuple[RawRow, Named]] = {}
        for row in self.stage.sheet_rows(self.sheet):
            line = read(row)
            if line is not None and name_of(line) in found:
                self._twice(row, name_column, name_of(line), found[name_of(line)][0])
                line = None
            if self.tell() and line is not None:
                found[name_of(line)] = row, line
        return found

    def tell(self) -> bool:
        """Hand what is wrong to the stage; whether nothing was."""
        faults = self.cells.parsed.faults
        for fault in faults:
            self.stage.fault(fault)
        self.cells.parsed.faults = []
        return not faults

    def fault(self, row: RawRow, column: str | None, code: str, message: str, remedy: str) -> None:
        """Note what is wrong."""
        self.cells.fault(self.sheet, row, column, code, message, remedy)

    def settle(
        self, row: RawRow, line: Named, before: Named | None, brought: Brought[Named]
    ) -> bool:
        """Count a sound row; whether it stands (nobody may change offices who was not let)."""
        if line == before:
            brought.same += 1
            return True
        if not self.allowed:
            what = "thêm mới" if before is None else "thay đổi"
            self.fault(
                row, None, "offices_not_allowed",
                f"Dòng này {what} đơn vị hoặc cán bộ; anh/chị không có quyền đó.",
                "Nhờ quản trị tỉnh nhập hai sheet don_vi và can_bo, hoặc bỏ dòng này khỏi tệp.",
            )  # fmt: skip
            return False
        (brought.new if before is None else brought.changed).append(line)
        return True

    def _twice(self, row: RawRow, column: str, name: str, first: RawRow) -> None:
        self.fault(
            row, column, "duplicate_key",
            f"“{name}” ở dòng {row.number} đã có ở dòng {first.number}.",
            "Giữ một dòng, hoặc sửa mã cho khác nhau.",
        )  # fmt: skip
