"""Asking for a case's file as one PDF, and keeping it for a week; it is made by a worker."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import Case
from thads.core import files, jobs
from thads.core.days import VIETNAM
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import User

KEPT = timedelta(days=7)
FOLDER = "casefiles"


def ask_for(
    db: Session, case: Case, *, whole: bool, by: User, today: date, now: datetime
) -> BackgroundJob:
    """Have the file (or its index alone) bound; what is being bound for this person is answered
    again."""
    terms = {"case_id": str(case.id), "whole": whole, "today": today.isoformat()}
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.BIND_CASE_FILE,
        BackgroundJob.asked_by_id == by.id,
        BackgroundJob.state.in_([JobState.WAITING, JobState.RUNNING]),
    )
    running = next((job for job in db.scalars(stmt) if job.arguments == terms), None)
    if running is not None:
        return running
    job = jobs.after_commit(db, Job.BIND_CASE_FILE, asked_by_id=by.id, now=now, **terms)
    audit.record(db, by, "file.binding_asked", case, whole=whole, job_id=job.id)
    return job


def keep(db: Session, job: BackgroundJob, made: Path, pages: int, *, now: datetime) -> str:
    """Keep what was bound, made again it takes its own place; the words for who asked."""
    files.keep(db, _key(job.id), made)
    job.arguments = {**job.arguments, "pages": pages}
    what = "Hồ sơ" if job.arguments["whole"] else "Mục lục hồ sơ"
    until = (now + KEPT).astimezone(VIETNAM)
    return f"{what} đã lập xong, {pages} trang. Tệp được giữ đến hết ngày {until:%d/%m/%Y}."


def file_of(db: Session, job_id: UUID, *, by: User) -> tuple[BackgroundJob, BinaryIO]:
    """What was bound, for who asked for it; NotFound for others and after a week."""
    job = db.get(BackgroundJob, job_id)
    mine = job is not None and job.asked_by_id == by.id and job.name is Job.BIND_CASE_FILE
    if job is None or not mine or "pages" not in job.arguments:
        raise NotFound
    return job, files.opened(db, _key(job_id))


def purge(db: Session, *, now: datetime) -> int:
    """Remove what is older than a week."""
    return files.remove_older(db, FOLDER, before=now - KEPT)


def _key(job_id: UUID) -> str:
    return f"{FOLDER}/{job_id}.pdf"
