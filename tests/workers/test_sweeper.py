"""The queue is only a doorbell: what it loses is rung again, once (P21)."""

from collections import Counter
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis import Redis
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy import func, select

from tenants.sessions import open_session
from thads.core import jobs
from thads.core.jobs import BackgroundJob, Job, JobState
from workers import queue, sweeper
from workers.jobs import HANDLERS
from workers.sweeper import UNHEARD, sweep

WAITING = 1_000


def elsewhere(call: Any, *arguments: Any, **named: Any) -> Any:
    """As a worker would: outside the test's province."""
    return Context().run(call, *arguments, **named)


def ask(slug: str, count: int) -> None:
    with open_session(slug) as db:
        asked_at = datetime.now(UTC) - UNHEARD - timedelta(seconds=1)
        for _ in range(count):
            jobs.after_commit(db, Job.REBUILD_STATISTICS, asked_by_id=None, now=asked_at)
        db.commit()


def states(slug: str) -> dict[JobState, int]:
    with open_session(slug) as db:
        found = select(BackgroundJob.state, func.count()).group_by(BackgroundJob.state)
        return {row[0]: row[1] for row in db.execute(found)}


def hanging(client: Redis) -> int:
    return Queue(queue.NAME, connection=client, serializer=JSONSerializer).count


def work_off(client: Redis) -> None:
    waiting = Queue(queue.NAME, connection=client, serializer=JSONSerializer)
    worker = SimpleWorker([waiting], connection=client, serializer=JSONSerializer)
    worker.work(burst=True, logging_level="ERROR")


@pytest.fixture
def done(monkeypatch) -> Counter:
    """How often each job's work was done; the work itself is nothing."""
    counted: Counter = Counter()

    def count(db: Any, job: BackgroundJob, progress: Any) -> str:
        counted[str(job.id)] += 1
        return "Xong."

    monkeypatch.setitem(HANDLERS, Job.REBUILD_STATISTICS, count)
    return counted


def test_a_thousand_waiting_jobs_survive_the_loss_of_the_queue(instance, bell, done):
    elsewhere(ask, "lao-cai", WAITING)
    assert elsewhere(sweep) == WAITING
    bell.flushall()

    assert elsewhere(sweep) == WAITING
    assert elsewhere(sweep) == 0, "a bell that still hangs is not hung twice"
    assert hanging(bell) == WAITING
    elsewhere(work_off, bell)

    assert len(done) == WAITING
    assert set(done.values()) == {1}
    assert elsewhere(states, "lao-cai") == {JobState.DONE: WAITING}
    assert elsewhere(sweep) == 0


def test_a_bell_just_rung_is_not_rung_again(instance, bell):
    with_bell = datetime.now(UTC)
    elsewhere(ask, "lao-cai", 1)
    assert elsewhere(sweep, now=with_bell - timedelta(seconds=5)) == 0


def test_one_province_in_trouble_does_not_keep_the_others_waiting(
    instance, bell, done, monkeypatch
):
    elsewhere(ask, "lao-cai", 2)
    elsewhere(ask, "nghe-an", 3)
    sweep_one = sweeper._sweep_one

    def broken(slug: str, *arguments: Any) -> int:
        if slug == "lao-cai":
            raise OSError("its disk is gone")
        return sweep_one(slug, *arguments)

    monkeypatch.setattr(sweeper, "_sweep_one", broken)
    assert elsewhere(sweep) == 3
    elsewhere(work_off, bell)
    assert elsewhere(states, "nghe-an") == {JobState.DONE: 3}
    assert elsewhere(states, "lao-cai") == {JobState.WAITING: 2}


def test_with_the_queue_away_nothing_is_rung_and_nothing_breaks(instance, monkeypatch):
    elsewhere(ask, "lao-cai", 1)
    monkeypatch.setenv("THADS_REDIS_URL", "redis://127.0.0.1:1/0")
    assert elsewhere(sweep) == 0
    monkeypatch.delenv("THADS_REDIS_URL")
    assert elsewhere(sweep) == 0


def test_a_forged_message_does_nothing(instance, bell, done):
    """An unknown province, or another province's job, is nobody's work (P3)."""
    elsewhere(ask, "lao-cai", 1)
    with_queue = Queue(queue.NAME, connection=bell, serializer=JSONSerializer)
    with_queue.enqueue("workers.run.run", "ha-giang", "00000000-0000-7000-8000-000000000000")
    with_queue.enqueue("workers.run.run", "nghe-an", _one_of("lao-cai"))
    elsewhere(work_off, bell)
    assert not done
    assert elsewhere(states, "lao-cai") == {JobState.WAITING: 1}


def _one_of(slug: str) -> str:
    def first() -> str:
        with open_session(slug) as db:
            return str(db.scalars(select(BackgroundJob.id)).first())

    return elsewhere(first)
