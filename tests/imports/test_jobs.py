"""Checking and entering in the background: once, whatever happens to the worker (P21)."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextvars import Context
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from tenants import engines
from tenants.sessions import open_session
from tests.imports.test_command import sheets
from tests.imports.workbooks import make_workbook
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.identity.models import Role, User
from thads.imports import actions, queries
from thads.imports.models import (
    DifferenceKind,
    ImportPurpose,
    RegisterImport,
    Severity,
)
from thads.statistics import proof
from workers import run as worker
from workers.jobs import HANDLERS
from workers.jobs import imports as jobs
from workers.run import SILENT, run

TODAY = date(2024, 9, 30)

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


class Desk:
    """A person who brings workbooks, and the worker that takes them up."""

    def __init__(self, db: Any, by: User, folder: Path, now: datetime) -> None:
        self.db, self.by, self.folder, self.now = db, by, folder, now

    def receive(
        self, given: Any, purpose: ImportPurpose = ImportPurpose.REGISTER
    ) -> RegisterImport:
        path = self.folder / "sổ.xlsx"
        if isinstance(given, bytes):
            path.write_bytes(given)
        else:
            make_workbook(path, given)
        found = actions.receive(
            self.db, "sổ.xlsx", path, purpose, by=self.by, today=TODAY, now=self.now
        )
        self.db.commit()
        return found

    def apply(self, register_import: RegisterImport, *, sound_only: bool = False) -> UUID:
        job = actions.ask_to_apply(
            self.db, register_import, sound_only=sound_only, by=self.by, today=TODAY, now=self.now
        )
        self.db.commit()
        return job.id

    def work(self, register_import: RegisterImport) -> BackgroundJob:
        """The worker does the latest job; the job as it is then."""
        job_id = register_import.job_id
        self.db.rollback()
        elsewhere(run, "lao-cai", str(job_id))
        self.db.expire_all()
        return self.db.get_one(BackgroundJob, job_id)

    def checked(self, given: Any, **named: Any) -> RegisterImport:
        found = self.receive(given, **named)
        assert self.work(found).state is JobState.DONE
        return found


def elsewhere(call: Any, *arguments: Any, **named: Any) -> Any:
    """As a worker would: outside the test's province."""
    return Context().run(call, *arguments, **named)


@pytest.fixture
def desk(db: Any, make: Any, tmp_path: Path) -> Desk:
    by = make.user(Role.ADMINISTRATOR)
    db.commit()
    return Desk(db, by, tmp_path, datetime.now(UTC))


def cases(db: Any) -> int:
    db.rollback()
    return int(db.scalar(select(func.count(Case.id)).where(Case.struck_by_id.is_(None))))


def test_a_workbook_is_checked_then_entered(desk, db):
    found = desk.checked(sheets(1, 2))
    assert found.findings["cases"]["new"] == 2
    assert (found.unusable, found.applied_at, cases(db)) == (None, None, 0)

    desk.apply(found)
    job = desk.work(found)
    assert (job.state, job.message) == (JobState.DONE, "Đã nhập 2 việc.")
    assert (found.applied_by_id, cases(db)) == (desk.by.id, 2)
    assert {case.entered_by_id for case in db.scalars(select(Case))} == {desk.by.id}
    assert proof.first_difference(db) is None


def test_faults_are_kept_with_their_places(desk, db):
    found = desk.checked(sheets(1, 2, paid=11_000_000))

    [fault] = queries.faults(db, found.id, severity=Severity.FAULT).rows
    assert (fault.sheet, fault.row, fault.code) == ("thu_chi", 2, "collected_too_much")
    assert found.findings["faults"] == 1
    with pytest.raises(RuleBroken, match="còn lỗi"):
        desk.apply(found)
    db.rollback()
    desk.apply(found, sound_only=True)
    assert desk.work(found).state is JobState.DONE
    assert cases(db) == 1


def test_more_faults_than_are_kept_are_counted(desk, db, monkeypatch):
    monkeypatch.setattr(actions, "MOST_KEPT", 3)
    faulty = sheets(*range(1, 9))
    faulty["khoan"] = [row | {"so_tien": -1} for row in faulty["khoan"]]
    faulty["thu_chi"] = []
    found = desk.checked(faulty)

    assert (queries.faults(db, found.id).total, found.findings["faults"]) == (3, 8)


def test_a_file_that_cannot_be_read_says_why(desk, db):
    found = desk.checked(b"no workbook")

    assert found.unusable
    assert found.findings is None
    with pytest.raises(RuleBroken, match="chưa kiểm tra được"):
        desk.apply(found)


def test_what_changed_since_the_check_is_found_before_entering(desk, db):
    found = desk.checked(sheets(1, 2))
    other = desk.checked(sheets(1))
    desk.apply(other)
    desk.work(other)
    desk.apply(found)

    assert desk.work(found).message == "Đã nhập 1 việc."
    assert cases(db) == 2


def test_a_changed_case_is_shown_before_it_is_replaced(desk, db):
    first = desk.checked(sheets(1))
    desk.apply(first)
    desk.work(first)
    found = desk.checked(sheets(1, paid=5_000_000))

    [difference] = queries.differences(db, found.id).rows
    assert (difference.kind, difference.sheet) == (DifferenceKind.DIFFERENT, "thu_chi")
    assert ("4.000.000" in difference.ours, "5.000.000" in difference.theirs) == (True, True)


def test_a_comparison_writes_differences_only(desk, db):
    first = desk.checked(sheets(1, 2))
    desk.apply(first)
    desk.work(first)
    found = desk.checked(sheets(2, 3), purpose=ImportPurpose.COMPARISON)

    kinds = {d.kind for d in queries.differences(db, found.id).rows}
    assert {DifferenceKind.ONLY_OURS, DifferenceKind.ONLY_THEIRS} <= kinds
    with pytest.raises(RuleBroken, match="đối chiếu"):
        desk.apply(found)
    assert cases(db) == 2


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


def test_a_heart_that_cannot_beat_while_rows_are_written_beats_again(desk, db, monkeypatch):
    """On SQLite the transaction of the rows keeps every other writer waiting."""
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.05)
    engines.close_all()
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


def test_progress_is_written_while_it_checks(desk, db, monkeypatch):
    told: list[tuple[str | None, int, int]] = []
    step = worker.Progress.step

    def heard(self: Any, done: int, total: int, label: str) -> None:
        told.append((label, done, total))
        step(self, done, total, label)

    monkeypatch.setattr(worker.Progress, "step", heard)
    monkeypatch.setattr(jobs, "EVERY_SECONDS", 0)
    desk.checked(sheets(*range(1, 801)))

    labels = [label for label, _, _ in told]
    assert labels[0] == "Mở tệp"
    assert any(label.startswith("Đọc trang") for label in labels if label)
    assert ("Kiểm tra hồ sơ", 500, 800) in told


def test_a_head_of_a_unit_brings_in_that_unit_only(desk, db, make):
    found = desk.checked(sheets(1))
    desk.apply(found)
    desk.work(found)
    desk.by = make.user(Role.UNIT_HEAD)
    db.commit()
    other = desk.checked({**sheets(5), "don_vi": [], "can_bo": []})

    codes = {fault.code for fault in queries.faults(db, other.id, severity=Severity.FAULT).rows}
    assert "other_unit" in codes


def test_the_stored_file_is_the_one_that_came(desk, db, tmp_path):
    path = make_workbook(tmp_path / "bản sao.xlsx", sheets(1))
    copy = shutil.copy(path, tmp_path / "gốc.xlsx")
    found = actions.receive(
        db, "bản  sao.xlsx", path, ImportPurpose.REGISTER, by=desk.by, today=TODAY, now=desk.now
    )
    db.commit()

    kept = Path(db.info["folder"]) / "files" / found.file_key
    assert kept.read_bytes() == Path(copy).read_bytes()
    assert (found.file_name, found.file_sha256) == ("bản sao.xlsx", actions.sha256_of(kept))
