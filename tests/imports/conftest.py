"""An office with a register to bring in."""

from pathlib import Path
from typing import Any

import pytest

from tests.imports.entering import Entering
from tests.imports.office import Office
from thads.imports.register import Names


@pytest.fixture
def entering(db: Any, make: Any, tmp_path: Path) -> Entering:
    """Enters cases of the units CC and CC2 with the officers an and binh."""
    units = {unit.code: unit.id for unit in (make.district(), make.unit("CC2"))}
    people = {name: make.user(username=name).id for name in ("an", "binh")}
    db.commit()
    return Entering(db, Names(units, people), tmp_path)


@pytest.fixture
def office(instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """Lào Cai with its units and people, where workbooks are brought in by the command."""
    return Office(tmp_path, capsys)
