"""A number given out twice in its series and year: the cases are told apart by their days."""

import sqlite3

from thads.imports.faults import Fault
from thads.imports.models import Severity
from thads.imports.ours import Numbered
from thads.imports.register import CaseKey

_TABLE = """CREATE TABLE numbered
    (unit, series, year, number, day, row, PRIMARY KEY (unit, series, year, number))
    WITHOUT ROWID"""
_KEEP = "INSERT OR IGNORE INTO numbered VALUES (?, ?, ?, ?, ?, ?)"
_FIND = "SELECT day, row FROM numbered WHERE unit = ? AND series = ? AND year = ? AND number = ?"


class NumbersOfWorkbook:
    """The numbers of the cases read so far, kept in the stage."""

    def __init__(self, stage: sqlite3.Connection) -> None:
        self.stage = stage
        stage.execute(_TABLE)

    def keep(self, key: CaseKey, row: int) -> Fault | None:
        """Remember the number of a case; the warning when an earlier row has it on another day."""
        number, day = Numbered.of(key), key.day.isoformat()
        if self.stage.execute(_KEEP, (*number, day, row)).rowcount:
            return None
        first_day, first_row = self.stage.execute(_FIND, number).fetchone()
        return None if first_day == day else repeated(key, row, f"việc ở dòng {first_row}")


def repeated(key: CaseKey, row: int, by: str) -> Fault:
    """The warning that a number is used twice (TT04/2023 Đ.30)."""
    number = Numbered.of(key)
    return Fault(
        "viec", row, "so_qd", "number_repeated",
        f"Số {key.number}/{key.series} của năm thống kê {number.year} cũng là số của {by}.",
        "Kiểm tra lại số và ngày quyết định; nếu sổ đã ghi như vậy thì vẫn được nhập.",
        Severity.WARNING,
    )  # fmt: skip
