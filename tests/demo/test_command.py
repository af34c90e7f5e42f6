"""`thads demo` makes what is missing, keeps what is there, and never touches a real province."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tenants import engines, provisioning, registry
from tenants.models import Tenant
from tenants.sessions import open_session
from thads import cli
from thads.demo import build
from thads.demo.offices import LAO_CAI
from thads.units.models import Unit, UnitKind

SLUG = "tap-huan"  # not one of the test installation's provinces, which share their roles
Builds = Callable[[str], int]


@pytest.fixture
def builds(instance: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Builds]:
    """One demo province whose builder writes a single unit; answers how often it built."""
    built: list[str] = []

    def one_unit(db: Session, slug: str) -> dict[str, int]:
        built.append(slug)
        unit = Unit(code="CUC", name="Cục", kind=UnitKind.PROVINCIAL_DEPARTMENT, place="X")
        unit.valid_from = date(2009, 7, 1)
        db.add(unit)
        return {"enforcement_case": 0, "case_act": 0, "ledger_entry": 0}

    only = build.DemoProvince(replace(LAO_CAI, slug=SLUG), lambda rng: [])
    monkeypatch.setattr(build, "PROVINCES", (only,))
    monkeypatch.setattr(build, "build", one_unit)
    yield built.count
    if any(ref.slug == SLUG for ref in registry.every()):
        provisioning.remove(SLUG)


def test_it_fills_the_province_and_prints_the_sign_ins(
    builds: Builds, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["demo"]) == 0
    assert builds(SLUG) == 1
    assert registry.find(SLUG).practice_day == date(2024, 9, 30)
    printed = capsys.readouterr().out
    assert "chicuctruong.baothang" in printed
    assert "thads-demo-2024" in printed


def test_a_second_time_it_keeps_what_is_there(
    builds: Builds, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["demo"])
    registry.set_practice_day(SLUG, date(2024, 3, 31))
    assert cli.run(["demo"]) == 0
    assert builds(SLUG) == 1
    assert "giữ nguyên" in capsys.readouterr().err
    assert registry.find(SLUG).practice_day == date(2024, 3, 31)


def test_a_province_whose_making_was_cut_short_is_filled(builds: Builds) -> None:
    provisioning.create(SLUG, "Lào Cai", practice_day=date(2024, 9, 30))
    assert cli.run(["demo"]) == 0
    assert builds(SLUG) == 1


def test_force_makes_it_anew(builds: Builds) -> None:
    cli.run(["demo"])
    registry.set_practice_day(SLUG, date(2024, 3, 31))
    assert cli.run(["demo", "--force"]) == 0
    assert builds(SLUG) == 2
    assert registry.find(SLUG).practice_day == date(2024, 9, 30)
    with open_session(SLUG) as db:
        assert len(db.scalars(select(Unit)).all()) == 1


def test_a_real_province_of_that_name_is_refused(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Session(engines.of_control()) as control, control.begin():
        real = update(Tenant).where(Tenant.slug == "nghe-an").values(practice_day=None)
        control.execute(real)
    assert cli.run(["demo", "--force"]) == 2
    assert "tỉnh thật" in capsys.readouterr().err
    with open_session("lao-cai") as db:
        assert db.scalars(select(Unit)).first() is None
