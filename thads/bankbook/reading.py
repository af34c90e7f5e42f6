"""Reads a statement file into rows by a process of its own, which may die without harm.

The process knows no database and no secret; its memory and its time are limited.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from thads.bankbook.table import REFUSED
from thads.core.errors import RuleBroken
from thads.core.workbook import NOTHING_WRITTEN

MOST_BYTES = 20 * 2**20
_ROOT = Path(__file__).parents[2]

Cell = str | int | float


class Row(NamedTuple):
    """One row of the file, numbered as it stands there."""

    number: int
    cells: list[Cell]


def read(file: Path, made: Path) -> int:
    """Write the file's rows to `made`, one a line; how many. RuleBroken says why it cannot be."""
    size = file.stat().st_size
    if size == 0:
        raise _refused("Tệp trống (0 byte). Chưa ghi gì; tải lại sao kê từ ngân hàng.")
    if size > MOST_BYTES:
        raise _refused(
            f"Tệp lớn hơn {MOST_BYTES // 2**20} MB. Chưa ghi gì; tải sao kê theo kỳ ngắn hơn."
        )
    with made.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "thads.bankbook.table", str(file.resolve())], cwd=_ROOT,
            env={"PATH": os.defpath, "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"},
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    if done.returncode == REFUSED:
        raise _refused(_last_line(made)["unusable"])
    if done.returncode < 0:  # its limits ended it
        raise _refused(
            f"Đọc tệp cần quá nhiều thời gian hoặc bộ nhớ nên đã dừng. {NOTHING_WRITTEN} Xóa các "
            "dòng, cột thừa, lưu thành .xlsx rồi nhập lại."
        )
    if done.returncode:
        raise RuntimeError(f"status {done.returncode}: {done.stderr[-2000:]!r}")
    with made.open("rb") as lines:
        return sum(1 for _ in lines)


def rows(made: Path) -> Iterator[Row]:
    """The rows that were read, one at a time."""
    with made.open(encoding="utf-8") as lines:
        for line in lines:
            number, cells = json.loads(line)
            yield Row(number, cells)


def _refused(message: str) -> RuleBroken:
    return RuleBroken("bank.unreadable", message, field="file")


def _last_line(made: Path) -> Any:
    with made.open("rb") as lines:
        last = b"{}"
        for line in lines:
            last = line
    return json.loads(last)
