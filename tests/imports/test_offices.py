"""The sheets don_vi and can_bo: what they add and change, who may, and in what order."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.imports.stages import stage_of
from thads.identity.models import Role
from thads.imports import offices
from thads.imports.faults import Fault
from thads.imports.offices import Offices, place_of
from thads.units.models import UnitKind

TODAY = date(2024, 9, 30)
BRANCH = {"loai": "chi_cuc"}
Rows = Sequence[dict[str, Any]]


class Desk:
    """Reads the two sheets against what Lào Cai has."""

    def __init__(self, db: Session, folder: Path) -> None:
        self.db, self.folder = db, folder

    def read(
        self, units: Rows = (), people: Rows = (), *, may_change: bool = True
    ) -> tuple[Offices, list[Fault]]:
        with stage_of(self.folder, {"don_vi": units, "can_bo": people}) as stage:
            found = offices.read(self.db, stage, today=TODAY, may_change=may_change)
            return found, list(stage.faults())


@pytest.fixture
def desk(db: Session, make: Make, tmp_path: Path) -> Desk:
    """The unit CC (since 2000) and its officer an."""
    unit = make.unit("CC", name="Chi cục THADS huyện Thử")
    make.user(username="an", full_name="Nguyễn An", unit=unit)
    db.commit()
    return Desk(db, tmp_path)


def unit(code: str, **given: Any) -> dict[str, Any]:
    return {"ma": code, "ten": f"Chi cục THADS huyện {code}", "loai": "chi_cuc", **given}


def person(name: str, **given: Any) -> dict[str, Any]:
    row = {"ten_dang_nhap": name, "ho_ten": "Lê Thị Lan", "don_vi": "CC"}
    return {**row, "vai_tro": "chap_hanh_vien", **given}


def places(faults: list[Fault]) -> list[tuple[str, int, str | None, str]]:
    return [fault[:4] for fault in faults]


def test_a_superior_may_stand_later_in_the_sheet_and_is_written_first(desk: Desk):
    rows = [unit("B", cap_tren="A"), unit("C", cap_tren="B"), unit("A"), unit("D", cap_tren="CC")]
    found, faults = desk.read(rows)
    order = [office.code for office in found.brought_units.new]
    assert faults == []
    assert order.index("A") < order.index("B") < order.index("C")
    assert found.units["D"].parent == "CC"
    assert found.brought_units.counts() == {"new": 4, "same": 0, "changed": 0}


def test_a_unit_whose_first_day_is_not_told_has_been_there_since_there_are_offices(desk: Desk):
    found, _ = desk.read([unit("B"), unit("C", hieu_luc_tu="01/07/2025")])
    assert found.units["B"].valid_from == date(1993, 7, 1)
    assert found.units["C"].valid_from == date(2025, 7, 1)


def test_what_is_not_told_of_a_unit_that_we_have_stays(desk: Desk):
    found, faults = desk.read([unit("CC", ten="Chi cục THADS huyện Thử")])
    assert (faults, found.brought_units.counts()["same"]) == ([], 1)
    changed, _ = desk.read([unit("CC", hieu_luc_den="30/06/2025")])
    [office] = changed.brought_units.changed
    assert (office.id, office.valid_from) == (found.units["CC"].id, date(2000, 1, 1))
    assert office.valid_to == date(2025, 6, 30)
    assert office.kind is UnitKind.DISTRICT_BRANCH


def test_a_person_who_is_there_already_is_changed_not_doubled(desk: Desk):
    same, faults = desk.read(people=[person("AN", ho_ten="Nguyễn An")])
    assert (faults, same.brought_people.counts()) == ([], {"new": 0, "same": 1, "changed": 0})
    moved, _ = desk.read([unit("B")], [person("an", don_vi="B", vai_tro="chi_cuc_truong")])
    [changed] = moved.brought_people.changed
    assert (changed.id, changed.unit, changed.role) == (
        same.people["an"].id, "B", Role.UNIT_HEAD,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("units", "people", "place"),
    [
        ([unit("B", cap_tren="X")], [], ("don_vi", 2, "cap_tren", "unknown_unit")),
        ([unit("B", loai="toa_an")], [], ("don_vi", 2, "loai", "unknown_code")),
        ([unit("B", ten=None)], [], ("don_vi", 2, "ten", "missing_value")),
        ([unit("B", hieu_luc_tu="31/02/2024")], [], ("don_vi", 2, "hieu_luc_tu", "bad_day")),
        ([unit("CC", hieu_luc_den="01/01/1999")], [], ("don_vi", 2, "hieu_luc_den", "bad_day")),
        ([unit("B"), unit("B")], [], ("don_vi", 3, "ma", "duplicate_key")),
        ([], [person("lan", don_vi="X")], ("can_bo", 2, "don_vi", "unknown_unit")),
        ([], [person("lan", vai_tro="quan_tri")], ("can_bo", 2, "vai_tro", "unknown_code")),
        ([], [person("lan", vai_tro="giam_sat")], ("can_bo", 2, "vai_tro", "unknown_code")),
        ([], [person("lan anh")], ("can_bo", 2, "ten_dang_nhap", "unknown_code")),
        ([], [person("lan"), person("Lan")], ("can_bo", 3, "ten_dang_nhap", "duplicate_key")),
        ([], [person("lan", ho_ten=None)], ("can_bo", 2, "ho_ten", "missing_value")),
    ],
)
def test_each_fault_is_told_at_its_cell(desk: Desk, units: Rows, people: Rows, place: Any):
    found, faults = desk.read(units, people)
    assert places(faults) == [place]
    assert all(fault.message and fault.remedy for fault in faults)
    assert "lan" not in found.people or place[3] == "duplicate_key"


def test_units_above_each_other_have_no_place(desk: Desk):
    rows = [unit("A", cap_tren="B"), unit("B", cap_tren="A"), unit("C", cap_tren="A"), unit("D")]
    found, faults = desk.read(rows)
    assert {(fault.row, fault.code) for fault in faults} == {
        (2, "unknown_unit"), (3, "unknown_unit"), (4, "unknown_unit"),
    }  # fmt: skip
    assert [office.code for office in found.brought_units.new] == ["D"]
    _, faults = desk.read([unit("CC", cap_tren="E"), unit("E", cap_tren="CC")])
    assert {fault.row for fault in faults} == {2, 3}


def test_ten_thousand_units_in_a_row_are_put_in_order(desk: Desk):
    rows = [unit(f"U{n}", cap_tren=f"U{n + 1}") for n in range(10_000)]
    found, faults = desk.read([*rows, unit("U10000")])
    assert faults == []
    assert [office.code for office in found.brought_units.new][:2] == ["U10000", "U9999"]


def test_an_administrator_is_not_changed_by_a_workbook(desk: Desk, db: Session, make: Make):
    make.user(Role.ADMINISTRATOR, username="sep")
    db.commit()
    _, faults = desk.read(people=[person("sep")])
    assert places(faults) == [("can_bo", 2, "ten_dang_nhap", "offices_not_allowed")]


def test_who_may_not_change_offices_may_still_name_them(desk: Desk):
    """Rows that say what stands already change nothing; every other row is a fault."""
    as_ours = [unit("CC", ten="Chi cục THADS huyện Thử")]
    found, faults = desk.read(as_ours, [person("an", ho_ten="Nguyễn An")], may_change=False)
    assert faults == []
    found, faults = desk.read([*as_ours, unit("B")], [person("lan")], may_change=False)
    assert places(faults) == [
        ("don_vi", 3, None, "offices_not_allowed"), ("can_bo", 2, None, "offices_not_allowed"),
    ]  # fmt: skip
    assert "B" not in found.names.units
    assert "lan" not in found.names.people


def test_people_who_have_left_are_still_known(desk: Desk, db: Session, make: Make):
    make.user(username="cu", disabled_at=make.user().created_at)
    db.commit()
    found, _ = desk.read()
    assert "cu" in found.names.people


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Chi cục Thi hành án dân sự huyện Bảo Thắng", "Bảo Thắng"),
        ("Chi cục THADS thành phố Lào Cai", "Lào Cai"),
        ("Cục Thi hành án dân sự tỉnh Lào Cai", "Lào Cai"),
        ("Thi hành án dân sự tỉnh Nghệ An", "Nghệ An"),
        ("Phòng THADS khu vực 3", "Khu vực 3"),
        ("Chi cục THADS Quận 1", "Quận 1"),
    ],
)
def test_where_a_unit_is_follows_from_its_name(name: str, place: str):
    assert place_of(name) == place
