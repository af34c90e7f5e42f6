"""thads check-report: 0 when all ties, 1 when something does not, 2 when nothing can be read."""

import json
from pathlib import Path

import pytest

from thads.cli import run

RIGHT = "Đã thi hành xong 90 việc/100 việc có điều kiện thi hành, đạt 90%."


@pytest.fixture
def told(instance: Path, tmp_path: Path):
    """Writes a text into a file and checks it."""

    def check(text: str, *options: str) -> int:
        file = tmp_path / "bao-cao.txt"
        file.write_text(text, encoding="utf-8")
        return run(["check-report", str(file), *options])

    return check


def test_a_report_that_ties_ends_with_nothing_found(told, capsys) -> None:
    assert told(RIGHT) == 0
    printed = capsys.readouterr()
    assert "90%: khớp (tỷ lệ). 90 việc (thi hành xong) / 100 việc" in printed.out
    assert "0 không khớp" in printed.err


def test_what_does_not_tie_is_told_to_programs_too(told, capsys) -> None:
    assert told(RIGHT.replace("90%", "95%"), "--json") == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["text"], found["verdict"], found["computed"]) == ("95%", "fails", "90,00%")


def test_a_text_without_figures_is_refused_in_one_line(told, capsys) -> None:
    assert told("Không có số liệu.") == 2
    assert "không có số liệu nào" in capsys.readouterr().err
