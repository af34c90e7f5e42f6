"""`thads demo` makes what is missing, keeps what is there, and never touches a real province."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import provisioning, registry
from tenants.sessions import open_session
from thads import cli
from thads.demo import build
from thads.units.models import Unit, UnitKind


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """The command with a builder that writes one unit; answers how often it built."""
    built: list[str] = []

    def one_unit(db: Session, slug: str) -> dict[str, int]:
        built.append(slug)
        unit = Unit(code="CUC", name="Cục", kind=UnitKind.PROVINCIAL_DEPARTMENT, place="X")
        unit.valid_from = date(2009, 7, 1)
        db.add(unit)
        return {"enforcement_case": 0, "case_act": 0, "ledger_entry": 0}

    monkeypatch.setattr(build, "build", one_unit)
    return built.count


def test_it_fills_both_provinces_and_prints_the_sign_ins(
    instance: Path, quick: Callable[[str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["demo"]) == 0
    assert (quick("lao-cai"), quick("nghe-an")) == (1, 1)
    printed = capsys.readouterr().out
    assert "chicuctruong.baothang" in printed
    assert "chv.quyhop" in printed
    assert "thads-demo-2024" in printed


def test_a_second_time_it_keeps_what_is_there(
    instance: Path, quick: Callable[[str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["demo"])
    registry.set_practice_day("lao-cai", date(2024, 3, 31))
    assert cli.run(["demo"]) == 0
    assert quick("lao-cai") == 1
    assert "giữ nguyên" in capsys.readouterr().err
    assert registry.find("lao-cai").practice_day == date(2024, 3, 31)


def test_force_makes_them_anew(instance: Path, quick: Callable[[str], int]) -> None:
    cli.run(["demo"])
    registry.set_practice_day("lao-cai", date(2024, 3, 31))
    assert cli.run(["demo", "--force"]) == 0
    assert quick("lao-cai") == 2
    assert registry.find("lao-cai").practice_day == date(2024, 9, 30)
    with open_session("lao-cai") as db:
        assert len(db.scalars(select(Unit)).all()) == 1


def test_a_real_province_of_that_name_is_refused(
    instance: Path, quick: Callable[[str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    provisioning.remove("nghe-an")
    provisioning.create("nghe-an", "Nghệ An")
    assert cli.run(["demo", "--force"]) == 2
    assert quick("lao-cai") == 0
    assert "tỉnh thật" in capsys.readouterr().err
