"""Reading happens in a process of its own, which leaves nothing and knows nothing."""

import os
import signal
import sqlite3
from pathlib import Path

import pytest

from tests.bench import register
from tests.imports.measured import measured
from tests.imports.typed import CASE
from tests.imports.workbooks import make_raw, make_workbook, row_xml, sheet_xml
from thads.imports import reading
from thads.imports.columns import CASES, SHEETS
from thads.imports.faults import UnusableFile
from thads.imports.package.__main__ import is_full
from thads.imports.reading import read


def test_progress_names_sheets_and_rows(tmp_path):
    told = []
    path = make_workbook(tmp_path / "so.xlsx", {"viec": [CASE]})
    with read(path, tmp_path / "stages", lambda sheet, rows: told.append((sheet, rows))):
        assert told[0] == ("viec", 0)


def test_the_stage_is_private_and_leaves_nothing(tmp_path):
    folder = tmp_path / "stages"
    with read(make_workbook(tmp_path / "so.xlsx", {"viec": [CASE]}), folder, print) as stage:
        modes = {oct(path.stat().st_mode & 0o777) for path in (stage.folder, stage.path)}
        assert modes == {"0o700", "0o600"}
        assert [path.name for path in stage.folder.iterdir() if path.stat().st_size] == [
            stage.path.name
        ]
    assert list(folder.iterdir()) == []


def test_a_reader_that_gives_up_leaves_nothing(tmp_path):
    def give_up(sheet: str, rows: int) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "stages"
    with pytest.raises(KeyboardInterrupt):
        read(make_workbook(tmp_path / "so.xlsx", {"viec": [CASE]}), folder, give_up)
    assert list(folder.iterdir()) == []


def test_the_reading_process_knows_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("THADS_SECRET_KEY", "the key of the office")
    asked = {}
    popen = reading.subprocess.Popen

    def watched(command, **options):
        asked.update(options["env"])
        return popen(command, **options)

    monkeypatch.setattr(reading.subprocess, "Popen", watched)
    with read(make_workbook(tmp_path / "so.xlsx", {"viec": [CASE]}), tmp_path / "stages", print):
        assert "the key of the office" not in asked.values()
        assert set(asked) == {"PATH", "PYTHONUTF8", "MALLOC_ARENA_MAX", "SQLITE_TMPDIR"}


@pytest.mark.parametrize(
    ("ending", "said"), [(signal.SIGALRM, "quá lâu"), (signal.SIGKILL, "quá nhiều bộ nhớ")]
)
def test_a_reading_process_that_is_ended_is_told_in_words(tmp_path, monkeypatch, ending, said):
    def end(sheet: str, rows: int) -> None:
        children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
        for child in children:
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            if str(tmp_path).encode() in command:
                os.kill(int(child), ending)

    xml = sheet_xml(
        row_xml(1, *CASES.names) + "".join(row_xml(n, "CC01", n) for n in range(2, 60_000))
    )
    path = make_raw(tmp_path / "so.xlsx", {"viec": xml})
    with pytest.raises(UnusableFile, match=said):
        read(path, tmp_path / "stages", end)


def test_a_reading_process_that_fails_by_itself_is_no_fault_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "_ROOT", tmp_path)
    with pytest.raises(reading.ReadingFailed, match="No module named"):
        read(make_workbook(tmp_path / "so.xlsx", {"viec": [CASE]}), tmp_path / "stages", print)


def test_a_full_disk_is_told_apart_from_other_failures(tmp_path):
    small = sqlite3.connect(tmp_path / "small.db")
    small.execute("PRAGMA max_page_count = 1")
    with pytest.raises(sqlite3.OperationalError) as full:
        small.execute("CREATE TABLE row (a)")
    with pytest.raises(sqlite3.OperationalError) as other:
        small.execute("SELECT a FROM absent")
    small.close()
    with Path("/dev/full").open("wb", buffering=0) as disk, pytest.raises(OSError) as written:  # noqa: PT011
        disk.write(b"x")

    assert is_full(full.value)
    assert is_full(written.value)
    assert not is_full(other.value)
    assert not is_full(FileNotFoundError())


def test_memory_does_not_grow_with_the_file(tmp_path):
    """Twelve times the cases, most with texts of their own."""
    taken = []
    for cases in (500, 6_000):
        path = tmp_path / f"{cases}.xlsx"
        rows = register.make(path, cases)
        found = measured(path, tmp_path / "stages")
        assert sum(rows_ for sheet, rows_ in found.rows.items() if SHEETS[sheet].of_case) == rows
        taken.append(found)
    small, large = taken
    assert large.child_peak - small.child_peak < 16 * 2**20
    assert large.own_peak - small.own_peak < 8 * 2**20
    assert large.longest_silence < 2
