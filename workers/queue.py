"""The doorbell: a message (province, job) on a Redis queue. Losing it loses nothing."""

import logging
from functools import cache
from uuid import UUID

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy.orm import Session

from tenants.settings import Settings

NAME = "thads"
SECONDS = 600
log = logging.getLogger(__name__)


@cache
def connection(url: str) -> Redis:
    """One client a process and address; short time-outs, since nobody waits for a bell."""
    return Redis.from_url(url, socket_connect_timeout=1, socket_timeout=2)


def ring(db: Session, job_id: UUID) -> None:
    """Announce a waiting job; with the queue away it waits for the sweeper."""
    announce(db.info["tenant"].slug, job_id)


def announce(slug: str, job_id: UUID, *, attempts: int = 0) -> bool:
    """Put the message on the queue; False when the queue cannot be reached."""
    url = Settings.from_environment().redis_url
    if url is None:
        return False
    try:
        queue = Queue(NAME, connection=connection(url), serializer=JSONSerializer)
        queue.enqueue(
            "workers.run.run", slug, str(job_id), job_id=bell_name(slug, job_id, attempts),
            job_timeout=SECONDS, result_ttl=0, failure_ttl=60,
        )  # fmt: skip
    except RedisError as away:
        log.warning("queue away: %s", type(away).__name__)
        return False
    return True


def bell_name(slug: str, job_id: UUID, attempts: int) -> str:
    """One name for each attempt at a job, so that a bell that still hangs is known by it."""
    return f"{slug}_{job_id}_{attempts}"


def still_ringing() -> set[str] | None:
    """Names of the bells that no worker has heard yet; None when the queue cannot be reached."""
    url = Settings.from_environment().redis_url
    if url is None:
        return None
    try:
        queue = Queue(NAME, connection=connection(url), serializer=JSONSerializer)
        return set(queue.get_job_ids())
    except RedisError as away:
        log.warning("queue away: %s", type(away).__name__)
        return None
