"""Takes one job of one province, does it once, and says how it went."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import CursorResult, and_, or_, update
from sqlalchemy.orm import Session

import thads.schema  # noqa: F401  (records name each other)
from tenants.sessions import open_session
from thads.core.jobs import BackgroundJob, JobState
from workers.jobs import HANDLERS

ATTEMPTS = 3
BEAT_SECONDS = 5.0
SILENT = timedelta(seconds=30)  # a worker silent for so long is taken for dead
log = logging.getLogger(__name__)


class Progress:
    """Tells the waiting person how far the work is; each step commits what was done so far."""

    def __init__(self, db: Session, job: BackgroundJob) -> None:
        self.db = db
        self.job = job

    def step(self, done: int, total: int, label: str) -> None:
        """`done` of `total` steps are finished; `label` is the one now begun."""
        self.job.steps_done, self.job.steps_total, self.job.step_label = done, total, label
        self.job.heartbeat_at = datetime.now(UTC)
        self.db.commit()


def run(slug: str, job_id: str) -> bool:
    """Do the job if it is still to be done; False when another worker has it or it is done."""
    with open_session(slug) as db:
        if not _take(db, UUID(job_id)):
            return False
        job = db.get_one(BackgroundJob, UUID(job_id))
        try:
            with _heartbeat(slug, job.id):
                message = HANDLERS[job.name](db, job, Progress(db, job))
        except Exception:
            log.exception("job %s of %s failed", job.name, slug)
            db.rollback()
            _give_back(db, UUID(job_id))
            return False
        job.state, job.message = JobState.DONE, message
        job.steps_done, job.step_label = job.steps_total, None
        job.finished_at = datetime.now(UTC)
        db.commit()
        return True


def _take(db: Session, job_id: UUID) -> bool:
    """Mark the row as ours: waiting, or running under a worker that fell silent."""
    now = datetime.now(UTC)
    abandoned = and_(
        BackgroundJob.state == JobState.RUNNING, BackgroundJob.heartbeat_at < now - SILENT
    )
    taken = db.execute(
        update(BackgroundJob)
        .where(
            BackgroundJob.id == job_id, or_(BackgroundJob.state == JobState.WAITING, abandoned)
        )
        .values(
            state=JobState.RUNNING, started_at=now, heartbeat_at=now,
            attempts=BackgroundJob.attempts + 1,
        )
    )  # fmt: skip
    db.commit()
    return isinstance(taken, CursorResult) and taken.rowcount == 1


def _give_back(db: Session, job_id: UUID) -> None:
    """After a failure: wait for another try, or end with words for the person who asked."""
    job = db.get_one(BackgroundJob, job_id)
    if job.attempts < ATTEMPTS:
        job.state = JobState.WAITING
        job.message = f"Lần {job.attempts} không thành; hệ thống sẽ tự làm lại."
    else:
        job.state, job.finished_at = JobState.FAILED, datetime.now(UTC)
        job.message = (
            f"Đã thử {job.attempts} lần không thành. Dữ liệu không thay đổi; "
            "hãy yêu cầu lại hoặc báo quản trị."
        )
    db.commit()


@contextmanager
def _heartbeat(slug: str, job_id: UUID) -> Iterator[None]:
    """While the work lasts, its row says that somebody is on it."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT_SECONDS):
            with open_session(slug) as db:
                db.execute(
                    update(BackgroundJob)
                    .where(BackgroundJob.id == job_id)
                    .values(heartbeat_at=datetime.now(UTC))
                )
                db.commit()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
