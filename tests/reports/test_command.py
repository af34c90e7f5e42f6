"""`thads report`: the paper from the command line, live or as published."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.core import files
from thads.core.ids import new_id
from thads.identity.models import Role
from thads.reports import actions
from workers import report


def thads_report(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "thads", "report", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, env=dict(os.environ), check=False
    )


@pytest.mark.one_engine
def test_the_live_paper_is_written_and_the_same_each_time(db, make, tmp_path):
    small_province(make)
    out = tmp_path / "paper.pdf"
    first = thads_report("lao-cai", "--at", "2024-09-30", "--out", out)
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    content = out.read_bytes()
    assert content.startswith(b"%PDF-")
    assert report.content_of("lao-cai", END, None) == content


def test_a_published_version_comes_byte_for_byte(db, make, now, tmp_path):
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    made = actions.compose(db, new_id(), period_end=END, dated=CLOSED_ON, by_id=head.id, now=now,
                           version=version_of(db, head))  # fmt: skip
    actions.keep_file(db, made, b"%PDF- as it was", now=now)
    db.commit()
    out = tmp_path / "v1.pdf"
    assert _main("2024-09-30", out, "1") == 2, "not published yet"

    actions.publish(db, made, by=head, today=CLOSED_ON, now=now)
    db.commit()
    assert _main("2024-09-30", out, "1") == 0
    assert out.read_bytes() == b"%PDF- as it was" == files.read(db, made.file_key)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["lao-cai", "2024-09-29"], "không phải ngày cuối tháng"),
        (["ha-giang", "2024-09-30"], "Không có tỉnh"),
        (["lao-cai", "2024-09-30", "3"], "không có bản công bố"),
    ],
)
def test_a_refusal_is_one_line_and_writes_nothing(instance, tmp_path, capsys, arguments, why):
    slug, day, *version = arguments
    out = tmp_path / "none.pdf"
    assert report.main([slug, day, str(out), *version]) == 2
    told = capsys.readouterr().err
    assert why in told
    assert told.count("\n") == 1
    assert not out.exists()


def test_a_folder_that_is_not_there_is_said(db, make, tmp_path, capsys):
    small_province(make)
    assert _main(date(2024, 9, 30).isoformat(), tmp_path / "no" / "x.pdf") == 2
    assert "không có thư mục này" in capsys.readouterr().err


def _main(day: str, out: Path, *version: str) -> int:
    return report.main(["lao-cai", day, str(out), *version])
