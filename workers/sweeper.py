"""Rings again for work that nobody took: a lost bell, a lost queue, a worker that died."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, or_, select

from tenants import registry
from tenants.sessions import open_session
from thads.core.jobs import BackgroundJob, JobState
from workers.queue import announce
from workers.run import SILENT

UNHEARD = timedelta(seconds=10)  # a bell younger than this may still be on its way


def sweep(*, now: datetime | None = None) -> int:
    """Ring for every waiting job of every active province; how many bells were rung."""
    return sum(_sweep_one(ref.slug, now or datetime.now(UTC)) for ref in registry.every()
               if ref.is_active)  # fmt: skip


def _sweep_one(slug: str, now: datetime) -> int:
    unheard = and_(BackgroundJob.state == JobState.WAITING, BackgroundJob.asked_at < now - UNHEARD)
    abandoned = and_(
        BackgroundJob.state == JobState.RUNNING, BackgroundJob.heartbeat_at < now - SILENT
    )
    with open_session(slug, read_only=True) as db:
        stmt = select(BackgroundJob.id).where(or_(unheard, abandoned))
        waiting = db.scalars(stmt.order_by(BackgroundJob.asked_at)).all()
    return sum(announce(slug, job_id) for job_id in waiting)
