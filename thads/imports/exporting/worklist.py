"""A list of duties as a workbook: what its page shows, without the names of parties."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet, write
from thads.worklists.queries import TaskLine

COLUMNS = (
    Column("Việc", width=22), Column("Phải làm", width=38), Column("Tính từ ngày", Kind.DAY),
    Column("Sự kiện", width=34), Column("Hạn", Kind.DAY), Column("Quá hạn (ngày)", Kind.NUMBER),
    Column("Điều luật", width=34), Column("Chấp hành viên", width=24), Column("Đơn vị", width=32),
)  # fmt: skip


def write_tasks(path: Path, lines: Iterable[TaskLine], *, day: date, asked: str) -> None:
    """Write the list; `asked`: by what it was filtered, in words."""
    banner = (f"Việc phải làm, tính đến hết ngày {day:%d/%m/%Y}", asked)
    write(path, [Sheet("Việc phải làm", COLUMNS, _rows(lines, day), banner)])


def _rows(lines: Iterable[TaskLine], day: date) -> Iterator[Cells]:
    for line in lines:
        task, left = line.task, line.task.days_left(day)
        yield (
            line.title, task.title, task.since, task.event, task.due,
            -left if left is not None and left < 0 else None, task.law, line.officer, line.unit,
        )  # fmt: skip
