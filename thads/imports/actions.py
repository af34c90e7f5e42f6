"""Receiving a workbook, keeping what was found in it, having it entered, taking it back.

Checking and entering are long work and done in the background; the caller commits.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.audit.actions import Person
from thads.core import files, jobs
from thads.core.errors import RuleBroken
from thads.core.ids import new_id
from thads.core.jobs import BackgroundJob, Job
from thads.core.text import clean
from thads.identity.models import Role, User
from thads.identity.policy import Permission, may, sees_whole_province
from thads.imports.checking import Findings, Importer
from thads.imports.faults import Fault
from thads.imports.models import (
    ImportDifference,
    ImportFault,
    ImportPurpose,
    RegisterImport,
)
from thads.imports.stage import Stage
from thads.imports.undoing import undo
from thads.imports.writing import write

__all__ = [
    "ask_to_apply",
    "importer_of",
    "receive",
    "record_findings",
    "record_unusable",
    "register",
    "undo",
    "write",
]

MOST_KEPT = 10_000  # faults, and differences; how many there are stands in the findings
SIZE = 1 << 20
SUFFIX, PASTED = ".xlsx", ".tsv"


def importer_of(user: User) -> Importer:
    """What this person may bring in: the cases of one's own unit, or of all; units and people."""
    whole = sees_whole_province(user.role) or user.role is Role.ADMINISTRATOR
    return Importer(
        unit_id=None if whole else user.unit_id,
        may_offices=may(user.role, Permission.USER_MANAGE),
    )


def receive(
    db: Session, file_name: str, file: Path, purpose: ImportPurpose, *, by: User, today: date,
    now: datetime,
) -> RegisterImport:  # fmt: skip
    """Keep a workbook, or a block copied from one (.tsv), and have it checked; nothing is entered.

    `file` is moved to the files of the province.
    """
    register_import = register(db, file_name, file, purpose, by=by, now=now)
    job = jobs.after_commit(
        db, Job.CHECK_REGISTER, asked_by_id=by.id, now=now, import_id=str(register_import.id),
        today=today.isoformat(),
    )  # fmt: skip
    register_import.job_id = job.id
    audit.record(
        db, by, "import.received", register_import, file=register_import.file_name,
        sha256=register_import.file_sha256, purpose=purpose,
    )  # fmt: skip
    return register_import


def register(
    db: Session, file_name: str, file: Path, purpose: ImportPurpose, *, by: Person | None,
    now: datetime,
) -> RegisterImport:  # fmt: skip
    """Move a workbook to the files of the province and write down that it came."""
    import_id, suffix = new_id(), PASTED if file.suffix == PASTED else SUFFIX
    key = f"imports/{import_id.hex}{suffix}"
    sha256 = sha256_of(file)
    files.keep(db, key, file)
    register_import = RegisterImport(
        id=import_id, purpose=purpose, file_name=clean(file_name), file_key=key,
        file_sha256=sha256, entered_at=now, entered_by_id=by.id if by else None,
    )  # fmt: skip
    db.add(register_import)
    db.flush()
    return register_import


def sha256_of(file: Path) -> str:
    """The digest of a file of any size."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(SIZE):
            digest.update(block)
    return digest.hexdigest()


def record_findings(
    db: Session, register_import: RegisterImport, stage: Stage, findings: Findings, *,
    now: datetime,
) -> None:  # fmt: skip
    """Keep what a check or a comparison found, in place of what an earlier one had found."""
    register_import.findings = findings.as_json()
    register_import.checked_at, register_import.unusable = now, None
    db.execute(delete(ImportFault).where(ImportFault.import_id == register_import.id))
    db.execute(delete(ImportDifference).where(ImportDifference.import_id == register_import.id))
    db.flush()
    told = ({**f._asdict(), "cells": _cells(stage, f)} for f in stage.faults())
    _keep(db, ImportFault, register_import, told)
    _keep(db, ImportDifference, register_import, (d._asdict() for d in stage.differences()))


def _keep(
    db: Session, record: type[Any], register_import: RegisterImport, found: Iterator[dict[str, Any]]
) -> None:
    rows = [
        {**row, "import_id": register_import.id, "position": position}
        for position, row in enumerate(islice(found, MOST_KEPT), start=1)
    ]
    if rows:
        db.execute(insert(record), rows)


def _cells(stage: Stage, fault: Fault) -> dict[str, str] | None:
    """The row of a fault as people read it."""
    row = stage.row(fault.sheet, fault.row)
    if row is None:
        return None
    return {
        name: f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
        for name, value in row.cells.items()
    }


def record_unusable(
    db: Session, register_import: RegisterImport, reason: str, *, now: datetime
) -> None:
    """Keep why a file cannot be read at all."""
    register_import.unusable, register_import.checked_at = reason, now
    register_import.findings = None


def ask_to_apply(
    db: Session, register_import: RegisterImport, *, sound_only: bool, by: User, today: date,
    now: datetime,
) -> BackgroundJob:  # fmt: skip
    """Have a checked workbook entered: all of it, or only its sound cases.

    Errors: RuleBroken when it was not checked, has faults that nobody agreed to leave out, was
    entered already, or is being worked on.
    """
    _check_ready(db, register_import, sound_only=sound_only)
    register_import.sound_only = sound_only
    job = jobs.after_commit(
        db, Job.APPLY_REGISTER, asked_by_id=by.id, now=now, import_id=str(register_import.id),
        today=today.isoformat(),
    )  # fmt: skip
    register_import.job_id = job.id
    audit.record(db, by, "import.asked", register_import, sound_only=sound_only)
    return job


def _check_ready(db: Session, register_import: RegisterImport, *, sound_only: bool) -> None:
    running = db.get(BackgroundJob, register_import.job_id) if register_import.job_id else None
    if running is not None and running.finished_at is None:
        raise RuleBroken("import.running", "Tệp đang được xử lý. Chưa ghi gì; chờ việc nền xong.")
    if register_import.purpose is not ImportPurpose.REGISTER:
        raise RuleBroken(
            "import.comparison",
            "Tệp này chỉ để đối chiếu. Chưa ghi gì; tải lên lại ở mục nhập sổ nếu muốn nhập.",
        )
    if register_import.applied_at is not None:
        raise RuleBroken("import.applied", "Tệp này đã được nhập trước đó. Không ghi thêm gì.")
    if register_import.findings is None:
        raise RuleBroken("import.unchecked", "Tệp chưa kiểm tra được. Chưa ghi gì; tải tệp khác.")
    if register_import.findings["faults"] and not sound_only:
        raise RuleBroken(
            "import.faulty",
            "Tệp còn lỗi. Chưa ghi gì; sửa tệp rồi tải lại, hoặc chọn chỉ nhập các việc không lỗi.",
        )
