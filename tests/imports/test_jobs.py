"""Checking and entering in the background: what is found, kept and told."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.imports.desk import TODAY, cases
from tests.imports.test_command import sheets
from tests.imports.workbooks import make_workbook
from thads.cases.models import Case
from thads.core.errors import RuleBroken
from thads.core.jobs import JobState
from thads.identity.models import Role
from thads.imports import actions, queries
from thads.imports.models import DifferenceKind, ImportPurpose, Severity
from thads.statistics import proof
from workers import run as worker
from workers.jobs import imports as jobs


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
