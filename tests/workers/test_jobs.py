"""Work is done once, whatever happens to bells and workers (P21)."""

import os
import signal
import subprocess
import sys
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from redis import Redis
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy import select

from tenants.sessions import open_session
from tests.reports.world import END, small_province
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import Role
from thads.reports import actions
from thads.reports.models import MonthlyReport
from workers import queue
from workers.jobs import HANDLERS
from workers.jobs import reports as paper
from workers.run import ATTEMPTS, SILENT, run
from workers.sweeper import UNHEARD, sweep

# A worker that never gets beyond the rendering of its paper.
SLOW = """
import sys, time
from thads.assembly import assemble
from workers import run
from workers.jobs import reports

def forever(figures):
    print("rendering", flush=True)
    time.sleep(60)

assemble(b"the key of the tests")
reports.pdf.monthly = forever
run.run("lao-cai", sys.argv[1])
"""


@pytest.fixture
def asked(db: Any, make: Any, now: datetime) -> UUID:
    """A summary has been asked for."""
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    job = actions.ask_for(db, END, by=head, today=END, now=now)
    db.commit()
    return job.id


def elsewhere(call: Any, *arguments: Any, **named: Any) -> Any:
    """As a worker would: outside the test's province."""
    return Context().run(call, *arguments, **named)


def state_of(job_id: UUID) -> BackgroundJob:
    with open_session("lao-cai") as db:
        job = db.get_one(BackgroundJob, job_id)
        db.expunge(job)
        return job


def reports() -> list[MonthlyReport]:
    with open_session("lao-cai") as db:
        return list(db.scalars(select(MonthlyReport)))


def jobs() -> list[BackgroundJob]:
    with open_session("lao-cai") as db:
        return list(db.scalars(select(BackgroundJob)))


def test_a_job_rung_twice_makes_one_paper(asked):
    assert elsewhere(run, "lao-cai", str(asked)) is True
    assert elsewhere(run, "lao-cai", str(asked)) is False
    job = elsewhere(state_of, asked)
    assert (job.state, job.attempts, job.steps_done, job.steps_total) == (JobState.DONE, 1, 3, 3)
    assert len(elsewhere(reports)) == 1


def test_a_queue_that_lost_everything_loses_no_job(asked, bell):
    assert elsewhere(queue.announce, "lao-cai", asked)
    bell.flushall()
    assert elsewhere(sweep, now=datetime.now(UTC) + UNHEARD + timedelta(seconds=1)) == 1
    _work_off(bell)
    assert elsewhere(state_of, asked).state is JobState.DONE
    assert elsewhere(sweep, now=datetime.now(UTC) + timedelta(minutes=5)) == 0


def test_with_the_queue_away_the_job_waits(asked, monkeypatch):
    monkeypatch.setenv("THADS_REDIS_URL", "redis://127.0.0.1:1/0")
    assert elsewhere(queue.announce, "lao-cai", asked) is False
    assert elsewhere(state_of, asked).state is JobState.WAITING


def test_a_job_of_another_province_is_not_found_there(asked):
    assert elsewhere(run, "nghe-an", str(asked)) is False
    assert elsewhere(state_of, asked).state is JobState.WAITING


def test_a_failing_job_is_tried_again_and_then_explains_itself(asked, monkeypatch):
    def fail(*_: Any) -> str:
        raise RuntimeError("out of paper")

    monkeypatch.setitem(HANDLERS, Job.MAKE_MONTHLY_REPORT, fail)
    for _ in range(ATTEMPTS):
        elsewhere(run, "lao-cai", str(asked))
    job = elsewhere(state_of, asked)
    assert (job.state, job.attempts) == (JobState.FAILED, ATTEMPTS)
    assert "Dữ liệu không thay đổi" in job.message


def test_a_paper_that_cannot_be_laid_out_says_why_and_the_same_version_is_completed_later(
    asked, monkeypatch, sign_in, make, db
):
    browser = sign_in(make.user(Role.PROVINCE_HEAD))

    def jam(figures: Any) -> bytes:
        raise RuntimeError("out of paper")

    with monkeypatch.context() as broken:
        broken.setattr(paper.pdf, "monthly", jam)
        elsewhere(run, "lao-cai", str(asked))
        waiting = browser.get("/reports/").text
        for _ in range(ATTEMPTS):
            elsewhere(run, "lao-cai", str(asked))
    (stuck,) = elsewhere(reports)
    page = browser.get("/reports/").text
    address = f"/reports/{stuck.id}/attempts"
    answer = browser.post(address)
    again = browser.post(address)  # it is being made already
    (job,) = (j for j in elsewhere(jobs) if j.id != asked)

    assert elsewhere(run, "lao-cai", str(job.id)) is True
    (made,) = elsewhere(reports)
    assert "Đang lập. Lần 1 không thành (bước “Dàn trang báo cáo”, lỗi RuntimeError)" in waiting
    assert "Đang lập" not in page
    assert "Không lập được" in page
    assert "Đã thử 3 lần không thành (bước “Dàn trang báo cáo”, lỗi RuntimeError)" in page
    assert "Lập lại tạm tính, lần 1</button>" in page
    assert (answer.status_code, answer.location) == (303, f"/jobs/{job.id}")
    assert again.location == answer.location
    assert (made.id, made.version, made.figures) == (stuck.id, 1, stuck.figures)
    assert made.file_key is not None
    assert "Không lập được" not in browser.get("/reports/").text
    assert browser.post(address).status_code == 404


def test_a_worker_killed_half_way_is_followed_by_one_that_finishes(asked):
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, str(asked)], stdout=subprocess.PIPE, env=dict(os.environ)
    ) as worker:
        assert worker.stdout
        assert worker.stdout.readline() == b"rendering\n"
        worker.send_signal(signal.SIGKILL)
    assert elsewhere(run, "lao-cai", str(asked)) is False  # it may still be alive

    elsewhere(fall_silent, asked)
    assert elsewhere(run, "lao-cai", str(asked)) is True
    assert elsewhere(state_of, asked).attempts == 2
    assert [r.version for r in elsewhere(reports)] == [1]


def fall_silent(job_id: UUID) -> None:
    """The worker of this job has not been heard of for a while."""
    with open_session("lao-cai") as db:
        job = db.get_one(BackgroundJob, job_id)
        job.heartbeat_at = datetime.now(UTC) - SILENT - timedelta(seconds=1)
        db.commit()


def _work_off(client: Redis) -> None:
    waiting = Queue(queue.NAME, connection=client, serializer=JSONSerializer)
    worker = SimpleWorker([waiting], connection=client, serializer=JSONSerializer)
    elsewhere(worker.work, burst=True, logging_level="ERROR")
