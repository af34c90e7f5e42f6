"""Has each province take over the targets that the national desk set for it: one job in each."""

import logging
from datetime import UTC, datetime

from sqlalchemy import select

from tenants import registry
from tenants.control import control_session
from tenants.sessions import open_session
from thads.core import jobs
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.national import receiving

ENDED = (JobState.DONE, JobState.FAILED)
log = logging.getLogger(__name__)


def ask_for_targets() -> int:
    """Write the job in every active province that has a target waiting; how many were written."""
    with control_session(reading=True) as control:
        waiting = {target.tenant_id for target in receiving.targets_waiting(control)}
    asked = 0
    for ref in registry.every() if waiting else ():
        if ref.id in waiting and ref.is_active:
            try:
                asked += _ask(ref.slug)
            except Exception:
                log.exception("%s could not be asked to take its targets; the others are", ref.slug)
    return asked


def _ask(slug: str) -> bool:
    """Once, while no such job waits or runs."""
    with open_session(slug) as db:
        under_way = select(BackgroundJob.id).where(
            BackgroundJob.name == Job.TAKE_TARGETS, BackgroundJob.state.not_in(ENDED)
        )
        if db.scalar(under_way.limit(1)) is not None:
            return False
        jobs.after_commit(db, Job.TAKE_TARGETS, asked_by_id=None, now=datetime.now(UTC))
        db.commit()
    return True
