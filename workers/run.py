"""Takes one job of one province, does it once, and says how it went.

Each attempt writes to its row only while the row still names that attempt: a worker that was
taken for dead and comes back finds its job taken over and leaves nothing behind.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from tenants.sessions import open_session
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob, JobState
from workers.jobs import HANDLERS

ATTEMPTS = 3
BEAT_SECONDS = 5.0
SILENT = timedelta(seconds=30)  # a worker silent for so long is taken for dead
log = logging.getLogger(__name__)


class TakenOver(Exception):
    """Another worker has this job now; what this one had not committed is dropped."""


class Progress:
    """Tells the waiting person how far the work is; each step commits what was done so far."""

    def __init__(self, db: Session, job_id: UUID, attempt: int) -> None:
        self.db = db
        self.job_id = job_id
        self.attempt = attempt
        self.label: str | None = None

    def step(self, done: int, total: int, label: str) -> None:
        """`done` of `total` steps are finished; `label` is the one now begun."""
        self.label = label
        self._write(steps_done=done, steps_total=total, step_label=label)

    def end(self, state: JobState, message: str, **values: Any) -> None:
        """The job's last word, or its wish to be tried again; commits."""
        over = {} if state is JobState.WAITING else {"finished_at": datetime.now(UTC)}
        self._write(state=state, message=message, step_label=None, **over, **values)

    def beat(self) -> None:
        """Somebody is on it."""
        self._write()

    def _write(self, **values: Any) -> None:
        mine = (
            BackgroundJob.id == self.job_id,
            BackgroundJob.attempts == self.attempt,
            BackgroundJob.state == JobState.RUNNING,
        )
        values["heartbeat_at"] = datetime.now(UTC)
        written = update(BackgroundJob).where(*mine).values(**values)
        if self.db.scalar(written.returning(BackgroundJob.id)) is None:
            raise TakenOver(str(self.job_id))
        self.db.commit()


def run(slug: str, job_id: str) -> bool:
    """Do the job if it is still to be done; False when another worker has it or it is done."""
    with open_session(slug) as db:
        attempt = _take(db, UUID(job_id))
        if attempt is None:
            return False
        progress = Progress(db, UUID(job_id), attempt)
        job = db.get_one(BackgroundJob, UUID(job_id))
        name = job.name
        try:
            with _heartbeat(slug, job.id, attempt):
                message = HANDLERS[name](db, job, progress)
                # Within: a beat that waits for the lock of this transaction could not end.
                progress.end(JobState.DONE, message, steps_done=BackgroundJob.steps_total)
        except TakenOver:
            log.warning("job %s of %s was taken over", name, slug)
            return False
        except Exception as failure:
            log.exception("job %s of %s failed", name, slug)
            db.rollback()
            _give_back(progress, _reason(progress, failure))
            return False
        return True


def _take(db: Session, job_id: UUID) -> int | None:
    """Mark the row as ours, if it waits or its worker fell silent; the number of this attempt."""
    now = datetime.now(UTC)
    free = or_(BackgroundJob.state == JobState.WAITING, _abandoned(now))
    taken = (
        update(BackgroundJob)
        .where(BackgroundJob.id == job_id, free, BackgroundJob.attempts < ATTEMPTS)
        .values(
            state=JobState.RUNNING, started_at=now, heartbeat_at=now,
            attempts=BackgroundJob.attempts + 1,
        )
        .returning(BackgroundJob.attempts)
    )  # fmt: skip
    attempt = db.scalar(taken)
    if attempt is None:  # perhaps it killed every worker that took it: then it ends here
        dead = (BackgroundJob.id == job_id, _abandoned(now), BackgroundJob.attempts >= ATTEMPTS)
        last_word = {"state": JobState.FAILED, "message": _gave_up(ATTEMPTS), "finished_at": now}
        db.execute(update(BackgroundJob).where(*dead).values(last_word))
    db.commit()
    return attempt


def _abandoned(now: datetime) -> ColumnElement[bool]:
    return and_(BackgroundJob.state == JobState.RUNNING, BackgroundJob.heartbeat_at < now - SILENT)


def _give_back(progress: Progress, reason: str) -> None:
    """After a failure: wait for another try, or end with words for the person who asked."""
    attempt = progress.attempt
    try:
        if attempt < ATTEMPTS:
            again = f"Lần {attempt} không thành{reason}; hệ thống sẽ tự làm lại."
            progress.end(JobState.WAITING, again)
        else:
            progress.end(JobState.FAILED, _gave_up(attempt, reason))
    except TakenOver:
        log.warning("job %s was taken over", progress.job_id)


def _reason(progress: Progress, failure: Exception) -> str:
    """Where it stopped and by what: words for who asked, a name for who looks after the system."""
    if isinstance(failure, RuleBroken):
        return f" ({failure.message})"
    where = f"bước “{progress.label}”, " if progress.label else ""
    return f" ({where}lỗi {type(failure).__name__})"


def _gave_up(attempts: int, reason: str = " (tiến trình dừng giữa chừng)") -> str:
    return (
        f"Đã thử {attempts} lần không thành{reason}. Dữ liệu không thay đổi; "
        "hãy yêu cầu lại hoặc báo quản trị."
    )


@contextmanager
def _heartbeat(slug: str, job_id: UUID, attempt: int) -> Iterator[None]:
    """While the work lasts, its row says that somebody is on it."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT_SECONDS):
            try:
                with open_session(slug) as db:
                    Progress(db, job_id, attempt).beat()
            except TakenOver:
                return
            except SQLAlchemyError:  # the work itself may hold the writer's lock: beat later
                log.warning("no heartbeat for job %s", job_id)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
