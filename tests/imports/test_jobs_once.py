"""A workbook is entered once, whatever happens to the worker (P21)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from tenants import engines
from tenants.sessions import open_session
from tests.imports.desk import cases, elsewhere
from tests.imports.test_command import sheets
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.statistics import proof
from workers import run as worker
from workers.jobs import HANDLERS
from workers.run import SILENT, run

# A worker that never gets beyond the writing of its rows.
STUCK = """
import sys, time
from thads.assembly import assemble
from thads.imports import moving
from workers import run

def forever(*_, **__):
    print("writing", flush=True)
    time.sleep(60)

assemble(b"the key of the tests")
moving.move = forever
run.run("lao-cai", sys.argv[1])
"""


def test_entered_once_however_often_it_is_rung(desk, db):
    found = desk.checked(sheets(1))
    job_id = desk.apply(found)
    desk.work(found)
    db.execute(text("UPDATE background_job SET state = 'waiting', attempts = 0"))
    db.commit()

    assert elsewhere(run, "lao-cai", str(job_id)) is True
    assert cases(db) == 1
    with pytest.raises(RuleBroken, match="đã được nhập"):
        desk.apply(found)


def test_a_worker_killed_while_it_wrote_is_followed_by_one_that_writes_once(desk, db):
    found = desk.checked(sheets(1, 2))
    job_id = desk.apply(found)
    db.rollback()
    with subprocess.Popen(
        [sys.executable, "-c", STUCK, str(job_id)], stdout=subprocess.PIPE, env=dict(os.environ)
    ) as stuck:
        assert stuck.stdout
        assert stuck.stdout.readline() == b"writing\n"
        stuck.send_signal(signal.SIGKILL)
    assert cases(db) == 0

    elsewhere(fall_silent, job_id)
    assert desk.work(found).state is JobState.DONE
    assert cases(db) == 2
    assert proof.first_difference(db) is None


def fall_silent(job_id: UUID) -> None:
    """The worker of this job has not been heard of for a while."""
    with open_session("lao-cai") as db:
        job = db.get_one(BackgroundJob, job_id)
        job.heartbeat_at = datetime.now(UTC) - SILENT - timedelta(seconds=1)
        db.commit()


@pytest.fixture
def impatient(instance: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Who waits for a lock gives up at once; asked for before what opens a database."""
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    engines.close_all()
    yield
    engines.close_all()


def test_a_heart_that_cannot_beat_while_rows_are_written_beats_again(
    impatient, desk, db, monkeypatch
):
    """On SQLite the transaction of the rows keeps every other writer waiting."""
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.05)
    begun, beats, beat = [0.0], list[float](), worker.Progress.beat

    def long_writing(session: Any, job: BackgroundJob, progress: Any) -> str:
        session.execute(text("UPDATE background_job SET message = 'writing'"))
        time.sleep(0.4)
        session.commit()
        begun[0] = time.monotonic()
        time.sleep(0.4)
        return "Xong."

    def counted(self: Any) -> None:
        beat(self)
        beats.append(time.monotonic())

    monkeypatch.setitem(HANDLERS, Job.CHECK_REGISTER, long_writing)
    monkeypatch.setattr(worker.Progress, "beat", counted)
    found = desk.receive(sheets(1))

    assert desk.work(found).state is JobState.DONE
    assert max(beats) > begun[0]


def test_work_ends_at_once_though_a_beat_waits_for_its_lock(desk, db, monkeypatch):
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.05)

    def writes(session: Any, job: BackgroundJob, progress: Any) -> str:
        session.execute(text("UPDATE background_job SET message = 'writing'"))
        time.sleep(0.3)  # a beat waits now
        return "Xong."

    monkeypatch.setitem(HANDLERS, Job.CHECK_REGISTER, writes)
    found = desk.receive(sheets(1))
    began = time.monotonic()

    assert desk.work(found).state is JobState.DONE
    assert time.monotonic() - began < engines.BUSY_SECONDS / 2
