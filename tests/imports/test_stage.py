"""The stage keeps what was found on disk, in an order that a reader can follow."""

import os
import time
from uuid import uuid4

import pytest

from thads.imports import rawrows
from thads.imports.faults import Fault
from thads.imports.models import DifferenceKind, Severity
from thads.imports.stage import Difference, Stage


@pytest.fixture
def stage(tmp_path):
    with Stage(tmp_path / "stages") as stage:
        rawrows.create(stage.connection)
        rawrows.finish(stage.connection, [])
        yield stage


def test_faults_come_by_sheet_as_the_format_names_them_then_by_row(stage):
    first = Fault("thu_chi", 2, "ngay", "bad_day", "Không phải ngày.", "ghi dd/mm/yyyy")
    warning = Fault("viec", 9, None, "late_act", "Muộn.", "xem lại", Severity.WARNING)
    others = [Fault("viec", row, None, "no_items", "Không có khoản.", "thêm") for row in (9, 3)]
    for fault in (first, warning, *others):
        stage.fault(fault)
    assert list(stage.faults()) == [others[1], warning, others[0], first]
    assert stage.fault_counts() == {Severity.FAULT: 3, Severity.WARNING: 1}
    assert not stage.heading_faults()


def test_differences_come_back_as_they_were_kept(stage):
    kept = [
        Difference(DifferenceKind.ONLY_THEIRS, "CC01 · 7/QĐ", sheet="viec", row=2),
        Difference(
            DifferenceKind.DIFFERENT, "CC01 · 8/QĐ", uuid4(), "khoan", 3, "so_tien", "1", "2"
        ),
    ]
    for difference in kept:
        stage.difference(difference)
    assert list(stage.differences()) == kept


def test_rows_may_be_laid_while_the_cases_stream(stage):
    """What checking does: read a case, keep something, commit now and then, read the next."""
    connection = stage.connection
    connection.execute("DROP TABLE raw_case")
    for sheet in rawrows.OTHERS:
        connection.execute(f"DROP INDEX raw_{sheet}_key")
    connection.execute("DROP INDEX raw_viec_key")
    names = len(rawrows.names_of("viec"))
    cells = rawrows.encoded([None] * names)
    rawrows.add(connection, "viec", [(n, f"k{n}", cells) for n in range(2, 500)])
    rawrows.finish(connection, [])
    seen = 0
    for case in stage.cases():
        seen += 1
        stage.fault(Fault("viec", case.rows["viec"][0].number, None, "no_items", "x", "y"))
        if seen % 100 == 0:
            connection.execute(f"CREATE TABLE laid_{seen} (n)")
            connection.commit()
    assert (seen, stage.fault_counts()[Severity.FAULT]) == (498, 498)


def test_what_killed_processes_left_is_removed_after_a_day(tmp_path):
    left, fresh, other = (tmp_path / name for name in ("stage-old", "stage-new", "files"))
    for folder in (left, fresh, other):
        folder.mkdir()
        (folder / "stage.sqlite").write_text("personal")
    for folder in (left, other):
        os.utime(folder, (time.time() - 25 * 3600,) * 2)
    with Stage(tmp_path):
        assert not left.exists()
        assert fresh.exists()
        assert other.exists()
