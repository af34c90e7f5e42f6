"""Rings again for work that nobody took: a lost bell, a lost queue, a worker that died."""

import logging
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, or_, select

from tenants import registry
from tenants.sessions import open_session
from thads.core.jobs import BackgroundJob, JobState
from workers import queue
from workers.run import SILENT

UNHEARD = timedelta(seconds=10)  # a bell younger than this may still be on its way
log = logging.getLogger(__name__)


def sweep(*, now: datetime | None = None) -> int:
    """Ring for the jobs of every active province that wait without a bell; how many were rung."""
    ringing = queue.still_ringing()
    if ringing is None:
        return 0
    rung = 0
    for ref in registry.every():
        if not ref.is_active:
            continue
        try:
            rung += _sweep_one(ref.slug, now or datetime.now(UTC), ringing)
        except Exception:
            log.exception("%s could not be swept; the others are", ref.slug)
    return rung


def _sweep_one(slug: str, now: datetime, ringing: set[str]) -> int:
    unheard = and_(BackgroundJob.state == JobState.WAITING, BackgroundJob.asked_at < now - UNHEARD)
    abandoned = and_(
        BackgroundJob.state == JobState.RUNNING, BackgroundJob.heartbeat_at < now - SILENT
    )
    with open_session(slug, read_only=True) as db:
        stmt = select(BackgroundJob.id, BackgroundJob.attempts).where(or_(unheard, abandoned))
        waiting = db.execute(stmt.order_by(BackgroundJob.asked_at)).all()
    return sum(
        queue.announce(slug, job_id, attempts=attempts)
        for job_id, attempts in waiting
        if queue.bell_name(slug, job_id, attempts) not in ringing
    )
