"""Asking for a workbook, making it, keeping it for a week; each export is recorded (P23, P39)."""

from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import files, jobs
from thads.core.days import VIETNAM
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.core.money import format_dong
from thads.identity.models import User
from thads.imports.exporting import making, register
from thads.imports.exporting.asked import Asked, ExportPurpose
from thads.imports.exporting.making import Made, Told

KEPT = timedelta(days=7)
AT_ONCE = 2_000  # cases that nobody waits long for
FOLDER = "exports"
TOO_LONG = (
    "Sổ dài hơn số dòng mà Excel mở được (1.048.575 dòng một trang). Chưa xuất gì; "
    "hãy lọc theo đơn vị hoặc theo ngày ra quyết định rồi xuất từng phần."
)


def ask_for(
    db: Session, asked: Asked, purpose: ExportPurpose, *, by: User, now: datetime
) -> BackgroundJob:
    """Ask for a long workbook, to be made in the background; the same one that is being made for
    this person is answered again."""
    terms = {"asked": asked.as_json(), "purpose": purpose.value}
    running = _being_made(db, terms, by)
    if running is not None:
        return running
    job = jobs.after_commit(db, Job.EXPORT_REGISTER, asked_by_id=by.id, now=now, **terms)
    audit.record(db, by, "export.asked", job, purpose=purpose, **asked.as_json())
    return job


def make_at_once(
    db: Session, reading: Session, asked: Asked, purpose: ExportPurpose, *,
    office: str, by: User, now: datetime,
) -> BackgroundJob:  # fmt: skip
    """Make a short workbook now; it stands among the person's work like a long one."""
    terms = {"asked": asked.as_json(), "purpose": purpose.value}
    job = BackgroundJob(
        name=Job.EXPORT_REGISTER, arguments=terms, state=JobState.DONE, asked_by_id=by.id,
        asked_at=now, started_at=now, finished_at=now,
    )  # fmt: skip
    db.add(job)
    db.flush()
    made = make_file(reading, job.id, asked, office=office, by=by, now=now, tell=_silent)
    record(db, job, asked, purpose, made, by=by, now=now)
    return job


def make_file(
    reading: Session, job_id: UUID, asked: Asked, *,
    office: str, by: User, now: datetime, tell: Told,
) -> Made | None:  # fmt: skip
    """Make the workbook of a job and keep it; made again, it takes its own place. None: too long.

    `reading` is a session of its own: it sees one moment, whatever is committed meanwhile.
    """
    line = f"Xuất lúc {now.astimezone(VIETNAM):%H:%M %d/%m/%Y}, {by.full_name}"
    banner = (f"Sổ thụ lý thi hành án, {office}", line)
    making.snapshot(reading)
    with files.workshop(reading, FOLDER) as folder:
        path = folder / "register.xlsx"
        try:
            made = making.make(path, reading, asked, banner=banner, tell=tell)
        except register.TooManyRows:
            return None
        files.keep(reading, _key(job_id), path)
    return made


def record(
    db: Session, job: BackgroundJob, asked: Asked, purpose: ExportPurpose, made: Made | None, *,
    by: User, now: datetime,
) -> None:  # fmt: skip
    """Write down who took out what, how many rows of it and what for; say so on the job."""
    if made is None:
        job.message = TOO_LONG
        return
    job.arguments = {**job.arguments, "rows": made.rows}
    unsaid = (
        f"Mẫu sổ không có chỗ cho {format_dong(made.left_out)} quyết định sửa đổi, bổ sung hoặc ủy "
        "thác xử lý tài sản: không xuất, không ảnh hưởng số liệu. "
    )  # fmt: skip
    job.message = (
        f"Đã xuất {format_dong(made.cases)} việc, {format_dong(made.rows)} dòng. "
        f"{unsaid if made.left_out else ''}"
        f"Tệp được giữ đến hết ngày {(now + KEPT).astimezone(VIETNAM):%d/%m/%Y}."
    )
    audit.record(
        db, by, "export.made", job, purpose=purpose, cases=made.cases, rows=made.rows,
        **asked.as_json(),
    )  # fmt: skip


def file_of(db: Session, job_id: UUID, *, by: User) -> tuple[BackgroundJob, BinaryIO]:
    """A finished workbook, for who asked for it; NotFound for others and after a week."""
    job = db.get(BackgroundJob, job_id)
    mine = job is not None and job.asked_by_id == by.id and job.name is Job.EXPORT_REGISTER
    if job is None or not mine or "rows" not in job.arguments:
        raise NotFound
    return job, files.opened(db, _key(job_id))


def purge(db: Session, *, now: datetime) -> int:
    """Remove the workbooks that are older than a week."""
    return files.remove_older(db, FOLDER, before=now - KEPT)


def _being_made(db: Session, terms: dict[str, Any], by: User) -> BackgroundJob | None:
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.EXPORT_REGISTER,
        BackgroundJob.asked_by_id == by.id,
        BackgroundJob.state.in_([JobState.WAITING, JobState.RUNNING]),
    )
    return next((job for job in db.scalars(stmt) if job.arguments == terms), None)


def _key(job_id: UUID) -> str:
    return f"{FOLDER}/{job_id}.xlsx"


def _silent(done: int, total: int, label: str) -> None:
    del done, total, label
