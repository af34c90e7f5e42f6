"""A workbook is checked against itself and against our register; sound cases are laid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories import Make
from tests.imports.entering import Entering
from tests.imports.stages import case, key, stage_of, together
from tests.imports.test_parsing import event, paid
from thads.cases.models import ActKind, Case
from thads.evidence.models import EvidenceFile
from thads.imports import checking
from thads.imports.checking import Findings, Importer
from thads.imports.closings import Closings
from thads.imports.faults import Fault
from thads.imports.models import Severity
from thads.imports.register import RegisterCase
from thads.units.models import Unit

TODAY = date(2024, 9, 30)
DECIDED = date(2023, 11, 15)
M = 1_000_000
ALL = Importer(None, may_offices=True)
JAN, FEB = date(2024, 1, 5), date(2024, 2, 5)


@dataclass
class Checked:
    """What a check said and would write."""

    findings: Findings
    faults: list[Fault] = field(default_factory=list)
    differences: list[Any] = field(default_factory=list)
    laid: list[tuple[RegisterCase, UUID | None]] = field(default_factory=list)
    told: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def cases(self) -> dict[str, int]:
        return {outcome: n for outcome, n in self.findings.cases.items() if n}

    @property
    def places(self) -> list[tuple[str, int, str | None, str]]:
        return [fault[:4] for fault in self.faults if fault.severity is Severity.FAULT]

    @property
    def warned(self) -> list[tuple[str, int, str | None, str]]:
        return [fault[:4] for fault in self.faults if fault.severity is Severity.WARNING]


class Desk:
    """Checks workbooks in Lào Cai, and enters what a check would write."""

    def __init__(self, db: Session, entering: Entering, folder: Path) -> None:
        self.db, self.entering, self.folder = db, entering, folder

    def check(
        self, sheets: Mapping[str, Any], *, importer: Importer = ALL, closed: date | None = None
    ) -> Checked:
        with stage_of(self.folder, sheets) as stage:
            laid: list[tuple[RegisterCase, UUID | None]] = []
            told: list[tuple[str, int, int]] = []
            findings = checking.check(
                self.db, stage, importer=importer, today=TODAY, closings=Closings(closed),
                lay=lambda found, facts, history, replaced: laid.append((found, replaced)),
                progress=lambda *said: told.append(said),
            )  # fmt: skip
            return Checked(findings, list(stage.faults()), list(stage.differences()), laid, told)

    def enter(self, sheets: Mapping[str, Any]) -> Checked:
        """Check and write."""
        checked = self.check(sheets)
        assert not checked.places, checked.faults
        self.entering.enter([found for found, _ in checked.laid])
        return checked

    def case(self, number: int) -> Case:
        stmt = select(Case).where(Case.number == number, Case.struck_by_id.is_(None))
        return self.db.scalars(stmt).one()


@pytest.fixture
def desk(db: Session, entering: Entering, tmp_path: Path) -> Desk:
    """Units CC and CC2, officers an and binh."""
    return Desk(db, entering, tmp_path / "stages")


def test_counts_and_sums_of_what_the_workbook_says(desk: Desk):
    money = [paid(JAN, 6 * M), paid(JAN, M, "huy_thu"), paid(FEB, 2 * M, "chi")]
    found = desk.check(together(case(1, thu_chi=money), case(2)))
    assert found.cases == {"total": 2, "new": 2}
    assert found.findings.as_json() == {
        "rows": {"viec": 2, "duong_su": 4, "khoan": 2, "dien_bien": 0, "thu_chi": 3},
        "cases": {"total": 2, "new": 2, "same": 0, "changed": 0, "faulty": 0, "kept_apart": 0},
        "sums": {"awarded": 20 * M, "collected": 6 * M, "reversed": M, "paid_out": 2 * M,
                 "paid_to_budget": 0},
        "offices": {"new": 0, "same": 0, "changed": 0},
        "people": {"new": 0, "same": 0, "changed": 0},
        "faults": 0, "warnings": 0,
    }  # fmt: skip
    assert [laid.key.number for laid, _ in found.laid] == [1, 2]
    assert found.told[-1] == ("Kiểm tra hồ sơ", 2, 2)


def test_a_faulty_case_is_not_laid_and_the_sound_ones_are(desk: Desk):
    found = desk.check(together(case(1), case(2, thu_chi=[paid(JAN, 11 * M)])))
    assert found.cases == {"total": 2, "new": 1, "faulty": 1}
    assert found.places == [("thu_chi", 2, "so_tien", "collected_too_much")]
    assert [laid.key.number for laid, _ in found.laid] == [1]


def test_the_same_workbook_again_changes_nothing(desk: Desk):
    sheets = together(
        case(1, viec={"chap_hanh_vien": "an", "so_ban_an": "5/2023/DS-ST", "to_chuc_tin_dung": "NH",
                      "ngay_ban_an": date(2023, 9, 1), "toa_an": "TAND Thử", "ma_tuy": "x"},
             dien_bien=[event(JAN, "hoan", can_cu="C", so_qd_su_kien="9/QĐ-THADS"),
                        event(FEB, "chuyen_don_vi", don_vi_nhan="CC2", chap_hanh_vien="binh")],
             thu_chi=[paid(JAN, 5, chung_tu="PT1"), paid(JAN, 5, chung_tu="PT1")]),
        case(2, dien_bien=[event(DECIDED, "phan_cong", chap_hanh_vien="an")]),
    )  # fmt: skip
    assert desk.enter(sheets).cases == {"total": 2, "new": 2}
    again = desk.check(sheets)
    assert again.cases == {"total": 2, "same": 2}
    assert (again.laid, again.faults, again.differences) == ([], [], [])


def test_a_changed_case_replaces_ours_and_says_what_is_different(desk: Desk):
    desk.enter(together(case(1, thu_chi=[paid(JAN, 5)]), case(2)))
    found = desk.check(together(case(1, thu_chi=[paid(JAN, 6)]), case(2)))
    assert found.cases == {"total": 2, "changed": 1, "same": 1}
    [(laid, replaced)] = found.laid
    assert (laid.key.number, replaced) == (1, desk.case(1).id)
    [told] = found.differences
    assert (told.case_id, told.sheet, told.row, told.field, told.ours, told.theirs) == (
        replaced, "thu_chi", 2, "so_tien", "5", "6",
    )  # fmt: skip


@pytest.mark.parametrize("built", ["act", "money", "evidence", "by hand"])
def test_a_changed_case_on_which_something_was_built_is_kept_apart(
    desk: Desk, db: Session, make: Make, built: str
):
    desk.enter(case(1))
    ours = desk.case(1)
    if built == "evidence":
        db.add(EvidenceFile(case_id=ours.id, description="Dao", decided_on=DECIDED))
    elif built == "by hand":
        db.execute(update(Case).values(import_id=None))
    elif built == "act":
        make.act(ours, ActKind.VERIFICATION, JAN, sequence=7)
        db.execute(update(Case).values(revision=2))  # as every action does
    else:
        make.money(ours, 5, JAN, sequence=7)
        db.execute(update(Case).values(revision=2))
    db.commit()
    found = desk.check(case(1, viec={"ma_tuy": "x"}))
    assert found.cases == {"total": 1, "kept_apart": 1}
    assert found.places == [("viec", 2, None, "built_on")]
    assert found.laid == []
    assert ("viec", "ma_tuy") in [(told.sheet, told.field) for told in found.differences]


def test_a_case_that_equals_ours_is_the_same_though_entered_by_hand(desk: Desk, db: Session):
    desk.enter(case(1))
    db.execute(update(Case).values(import_id=None))
    db.commit()
    assert desk.check(case(1)).cases == {"total": 1, "same": 1}


def test_a_struck_case_is_not_ours(desk: Desk, db: Session):
    desk.enter(case(1))
    db.execute(update(Case).values(struck_by_id=Case.import_id))
    db.commit()
    assert desk.check(case(1)).cases == {"total": 1, "new": 1}


def test_nothing_new_comes_into_a_closed_period(desk: Desk):
    """November 2023 is published: a decision of 15/11 would change it, one of 01/12 would not."""
    sheets = together(case(1), case(2, key={"day": date(2023, 12, 1)}))
    found = desk.check(sheets, closed=date(2023, 11, 30))
    assert found.places == [("viec", 2, "ngay_qd", "closed_period")]
    assert found.cases == {"total": 2, "new": 1, "faulty": 1}


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"thu_chi": [paid(JAN, 6)]}, ("thu_chi", 2, "so_tien", "closed_period")),
        ({"thu_chi": [paid(date(2024, 2, 1), 5)]}, ("thu_chi", 2, "ngay", "closed_period")),
        ({"viec": {"loai_an": "hinh_su"}}, ("viec", 2, "loai_an", "closed_period")),
        ({"thu_chi": []}, ("viec", 2, None, "closed_period")),
        ({"viec": {"toa_an": "TAND Thử"}, "thu_chi": [paid(JAN, 5)]}, None),
        ({"thu_chi": [paid(JAN, 5), paid(FEB, 7)]}, None),
    ],
)  # fmt: skip
def test_a_change_must_not_touch_a_closed_period(desk: Desk, given: dict[str, Any], place: Any):
    """January 2024 is published. Courts and names are in no figure."""
    desk.enter(case(1, thu_chi=[paid(JAN, 5)]))
    found = desk.check(case(1, **{"thu_chi": [paid(JAN, 5)], **given}), closed=date(2024, 1, 31))
    assert found.places == ([place] if place else [])
    assert found.cases == {"total": 1, "faulty" if place else "changed": 1}


def test_a_unit_brings_in_its_own_register_only(desk: Desk, db: Session):
    own = db.scalars(select(Unit).where(Unit.code == "CC")).one()
    sheets = together(case(1), case(2, key={"unit": "CC2"}))
    found = desk.check(sheets, importer=Importer(own.id, may_offices=False))
    assert found.places == [("viec", 3, "don_vi", "other_unit")]
    assert [laid.key.unit for laid, _ in found.laid] == ["CC"]


def test_rows_without_a_case_are_strays_and_unreadable_keys_are_not(desk: Desk):
    sheets = case(1)
    sheets["khoan"].append({**key(9), "khoan": 1, "loai_khoan": "tra_no", "so_tien": 5})
    sheets["thu_chi"].append({**key(1), "ngay_qd": "31/02/2023", **paid(JAN, 5)})
    found = desk.check(sheets)
    assert found.places == [
        ("khoan", 3, "so_qd", "stray_row"), ("thu_chi", 2, "ngay_qd", "bad_day"),
    ]  # fmt: skip


def test_a_number_used_twice_in_its_year_is_told_and_taken_in(desk: Desk):
    """Number 1 of statistics year 2024, decided on 15/11/2023 and again on 10/01/2024."""
    twice = together(case(1), case(1, key={"day": date(2024, 1, 10)}))
    found = desk.check(twice)
    assert found.warned == [("viec", 3, "so_qd", "number_repeated")]
    assert found.cases == {"total": 2, "new": 2}
    desk.enter(case(1))
    against_ours = desk.check(case(1, key={"day": date(2024, 1, 10)}))
    assert against_ours.warned == [("viec", 2, "so_qd", "number_repeated")]
    next_year = desk.check(case(1, key={"day": date(2023, 9, 30)}))
    assert next_year.warned == []


def test_units_of_the_workbook_may_hold_its_cases(desk: Desk):
    sheets = {
        "don_vi": [{"ma": "KV1", "ten": "Phòng THADS khu vực 1", "loai": "phong_khu_vuc"}],
        "can_bo": [{"ten_dang_nhap": "kv1.an", "ho_ten": "Lê An", "don_vi": "KV1",
                    "vai_tro": "chap_hanh_vien"}],
        **case(1, key={"unit": "KV1"}, viec={"chap_hanh_vien": "kv1.an"}),
    }  # fmt: skip
    found = desk.check(sheets)
    assert (found.cases, found.faults) == ({"total": 1, "new": 1}, [])
    refused = desk.check(sheets, importer=Importer(None, may_offices=False))
    assert refused.cases == {"total": 1, "faulty": 1}
    assert ("don_vi", 2, None, "offices_not_allowed") in refused.places


def test_faults_and_progress_of_many_cases_stay_in_the_stage(desk: Desk):
    """1,200 cases, each with one fault: three chunks, and a word after each."""
    found = desk.check(together(*(case(n, thu_chi=[paid(JAN, 11 * M)]) for n in range(1, 1201))))
    assert found.cases == {"total": 1200, "faulty": 1200}
    assert found.findings.faults == len(found.places) == 1200
    assert [done for _, done, _ in found.told] == [500, 1000, 1200]
