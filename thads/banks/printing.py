"""Meeting packs on A4: asked for, laid out in the background, kept for a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import files, jobs
from thads.core.days import VIETNAM
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import User

KEPT = timedelta(days=7)
FOLDER = "bank-packs"


def ask_for(
    db: Session, terms: dict[str, str | None], *, by: User, now: datetime
) -> BackgroundJob:  # fmt: skip
    """Have a pack laid out; asked twice while it is being made, it is made once."""
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.PRINT_BANK_PACK, BackgroundJob.asked_by_id == by.id,
        BackgroundJob.state.in_([JobState.WAITING, JobState.RUNNING]),
    )  # fmt: skip
    running = next((job for job in db.scalars(stmt) if job.arguments == terms), None)
    if running is not None:
        return running
    job = jobs.after_commit(db, Job.PRINT_BANK_PACK, asked_by_id=by.id, now=now, **terms)
    audit.record(db, by, "institution.pack_asked", job, **terms)
    return job


def keep(db: Session, job: BackgroundJob, made: Path, pages: int, *, now: datetime) -> str:
    """Keep what was made, made again it takes its own place; the words for who asked."""
    files.keep(db, _key(job), made)
    job.arguments = {**job.arguments, "pack_pages": pages}
    until = (now + KEPT).astimezone(VIETNAM)
    return f"Đã lập xong, {pages} trang. Tệp được giữ đến hết ngày {until:%d/%m/%Y}."


def file_of(db: Session, job_id: UUID, *, by: User) -> BinaryIO:
    """The paper, for who asked for it; NotFound for others and after a week."""
    job = db.get(BackgroundJob, job_id)
    mine = job is not None and job.asked_by_id == by.id and job.name is Job.PRINT_BANK_PACK
    if job is None or not mine or "pack_pages" not in job.arguments:
        raise NotFound
    return files.opened(db, _key(job))


def purge(db: Session, *, now: datetime) -> int:
    """Remove packs that are older than a week."""
    return files.remove_older(db, FOLDER, before=now - KEPT)


def _key(job: BackgroundJob) -> str:
    return f"{FOLDER}/{job.id}.pdf"
