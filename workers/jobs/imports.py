"""Checks a register workbook, and enters one that was checked; both may run twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from tenants.sessions import open_session
from thads.core import files
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob
from thads.core.money import format_dong
from thads.identity.models import User
from thads.imports import actions, checking, preparing, queries
from thads.imports.exporting import handing
from thads.imports.faults import UnusableFile
from thads.imports.models import ImportPurpose, RegisterImport

if TYPE_CHECKING:
    from workers.run import Progress

EVERY_SECONDS = 0.5


class Told:
    """Passes on how far the work is, not more often than people can read."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.label = ""
        self.at = 0.0

    def __call__(self, label: str, done: int, total: int) -> None:
        """What is being done, how many of how many."""
        if label == self.label and monotonic() < self.at + EVERY_SECONDS:
            return
        self.label, self.at = label, monotonic()
        self.progress.step(done, total, label)


def check_register(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Keep what is found; a second time finds it anew."""
    register_import, user, today = _asked(db, job)
    key, import_id, told = register_import.file_key, register_import.id, Told(progress)
    importer = actions.importer_of(user)
    is_comparison = register_import.purpose is ImportPurpose.COMPARISON
    told("Mở tệp", 0, 0)
    try:
        with _reading(db) as reading:
            if is_comparison:
                with (
                    files.at_hand(reading, key) as file,
                    preparing.staged(reading, file, told) as stage,
                ):
                    findings = checking.compare(
                        reading, stage, importer=importer, today=today, progress=told
                    )
                    handing.hand_back_differences(reading, import_id, stage)
                    reading.rollback()
                    actions.record_findings(
                        db, register_import, stage, findings, now=datetime.now(UTC)
                    )
                return "Đã đối chiếu xong."
            with (
                files.at_hand(reading, key) as file,
                preparing.prepared(
                    reading, file, importer=importer, today=today, progress=told
                ) as found,
            ):
                if not found.is_sound:
                    handing.hand_back_faulty(reading, import_id, found.stage)
                actions.record_findings(
                    db, register_import, found.stage, found.findings, now=datetime.now(UTC)
                )
                return f"Đã kiểm tra xong: {format_dong(found.findings.faults)} lỗi."
    except UnusableFile as unusable:
        actions.record_unusable(db, register_import, str(unusable), now=datetime.now(UTC))
        return str(unusable)


def apply_register(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Enter the workbook once, checked again against the register as it now stands."""
    register_import, user, today = _asked(db, job)
    if register_import.applied_at is not None:
        return "Tệp đã được nhập."
    key, sound_only, told = register_import.file_key, register_import.sound_only, Told(progress)
    importer = actions.importer_of(user)
    told("Mở tệp", 0, 0)
    with (
        _reading(db) as reading,
        files.at_hand(reading, key) as file,
        preparing.prepared(reading, file, importer=importer, today=today, progress=told) as found,
    ):
        now = datetime.now(UTC)
        actions.record_findings(db, register_import, found.stage, found.findings, now=now)
        if not (found.is_sound or sound_only):
            return "Tệp có lỗi so với sổ hiện tại. Chưa ghi gì; xem lại các lỗi."
        told("Ghi vào sổ", 0, 0)
        try:
            actions.write(db, register_import, found, by=user, now=now)
        except RuleBroken as broken:
            db.rollback()
            return broken.message
        return f"Đã nhập {format_dong(found.laying.cases)} việc."


def _asked(db: Session, job: BackgroundJob) -> tuple[RegisterImport, User, date]:
    wanted = job.arguments
    register_import = queries.get(db, UUID(wanted["import_id"]))
    user = db.get_one(User, job.asked_by_id)
    return register_import, user, date.fromisoformat(wanted["today"])


@contextmanager
def _reading(db: Session) -> Iterator[Session]:
    """A session that holds no lock while a workbook is read and checked."""
    with open_session(db.info["tenant"].slug, read_only=True) as reading:
        yield reading
