"""A worker that falls silent, dies or comes back leaves one effect and no lock (P15, P21)."""

import time
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from tenants import context, registry
from tenants.sessions import open_session
from tests.reports.world import END, small_province
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import Role, User
from thads.reports import actions
from thads.reports.models import MonthlyReport
from workers import pdf
from workers.jobs import HANDLERS
from workers.run import ATTEMPTS, SILENT, run


@pytest.fixture
def asked(db: Any, make: Any, now: datetime) -> UUID:
    """A summary has been asked for."""
    small_province(make)
    job = actions.ask_for(db, END, by=make.user(Role.PROVINCE_HEAD), today=END, now=now)
    db.commit()
    return job.id


def elsewhere(call: Any, *arguments: Any, **named: Any) -> Any:
    """As a worker would: outside the test's province."""
    return Context().run(call, *arguments, **named)


def changed(job_id: UUID, **values: Any) -> None:
    with open_session("lao-cai") as db:
        job = db.get_one(BackgroundJob, job_id)
        for name, value in values.items():
            setattr(job, name, value)
        db.commit()


def job_and_reports(job_id: UUID) -> tuple[BackgroundJob, list[MonthlyReport]]:
    with open_session("lao-cai") as db:
        job = db.get_one(BackgroundJob, job_id)
        reports = list(db.scalars(select(MonthlyReport)))
        db.expunge_all()
        return job, reports


def long_ago() -> datetime:
    return datetime.now(UTC) - SILENT - timedelta(seconds=1)


def test_a_worker_that_comes_back_too_late_changes_nothing(asked, monkeypatch):
    """It was frozen while its paper was laid out; meanwhile another one did the job."""
    print_paper = pdf.monthly

    def frozen(figures: Any) -> bytes:
        monkeypatch.setattr(pdf, "monthly", print_paper)
        elsewhere(changed, asked, heartbeat_at=long_ago())
        assert elsewhere(run, "lao-cai", str(asked)) is True
        return b"%PDF- of the frozen worker"

    monkeypatch.setattr(pdf, "monthly", frozen)
    assert elsewhere(run, "lao-cai", str(asked)) is False

    job, reports = elsewhere(job_and_reports, asked)
    assert (job.state, job.attempts, len(reports)) == (JobState.DONE, 2, 1)
    assert reports[0].file_key


def test_a_job_that_kills_every_worker_ends_with_an_explanation(asked):
    elsewhere(changed, asked, state=JobState.RUNNING, attempts=ATTEMPTS, heartbeat_at=long_ago())
    assert elsewhere(run, "lao-cai", str(asked)) is False
    job, _ = elsewhere(job_and_reports, asked)
    assert job.state is JobState.FAILED
    assert job.finished_at
    assert "hãy yêu cầu lại" in job.message


def test_others_may_write_while_the_paper_is_laid_out(asked, monkeypatch):
    def write_meanwhile(figures: Any) -> bytes:
        began = time.monotonic()
        with context.entered(registry.find("lao-cai")), open_session("lao-cai") as db:
            db.scalars(select(User)).first().full_name = "Người Thử Đổi Tên"
            db.commit()
        assert time.monotonic() - began < 5
        return b"%PDF-"

    monkeypatch.setattr(pdf, "monthly", lambda figures: elsewhere(write_meanwhile, figures))
    assert elsewhere(run, "lao-cai", str(asked)) is True


def test_the_person_who_waits_sees_how_far_the_work_is(asked, monkeypatch):
    seen = []

    def look(figures: Any) -> bytes:
        job, reports = elsewhere(job_and_reports, asked)
        seen.append((job.state, job.steps_done, job.steps_total, job.step_label, len(reports)))
        return b"%PDF-"

    monkeypatch.setattr(pdf, "monthly", look)
    elsewhere(run, "lao-cai", str(asked))
    assert seen == [(JobState.RUNNING, 1, 3, "Dàn trang báo cáo", 1)]


def test_the_rebuild_of_the_figures_changes_none_of_them(db, make, now):
    small_province(make)
    from thads.core import jobs
    from thads.statistics import readmodel
    from thads.statistics.figures import figures

    before = figures(db, END).total
    job = jobs.after_commit(db, Job.REBUILD_STATISTICS, asked_by_id=None, now=now)
    db.commit()
    assert elsewhere(run, "lao-cai", str(job.id)) is True
    db.expire_all()
    assert figures(db, END).total == before
    assert readmodel.verify(db) is None
    assert Job.REBUILD_STATISTICS in HANDLERS
