"""The table of the life cycle names what the code has, and all of it."""

import re
from pathlib import Path

from flask import Flask

from thads.cases.models import ActKind
from thads.requests.models import RequestKind, StepKind

TEXT = (Path(__file__).parents[2] / "docs" / "lifecycle.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \|(.*)$", TEXT, re.MULTILINE)


def named(word: str) -> set[str]:
    return set(re.findall(rf"{word} `(\w+)`", TEXT))


def test_thirty_rows_in_their_order() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 31))


def test_every_act_and_step_has_its_row_and_no_other_is_named() -> None:
    assert named("Act") == {kind.value for kind in ActKind}
    assert named("Step") == {kind.value for kind in StepKind}
    assert named("kind") == {kind.value for kind in RequestKind if kind is not RequestKind.REQUEST}


def test_every_screen_named_exists(app: Flask) -> None:
    screens = set(re.findall(r"`(\w+\.\w+)`", TEXT))
    assert len(screens) > 25
    assert screens <= set(app.view_functions)
