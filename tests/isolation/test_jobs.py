"""Background work never strays into another province (P3)."""

import random
from contextvars import Context
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tenants import context, provisioning
from tenants.errors import SuspendedTenantError, UnknownTenantError
from tenants.sessions import open_session
from thads.core.jobs import BackgroundJob, Job, JobState, after_commit
from workers.jobs import HANDLERS
from workers.run import ATTEMPTS, run

PROVINCES = ("lao-cai", "nghe-an")
JOBS = 30  # in each province
FAILING = 0.05


def ask(slug: str) -> str:
    """One job that waits in a province."""
    with open_session(slug) as db:
        job = after_commit(db, Job.REBUILD_STATISTICS, asked_by_id=None, now=datetime.now(UTC))
        db.commit()
        return str(job.id)


def told(slug: str) -> dict[str, tuple[JobState, str | None]]:
    """How the jobs of a province stand."""
    with open_session(slug, read_only=True) as db:
        found = db.execute(select(BackgroundJob.id, BackgroundJob.state, BackgroundJob.message))
        return {str(job_id): (state, message) for job_id, state, message in found}


@pytest.mark.parametrize(
    ("slug", "error"),
    [("", UnknownTenantError), ("atlantis", UnknownTenantError),
     ("../lao-cai", UnknownTenantError), ("LAO-CAI'--", UnknownTenantError)],
)  # fmt: skip
def test_a_job_of_no_province_does_not_run(instance, slug, error):
    job_id = ask("lao-cai")
    with pytest.raises(error):
        run(slug, job_id)
    assert told("lao-cai") == {job_id: (JobState.WAITING, None)}


@pytest.mark.parametrize("job_id", ["", "1", "all", "' OR 1=1 --"])
def test_a_forged_number_names_no_job(instance, job_id):
    ask("lao-cai")
    with pytest.raises(ValueError, match="UUID"):
        run("lao-cai", job_id)


def test_a_job_called_in_the_wrong_province_does_not_run(instance):
    job_id = ask("lao-cai")
    assert run("nghe-an", job_id) is False
    assert run("lao-cai", str(uuid4())) is False
    assert told("lao-cai") == {job_id: (JobState.WAITING, None)}
    assert told("nghe-an") == {}


def test_a_suspended_province_s_jobs_wait(instance):
    job_id = ask("lao-cai")
    provisioning.suspend("lao-cai")
    with pytest.raises(SuspendedTenantError):
        run("lao-cai", job_id)
    provisioning.resume("lao-cai")
    assert told("lao-cai") == {job_id: (JobState.WAITING, None)}


def test_one_worker_serves_two_provinces_in_turn_though_some_work_fails(instance, monkeypatch):
    chance = random.Random(2024)
    worked: list[tuple[str, UUID]] = []
    failed: list[UUID] = []

    def work(db: Any, job: BackgroundJob, progress: Any) -> str:
        progress.step(0, 1, "Thử")
        if chance.random() < FAILING:
            failed.append(job.id)
            raise RuntimeError("by chance")
        worked.append((context.current().slug, job.id))
        return f"{context.current().slug} {db.info['tenant'].slug}"

    monkeypatch.setitem(HANDLERS, Job.REBUILD_STATISTICS, work)
    turns = [(slug, ask(slug)) for _ in range(JOBS) for slug in PROVINCES]
    chance.shuffle(turns)
    Context().run(work_through, turns)

    assert failed
    assert len(worked) == len(set(worked)) == len(turns)
    assert {(slug, str(job_id)) for slug, job_id in worked} == set(turns)
    for slug in PROVINCES:
        states = told(slug)
        assert len(states) == JOBS
        assert set(states.values()) == {(JobState.DONE, f"{slug} {slug}")}


def work_through(turns: list[tuple[str, str]]) -> None:
    """All in one context, as in a worker that never forks; what failed is tried again."""
    for _ in range(ATTEMPTS):
        for slug, job_id in turns:
            run(slug, job_id)
            assert context.current_or_none() is None
