"""An office with a register to bring in."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.imports.desk import Desk
from tests.imports.entering import Entering
from tests.imports.office import Office
from tests.imports.province import read_here
from thads.identity.models import Role
from thads.imports import reading
from thads.imports.reading import read
from thads.imports.register import Names
from thads.imports.stage import Stage


@pytest.fixture
def entering(db: Any, make: Any, tmp_path: Path) -> Entering:
    """Enters cases of the units CC and CC2 with the officers an and binh."""
    units = {unit.code: unit.id for unit in (make.district(), make.unit("CC2"))}
    people = {name: make.user(username=name).id for name in ("an", "binh")}
    db.commit()
    return Entering(db, Names(units, people), tmp_path)


@pytest.fixture
def office(
    instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Office:  # fmt: skip
    """Lào Cai with its units and people, where workbooks are brought in by the command."""
    monkeypatch.setattr(reading, "_fill", read_here)  # a process for each file takes its time
    return Office(tmp_path, capsys)


@pytest.fixture
def stage_of(tmp_path: Path) -> Iterator[Callable[[Path], Stage]]:
    """Reads a workbook; its stage is closed with the test."""
    opened: list[Stage] = []

    def staged(path: Path) -> Stage:
        opened.append(read(path, tmp_path / "stages", lambda sheet, rows: None))
        return opened[-1]

    yield staged
    for stage in opened:
        stage.close()


@pytest.fixture
def desk(db: Any, make: Any, tmp_path: Path) -> Desk:
    """An administrator who brings workbooks in."""
    by = make.user(Role.ADMINISTRATOR)
    db.commit()
    return Desk(db, by, tmp_path, datetime.now(UTC))
