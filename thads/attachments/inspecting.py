"""Looks into files before they are kept, by a process of its own, which may die without harm.

The process (`workers.filecheck`, which alone may know the PDF library) knows no database and no
secret; its memory and its time are limited.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from thads.attachments.filetypes import HEAD, KEPT, FileType, check_name, check_size, refuse, sniff
from thads.core.text import clean

_ROOT = Path(__file__).parents[2]
_LONGEST_NAME = 200
WRONG = {
    "encrypted": "“{name}” có mật khẩu nên không mở được. {kept}; bỏ mật khẩu rồi gửi lại.",
    "broken": "“{name}” bị hỏng hoặc thiếu phần cuối nên không mở được. {kept}; quét hoặc lưu lại "
    "rồi gửi lại.",
    "empty": "“{name}” không có trang nào. {kept}; chọn tệp khác.",
    "too_many_pages": "“{name}” có quá nhiều trang ({most}). {kept}; tách thành nhiều tệp.",
    "too_many_pixels": "“{name}” là ảnh quá lớn (hơn {most} triệu điểm ảnh). {kept}; chụp hoặc "
    "quét ở độ phân giải thấp hơn.",
    "too_much_inside": "“{name}” bung ra quá lớn. {kept}; chọn tệp khác.",
    "macros": "“{name}” có mã lệnh (macro). {kept}; lưu lại thành .docx, .xlsx hoặc PDF.",
    "other_package": "“{name}” là tệp nén, không phải tệp Word (.docx) hay Excel (.xlsx). {kept}; "
    "giải nén rồi gửi từng tệp.",
    "too_long": "Xem xét “{name}” cần quá nhiều thời gian hoặc bộ nhớ nên đã dừng. {kept}; lưu "
    "lại tệp cho đơn giản hơn rồi gửi lại.",
}


class Inspected(NamedTuple):
    """A file that was looked into: what it is, and what will be known of it."""

    path: Path
    name: str
    file_type: FileType
    size: int
    sha256: str
    pages: int | None
    picture: Path | None


class InspectionFailed(Exception):
    """The looking process ended in a way that no file should bring about."""


def inspect(given: Sequence[tuple[str, Path]]) -> list[Inspected]:
    """What these files (name as given, place on disk) are; RuleBroken names the first bad one.

    Small pictures are written beside them.
    """
    named = [(bare(name), path) for name, path in given]
    sizes = [path.stat().st_size for _, path in named]
    for (name, _), size in zip(named, sizes, strict=True):
        if size == 0:
            refuse("empty", f"“{name}” trống (0 byte). {KEPT}; chọn tệp khác.")
    kinds = [sniff(_head(path), name) for name, path in named]
    for (name, _), kind, size in zip(named, kinds, sizes, strict=True):
        if isinstance(kind, FileType):
            check_name(name, kind)
            check_size(name, size, kind)
    looked = _look([(kind, path) for kind, (_, path) in zip(kinds, named, strict=True)])
    return [
        _inspected(name, path, size, told)
        for (name, path), size, told in zip(named, sizes, looked, strict=True)
    ]


def pages_of(papers: Sequence[Path]) -> list[int]:
    """How many pages these PDFs of our own have."""
    return [int(str(told["pages"])) for told in _look([(FileType.PDF, p) for p in papers])]


def bare(name: str) -> str:
    """A name without folders or control characters, of bearable length; its ending stays."""
    last = clean(name.replace("\\", "/").rpartition("/")[2]).strip(". ") or "tep"
    stem, dot, ending = last.rpartition(".")
    if len(last) <= _LONGEST_NAME:
        return last
    return f"{stem[: _LONGEST_NAME - 12]}{dot}{ending[:10]}"


def _inspected(name: str, path: Path, size: int, told: dict[str, object]) -> Inspected:
    fault = told.get("fault")
    if fault is not None:
        refuse(str(fault), WRONG[str(fault)].format(name=name, kept=KEPT, most=told.get("most")))
    found = FileType.of(str(told["type"]))
    check_name(name, found)
    check_size(name, size, found)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    pages, picture = told["pages"], path.with_name(f"{path.name}.small")
    return Inspected(
        path, name, found, size, sha256, int(str(pages)) if pages else None,
        picture if picture.is_file() else None,
    )  # fmt: skip


def _look(wanted: Sequence[tuple[str, Path]]) -> list[dict[str, object]]:
    if not wanted:
        return []
    command = [sys.executable, "-m", "workers.filecheck"]
    for kind, path in wanted:
        command += [str(kind), str(path.resolve())]
    done = subprocess.run(
        command, cwd=_ROOT, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True,
        text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode < 0 and len(told) < len(wanted):  # killed by its limits at this file
        return [*told, *({"fault": "too_long"} for _ in wanted[len(told) :])]
    if done.returncode or len(told) != len(wanted):
        _failed(done)
    return told


def _failed(done: "subprocess.CompletedProcess[str]") -> NoReturn:
    raise InspectionFailed(f"status {done.returncode}: {done.stderr[-2000:]}")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def _environment() -> dict[str, str]:
    """What the process gets to know: no address, no key, no password."""
    return {"PATH": os.defpath, "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"}
