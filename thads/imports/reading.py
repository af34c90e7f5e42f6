"""Reads a workbook into a stage by a process of its own, which may die without harm.

The process knows no database and no secret; its memory and its time are limited.
"""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from thads.core.workbook import NOTHING_WRITTEN
from thads.imports.faults import UnusableFile
from thads.imports.stage import Stage

Progress = Callable[[str, int], None]
_ROOT = Path(__file__).parents[2]
_REFUSED, _FULL = 3, 4
_REMEDY = (
    "Kiểm tra lại tệp: xóa các dòng, cột và sheet thừa (Ctrl+End cho biết ô cuối cùng), "
    "lưu thành .xlsx rồi nhập lại."
)
_ENDED = {
    signal.SIGALRM: "Đọc tệp quá lâu nên đã dừng.",
    signal.SIGXFSZ: "Tệp bung ra quá lớn nên đã dừng đọc.",
    signal.SIGABRT: "Đọc tệp cần quá nhiều bộ nhớ nên đã dừng.",
    signal.SIGKILL: "Đọc tệp cần quá nhiều bộ nhớ nên đã dừng.",
}


class ReadingFailed(Exception):
    """The reading process ended in a way that no file should bring about."""


def read(file: Path, folder: Path, progress: Progress) -> Stage:
    """The stage of a workbook, made in `folder`; UnusableFile when it is none that we can read.

    `progress` is told the sheet and its rows so far, at least each second.
    """
    stage = Stage(folder)
    try:
        _fill(stage, file, progress)
    except BaseException:
        stage.close()
        raise
    return stage


def _fill(stage: Stage, file: Path, progress: Progress) -> None:
    errors = stage.folder / "errors.txt"
    command = [sys.executable, "-m", "thads.imports.package", str(file.resolve()),
               str(stage.path), str(stage.folder / "cut.xlsx")]  # fmt: skip
    told: str | None = None
    with (
        errors.open("wb") as stderr,
        subprocess.Popen(
            command, cwd=_ROOT, env=_environment(stage.folder), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=stderr, text=True, encoding="utf-8",
        ) as process,
    ):  # fmt: skip
        try:
            for line in process.stdout or ():
                said = json.loads(line)
                told = said.get("unusable", told)
                if "sheet" in said:
                    progress(said["sheet"], said["rows"])
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise _failure(process.returncode, told, errors)


def _failure(status: int, told: str | None, errors: Path) -> Exception:
    if status == _REFUSED and told:
        return UnusableFile(told)
    if status == _FULL:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(errors.parent))
    if status < 0 and -status in _ENDED:
        return UnusableFile(f"{_ENDED[signal.Signals(-status)]} {NOTHING_WRITTEN} {_REMEDY}")
    return ReadingFailed(f"status {status}: {errors.read_text(errors='replace')[-2000:]}")


def _environment(folder: Path) -> dict[str, str]:
    """What the process gets to know: no address, no key, no password."""
    return {
        "PATH": os.defpath,
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "1",  # room counts against its limit, used or not
        "SQLITE_TMPDIR": str(folder.resolve()),
    }
