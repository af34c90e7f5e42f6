"""The reading process: `python -m thads.imports.package WORKBOOK STAGE CUT`.

Lines of JSON on stdout: {"sheet", "rows"} while it reads, {"unusable"} when it refuses. A file
that takes too much memory or time ends this process and nothing else.
"""

import errno
import gc
import json
import os
import resource
import signal
import sqlite3
import sys
import time
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from thads.core.workbook import Broken, TooBig, Unreadable, opened
from thads.imports import rawrows
from thads.imports.package.contents import Contents, contents
from thads.imports.package.findings import Findings
from thads.imports.package.pieces import Cutter, Notes, Piece
from thads.imports.package.rows import RowReader

MEMORY = 300 * 2**20
SECONDS = 600
_DISK = 3 * 2**30  # of one file
_EVERY = 0.25  # seconds between two lines of progress
_STEPS = 50_000  # of the database, some milliseconds


class Teller:
    """Tells on stdout how far the reading is, not too often."""

    def __init__(self) -> None:
        self._told = 0.0
        self._last: tuple[str, int] = ("", 0)

    def __call__(self, sheet: str, rows: int) -> None:
        """So many rows of this sheet were read."""
        self._last = sheet, rows
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            tell({"sheet": sheet, "rows": rows})

    def again(self) -> None:
        """Still at it."""
        self(*self._last)


def tell(line: dict[str, object]) -> None:
    """One line of JSON."""
    print(json.dumps(line, ensure_ascii=False), flush=True)  # noqa: T201


def cut(workbook: Path, to: Path, notes: Notes) -> tuple[Contents, list[Piece]]:
    """The contents of the workbook, and its pieces in the new one."""
    with opened(workbook) as source:
        found = contents(source)
        with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as made:
            return found, Cutter(source, made, notes).cut(found)


def read(workbook: Path, stage: Path, cut_to: Path) -> None:
    """Fill the stage from the workbook."""
    progress = Teller()
    with closing(rawrows.connect(str(stage))) as connection:
        rawrows.create(connection)
        findings = Findings(connection, progress)
        found, pieces = cut(workbook, cut_to, findings)
        rows = RowReader(connection, findings, progress)
        if pieces:
            with CalamineWorkbook.from_path(str(cut_to)) as book:
                rows.read(book, pieces)
        cut_to.unlink()
        connection.set_progress_handler(progress.again, _STEPS)
        findings.tell(found, rows.headings)
        rawrows.finish(connection, [tab.name for tab in found.tabs])
        _check_cases(rawrows.too_many(connection))


def _check_cases(too_many: tuple[str, int] | None) -> None:
    if too_many:
        sheet, row = too_many
        raise TooBig(f"Sheet {sheet}: việc ở dòng {row} có quá nhiều dòng.")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_DISK, _DISK))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(SECONDS)


def main() -> int:
    """0 when the stage is filled, 3 when the file is refused, 4 when the disk is full."""
    _limit()
    os.umask(0o077)
    gc.disable()  # rows come and go by the thousand and refer to nothing
    try:
        read(*map(Path, sys.argv[1:4]))
    except Unreadable as refused:
        tell({"unusable": str(refused)})
    except MemoryError:
        tell({"unusable": str(TooBig("Đọc tệp cần quá nhiều bộ nhớ."))})
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, CalamineError):
        tell({"unusable": str(Broken())})
    except (OSError, sqlite3.OperationalError) as failure:
        if not is_full(failure):
            raise
        return 4
    else:
        return 0
    return 3


def is_full(failure: OSError | sqlite3.OperationalError) -> bool:
    """No room was left on the disk."""
    if isinstance(failure, OSError):
        return failure.errno == errno.ENOSPC
    return getattr(failure, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


if __name__ == "__main__":
    sys.exit(main())
