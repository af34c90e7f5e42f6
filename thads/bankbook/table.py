"""The reading process: `python -m thads.bankbook.table FILE`, a statement's rows as JSON.

A file that takes too much memory or time ends this process and nothing else. Exit status 3: the
last line says why the file is refused.
"""

import csv
import io
import json
import math
import os
import resource
import signal
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from thads.core.workbook import NOTHING_WRITTEN, Broken, Unreadable, opened

MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 1_000
MEMORY = 400 * 2**20
SECONDS = 60
REFUSED = 3
_SEPARATORS = ";,\t|"
_LOOKED_AT = 50  # lines by which the separator is found
_ASK_AGAIN = "Tải lại sao kê từ ngân hàng dạng .xlsx hoặc CSV (UTF-8) rồi nhập lại."

Row = list[Any]


def rows_of(file: Path) -> Iterator[Row]:
    """The rows with something in them, cells as text or numbers; Unreadable for all else."""
    with file.open("rb") as given:
        start = given.read(8)
    if start.startswith((b"PK", b"%PDF", b"\xd0\xcf\x11\xe0")):
        return _of_workbook(file)
    return _of_text(file.read_bytes())


def _of_workbook(file: Path) -> Iterator[Row]:
    opened(file).close()  # refuses what is no workbook, or holds macros, or unpacks too big
    with CalamineWorkbook.from_path(str(file)) as book:
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS * 2 or sheet.total_width > MOST_COLUMNS * 4:
                raise _too_many()
            rows = [[_plain(cell) for cell in row] for row in sheet.to_python()]
            if any(any(row) for row in rows):
                return iter(rows)
    raise Unreadable("Tệp không có dòng nào.", _ASK_AGAIN)


def _of_text(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    if any(unicodedata.category(letter) == "Cc" for letter in set(text) - set("\t\r\n")):
        raise Unreadable("Tệp không phải văn bản đọc được.", _ASK_AGAIN)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Unreadable("Tệp không có dòng nào.", _ASK_AGAIN)
    return _separated(text, _separator(lines[:_LOOKED_AT]))


def _separated(text: str, separator: str) -> Iterator[Row]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            yield [_plain(cell) for cell in row]
    except csv.Error:
        raise Unreadable("Dấu ngoặc kép trong tệp CSV không khép kín.", _ASK_AGAIN) from None


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 with or without a mark, else Windows-1258; NFC."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content[1:2] == b"\0":
        encodings = ["utf-16-le"]
    elif content[:1] == b"\0":
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1258"]
    for encoding in encodings:
        try:
            return unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable("Không nhận ra bảng mã của tệp.", _ASK_AGAIN)


def _separator(lines: list[str]) -> str:
    """What stands most often, on most lines."""
    return max(_SEPARATORS, key=lambda one: sum(min(line.count(one), 20) for line in lines))


def _plain(cell: object) -> str | int | float:
    """As JSON keeps it; a day as dd/mm/yyyy, whole numbers as such, text NFC on one line."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return str(cell)
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, int):
        return cell
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())[:LONGEST_CELL]


def _kept(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    """Rows with something in them and their numbers in the file; too many are refused."""
    count = 0
    for number, row in enumerate(rows, start=1):
        if any(cell != "" for cell in row):
            count += 1
            if count > MOST_ROWS or len(row) > MOST_COLUMNS * 4:
                raise _too_many()
            yield number, row[:MOST_COLUMNS]


def _too_many() -> Unreadable:
    return Unreadable(
        f"Tệp có hơn {MOST_ROWS} dòng hoặc quá nhiều cột.", "Tải sao kê theo kỳ ngắn hơn."
    )


def _say(line: object) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def main() -> int:
    """0 when all rows were told, 3 when the file is refused."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(SECONDS)
    os.umask(0o077)
    try:
        for number, row in _kept(rows_of(Path(sys.argv[1]))):
            _say([number, row])
    except Unreadable as refused:
        _say({"unusable": str(refused)})
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, CalamineError):
        _say({"unusable": str(Broken())})
    except MemoryError:
        _say({"unusable": f"Đọc tệp cần quá nhiều bộ nhớ. {NOTHING_WRITTEN} {_ASK_AGAIN}"})
    else:
        return 0
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
