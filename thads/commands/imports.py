"""thads import: a register workbook checked, and entered when it is sound."""

import json
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count, islice
from pathlib import Path
from time import monotonic
from typing import Any

import click
from sqlalchemy.orm import Session

from tenants import registry
from tenants.context import TenantRef
from tenants.sessions import open_session
from thads.commands.arguments import as_json
from thads.commands.vietnamese import Vietnamese
from thads.core import files
from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.imports import actions, preparing
from thads.imports.checking import Importer
from thads.imports.exporting.faulty import faulty_workbook
from thads.imports.faults import Fault, UnusableFile
from thads.imports.models import ImportPurpose, Severity
from thads.imports.preparing import Prepared
from thads.imports.stage import Difference

FOUND_SOMETHING = 1
SHOWN = 200  # faults for people; --json gives all
EVERY_SECONDS = 0.9
SEVERITIES = {"faults": Severity.FAULT, "warnings": Severity.WARNING}
WHOLE_PROVINCE = Importer(unit_id=None, may_offices=True)


@click.command("import", cls=Vietnamese)
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Chỉ kiểm tra, không ghi gì.")
@click.option(
    "--sound-only",
    is_flag=True,
    help="Còn lỗi vẫn nhập các việc không lỗi; dòng lỗi được trả lại trong tệp …-loi.xlsx.",
)
@as_json
def import_(slug: str, file: Path, check: bool, sound_only: bool, json_: bool) -> int:
    """Nhập sổ thụ lý từ tệp Excel: kiểm tra hết trước, không lỗi mới ghi."""
    file.stat()  # its absence is told in one line
    ref = registry.find(slug)
    with _told() as ticker, open_session(slug, read_only=True) as reading:
        try:
            with preparing.prepared(
                reading, file, importer=WHOLE_PROVINCE, today=_today(ref), progress=ticker.tell
            ) as found:
                wanted = not check and (found.is_sound or sound_only)
                if wanted:
                    ticker.tell("Ghi vào sổ", 0, 0)
                    _apply(slug, file, found, sound_only=sound_only)
                ticker.stop()
                (_print_json if json_ else _print)(ref, file, found, applied=wanted)
                if found.is_sound:
                    return 0
                if wanted:
                    _hand_back(file, found)
                return FOUND_SOMETHING
        except UnusableFile as unusable:
            raise RuleBroken("import.unusable", str(unusable)) from unusable


def _apply(slug: str, file: Path, found: Prepared, *, sound_only: bool) -> None:
    """Enter what was found sound, if there is anything: again is no change and leaves no trace."""
    if not found.has_changes:
        return
    now = datetime.now(UTC)
    with open_session(slug) as db:
        with files.workshop(db, "imports") as folder:
            copy = Path(shutil.copyfile(file, folder / f"register{actions.SUFFIX}"))
            register_import = actions.register(
                db, file.name, copy, ImportPurpose.REGISTER, by=None, now=now
            )
        register_import.sound_only = sound_only
        actions.record_findings(db, register_import, found.stage, found.findings, now=now)
        try:
            actions.write(db, register_import, found, by=None, now=now)
            db.commit()
        except BaseException:
            _drop(db, register_import.file_key)
            raise


def _hand_back(file: Path, found: Prepared) -> None:
    """What was left out, beside the file it came from; nothing that stands there is overwritten."""
    place = next(
        path for n in count(1)
        if not (path := file.with_name(f"{file.stem}-loi{'' if n == 1 else f'-{n}'}.xlsx")).exists()
    )  # fmt: skip
    try:
        faulty_workbook(found.stage, place)
    except OSError as refused:
        click.echo(f"Không ghi được các dòng lỗi ra {place}: {refused.strerror}.", err=True)
        return
    click.echo(f"Các dòng lỗi, ô đỏ kèm cách sửa: {place}", err=True)


def _drop(db: Session, key: str) -> None:
    db.rollback()
    files.discard(db, key)


def _today(ref: TenantRef) -> date:
    return ref.practice_day or datetime.now(VIETNAM).date()


class Ticker:
    """Says on standard error how far the work is, at least each second, whatever it is doing."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._said = ""
        self._now = "Mở tệp"
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def tell(self, label: str, done: int, total: int) -> None:
        """What is being done, how many of how many (0: not known)."""
        of = f" / {format_dong(total)}" if total else ""
        self._now = f"{label}: {format_dong(done)}{of}" if done or total else label

    def stop(self) -> None:
        """No more."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        began = monotonic()
        while not self._ended.wait(EVERY_SECONDS):
            click.echo(f"{monotonic() - began:.0f} s  {self._now}", err=True)


@contextmanager
def _told() -> Iterator[Ticker]:
    ticker = Ticker()
    try:
        yield ticker
    finally:
        ticker.stop()


def _print(ref: TenantRef, file: Path, found: Prepared, *, applied: bool) -> None:
    findings = found.findings.as_json()
    click.echo(f"{ref.slug}: {file.name}")
    for title, name, words in LINES:
        if told := _counts(findings.get(name, {}), words):
            click.echo(f"{title}: {told}")
    _print_some(map(_line, found.stage.faults()))
    _print_some(map(_line_of_difference, found.stage.differences()))
    faults, warnings = findings["faults"], findings["warnings"]
    click.echo(f"Lỗi: {format_dong(faults)}; lưu ý: {format_dong(warnings)}.")
    click.echo(_outcome(found, applied=applied))


def _print_some(lines: Iterator[str]) -> None:
    for line in islice(lines, SHOWN):
        click.echo(line)
    if more := sum(1 for _ in lines):
        click.echo(f"… và {format_dong(more)} dòng nữa; --json cho tất cả.")


LINES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("Số dòng", "rows", {}),
    ("Việc", "cases", {
        "total": "trong tệp", "new": "mới", "same": "không đổi", "changed": "thay đổi",
        "faulty": "có lỗi", "kept_apart": "để riêng",
    }),
    ("Đơn vị", "offices", {"new": "mới", "same": "không đổi", "changed": "thay đổi"}),
    ("Cán bộ", "people", {"new": "mới", "same": "không đổi", "changed": "thay đổi"}),
    ("Tiền (đ)", "sums", {
        "awarded": "phải thi hành", "collected": "đã thu", "reversed": "hủy thu",
        "paid_out": "đã chi trả", "paid_to_budget": "nộp ngân sách",
    }),
)  # fmt: skip


def _counts(counts: dict[str, int], words: dict[str, str]) -> str:
    return ", ".join(
        f"{words.get(name, name)} {format_dong(count)}" for name, count in counts.items()
    )


def _line(fault: Fault) -> str:
    place = f"{fault.sheet}!{fault.row}" + (f" {fault.column}" if fault.column else "")
    mark = "" if fault.severity is Severity.FAULT else "lưu ý: "
    return f"{place}: {mark}{fault.message} — {fault.remedy}"


def _line_of_difference(one: Difference) -> str:
    where = f"{one.sheet}!{one.row} " if one.row else f"{one.sheet} " if one.sheet else ""
    return f"{one.key}: {where}{one.field or ''}: {one.ours or '–'} → {one.theirs or '–'}"


def _outcome(found: Prepared, *, applied: bool) -> str:
    laying = found.laying
    if applied and found.has_changes:
        return f"Đã nhập {format_dong(laying.cases)} việc, trong đó thay thế {laying.replaced}."
    if applied:
        return "Sổ đã có tất cả; không ghi gì thêm."
    if found.is_sound:
        return "Tệp không có lỗi. Chưa ghi gì (--check)."
    return (
        "Chưa ghi gì: sửa các lỗi trên rồi nhập lại, hoặc --sound-only để nhập các việc không lỗi."
    )


def _print_json(ref: TenantRef, file: Path, found: Prepared, *, applied: bool) -> None:
    """Counts, sums, faults (case-import.md) and in what changed cases differ from ours; the lists,
    however long, are written one by one."""
    findings = found.findings.as_json()
    head: dict[str, Any] = {
        "tenant": ref.slug, "file": file.name, "applied": applied and found.has_changes,
        "counts": {name: findings[name] for name in ("rows", "cases", "offices", "people")},
        "sums": findings["sums"],
    }  # fmt: skip
    sys.stdout.write(json.dumps(head, ensure_ascii=False)[:-1])
    for name, severity in SEVERITIES.items():
        told = (fault for fault in found.stage.faults() if fault.severity is severity)
        _write_list(name, (_without(fault._asdict(), "severity") for fault in told))
    _write_list("differences", (_without(d._asdict(), "kind") for d in found.stage.differences()))
    sys.stdout.write("}\n")


def _write_list(name: str, lines: Iterator[dict[str, Any]]) -> None:
    sys.stdout.write(f', "{name}": [')
    for place, line in enumerate(lines):
        text = json.dumps(line, ensure_ascii=False, default=str)
        sys.stdout.write((", " if place else "") + text)
    sys.stdout.write("]")


def _without(line: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key != name}
