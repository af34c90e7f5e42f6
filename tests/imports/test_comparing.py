"""Two registers are compared: every difference is found where it is, none is invented."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.imports.entering import Entering
from tests.imports.stages import case, stage_of, together
from tests.imports.test_parsing import event, paid
from thads.imports import checking
from thads.imports.checking import Findings, Importer
from thads.imports.models import DifferenceKind
from thads.imports.parsing import Parser
from thads.imports.stage import Difference

TODAY = date(2024, 9, 30)
DECIDED = date(2023, 11, 15)
JAN, FEB, MAR = date(2024, 1, 5), date(2024, 2, 5), date(2024, 3, 5)
M = 1_000_000
Sheets = dict[str, list[dict[str, Any]]]


class Desk:
    """Compares workbooks with the register of Lào Cai."""

    def __init__(self, db: Session, entering: Entering, folder: Path) -> None:
        self.db, self.entering, self.folder = db, entering, folder

    def enter(self, sheets: Sheets) -> None:
        with stage_of(self.folder, sheets) as stage:
            parser = Parser(TODAY, self.entering.names)
            parsed = [parser.parse(raw) for raw in stage.cases()]
        assert not [fault for one in parsed for fault in one.faults]
        self.entering.enter([one.case for one in parsed if one.case])

    def compare(self, sheets: Sheets, importer: Importer | None = None) -> list[Difference]:
        with stage_of(self.folder, sheets) as stage:
            self.findings: Findings = checking.compare(
                self.db, stage, importer=importer or Importer(None, may_offices=False),
                today=TODAY, progress=lambda *_: None,
            )  # fmt: skip
            return list(stage.differences())


@pytest.fixture
def desk(db: Session, entering: Entering, tmp_path: Path) -> Desk:
    return Desk(db, entering, tmp_path / "stages")


def told(found: list[Difference]) -> list[tuple[Any, ...]]:
    return [(one.sheet, one.row, one.field, one.ours, one.theirs) for one in found]


def test_equal_registers_have_no_difference(desk: Desk):
    sheets = together(case(1), case(2, dien_bien=[event(JAN, "hoan", can_cu="a")]))
    desk.enter(sheets)
    assert desk.compare(sheets) == []
    assert desk.findings.cases["same"] == 2


def test_cases_of_one_side_only(desk: Desk):
    """The unit CC2 does not stand in the workbook: its cases are not missed there."""
    desk.enter(together(case(1), case(2), case(3, key={"unit": "CC2"})))
    found = desk.compare(together(case(2), case(4)))
    assert [(one.kind, one.key, one.row) for one in found] == [
        (DifferenceKind.ONLY_THEIRS, "CC · 4/QĐ-CCTHADS · 15/11/2023", 3),
        (DifferenceKind.ONLY_OURS, "CC · 1/QĐ-CCTHADS · 15/11/2023", None),
    ]
    assert found[1].case_id is not None
    cases = desk.findings.cases
    assert (cases["only_theirs"], cases["only_ours"], cases["same"]) == (1, 1, 1)


def test_a_case_that_cannot_be_read_is_neither_compared_nor_missed(desk: Desk):
    desk.enter(case(1))
    assert desk.compare(case(1, viec={"loai_an": "thue"})) == []
    assert desk.findings.cases["faulty"] == 1
    assert desk.findings.faults == 1


def test_what_contradicts_itself_is_still_compared(desk: Desk):
    """Their arithmetic and their names are theirs; what differs from ours is shown."""
    desk.enter(case(1))
    found = desk.compare(case(1, viec={"chap_hanh_vien": "ai.do"}, thu_chi=[paid(JAN, 11 * M)]))
    assert told(found) == [
        ("viec", 2, "chap_hanh_vien", None, "ai.do"),
        ("thu_chi", 2, None, None, "05/01/2024 · khoản 1 · Thu · 11.000.000"),
    ]


def test_lines_that_one_side_lacks_are_told_whole(desk: Desk):
    both = event(JAN, "xac_minh")
    desk.enter(case(1, dien_bien=[both, event(FEB, "hoan", can_cu="a")]))
    found = desk.compare(case(1, dien_bien=[both, event(MAR, "tam_dinh_chi", can_cu="2")]))
    assert told(found) == [
        ("dien_bien", 2, None, "05/02/2024 · Hoãn thi hành án · a", None),
        ("dien_bien", 3, None, None, "05/03/2024 · Tạm đình chỉ thi hành án · 2"),
    ]


def test_a_line_that_stands_twice_is_missed_once(desk: Desk):
    desk.enter(case(1, thu_chi=[paid(JAN, 5), paid(JAN, 5)]))
    assert told(desk.compare(case(1, thu_chi=[paid(JAN, 5)]))) == [
        ("thu_chi", 2, None, "05/01/2024 · khoản 1 · Thu · 5", None)
    ]


def test_the_order_within_a_day_is_a_difference(desk: Desk):
    rows = [event(JAN, "hoan", can_cu="a"), event(JAN, "tiep_tuc")]
    desk.enter(case(1, dien_bien=rows))
    [found] = told(desk.compare(case(1, dien_bien=rows[::-1])))
    assert found[:3] == ("dien_bien", 2, "thứ tự")


def test_parties_are_told_by_role_and_name_and_items_by_number(desk: Desk):
    desk.enter(case(1))
    rows = case(1)
    rows["duong_su"].append(
        {**rows["duong_su"][0], "vai_tro": "lien_quan", "ho_ten": "Lê Thử", "dia_chi": "Tổ 1"}
    )
    rows["khoan"].append({**rows["khoan"][0], "khoan": 2})
    assert told(desk.compare(rows)) == [
        ("duong_su", 4, None, None,
         "Người có quyền lợi, nghĩa vụ liên quan · Lê Thử · Cá nhân · Tổ 1"),
        ("khoan", 3, None, None, "khoản 2 · Trả nợ · 10.000.000"),
    ]  # fmt: skip


def test_very_many_different_lines_are_still_paired(desk: Desk):
    """More than are compared each with each: paired by day and what they are about."""
    days = [JAN + timedelta(days=n) for n in range(100)]
    desk.enter(case(1, thu_chi=[paid(day, 5) for day in days]))
    found = told(desk.compare(case(1, thu_chi=[paid(day, 6) for day in days])))
    assert found == [("thu_chi", row, "so_tien", "5", "6") for row in range(2, 102)]


OTHER: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("viec", "hinh_thuc"): lambda v: "chu_dong" if v == "theo_yeu_cau" else "theo_yeu_cau",
    ("viec", "loai_an"): lambda v: "hinh_su" if v == "dan_su" else "dan_su",
    ("viec", "chap_hanh_vien"): lambda v: "binh" if v == "an" else "an",
    ("viec", "nhan_uy_thac"): lambda v: None if v else "x",
    ("viec", "so_ban_an"): lambda v: f"{v}b",
    ("viec", "ngay_ban_an"): lambda v: v - timedelta(days=1),
    ("viec", "toa_an"): lambda v: f"{v} II",
    ("viec", "tham_nhung_kinh_te"): lambda v: None if v else "x",
    ("viec", "ma_tuy"): lambda v: None if v else "x",
    ("viec", "yeu_to_nuoc_ngoai"): lambda v: None if v else "x",
    ("viec", "to_chuc_tin_dung"): lambda v: None if v else "Ngân hàng Thử",
    ("duong_su", "vai_tro"): lambda v: "lien_quan",
    ("duong_su", "ho_ten"): lambda v: f"{v} Hai",
    ("duong_su", "loai"): lambda v: "to_chuc" if v == "ca_nhan" else "ca_nhan",
    ("duong_su", "so_dinh_danh"): lambda v: str(int(v) + 1).zfill(12),
    ("duong_su", "dia_chi"): lambda v: None if v else "Tổ 5",
    ("duong_su", "ma_xa"): lambda v: "02656" if v == "02662" else "02662",
    ("khoan", "loai_khoan"): lambda v: "cap_duong" if v == "tra_no" else "tra_no",
    ("khoan", "so_tien"): lambda v: v + 1,
    ("khoan", "ngan_sach"): lambda v: None if v else "x",
    ("dien_bien", "ngay"): lambda v: v + timedelta(days=1),
    ("dien_bien", "su_kien"): lambda v: "tam_dinh_chi" if v == "hoan" else "hoan",
    ("dien_bien", "khoan"): lambda v: 2 if v == 1 else 1,
    ("dien_bien", "can_cu"): lambda v: "b" if v == "a" else "a",
    ("dien_bien", "so_qd_su_kien"): lambda v: f"{v}/bis",
    ("thu_chi", "ngay"): lambda v: v + timedelta(days=1),
    ("thu_chi", "khoan"): lambda v: 2 if v == 1 else 1,
    ("thu_chi", "loai"): lambda v: "nop_ngan_sach" if v == "chi" else "chi",
    ("thu_chi", "so_tien"): lambda v: v + 1,
    ("thu_chi", "chung_tu"): lambda v: f"{v}a",
}


def a_register(random: Random, cases: int) -> Sheets:
    """Cases with one or two items, some postponements and a few collections, some alike."""
    return together(*(_a_case(random, n) for n in range(1, cases + 1)))  # type: ignore[return-value]


def _a_case(random: Random, number: int) -> Sheets:
    marks = {name: "x" for name in ("nhan_uy_thac", "ma_tuy", "yeu_to_nuoc_ngoai")
             if random.random() < 0.3}  # fmt: skip
    judged = {
        "so_ban_an": f"{number}/2023/DS-ST",
        "ngay_ban_an": date(2023, 9, 1),
        "toa_an": "TAND",
    }
    parties = [
        {"vai_tro": role, "ho_ten": f"Nguyễn Thử {number % 7}", "loai": "ca_nhan",
         "so_dinh_danh": f"{random.randrange(9)}".zfill(12), "ma_xa": "02662"}
        for role in ("duoc_thi_hanh", "phai_thi_hanh")
    ]  # fmt: skip
    items = [{"khoan": n, "loai_khoan": "tra_no", "so_tien": random.randrange(10) * M + 9 * M,
              "ngan_sach": "x" if random.random() < 0.2 else None} for n in (1, 2)]  # fmt: skip
    postponed = [
        event(JAN + timedelta(days=random.randrange(3)), "hoan", khoan=random.choice((1, 2)),
              can_cu="a", so_qd_su_kien=f"{n}/QĐ")
        for n in range(random.randrange(4))
    ]  # fmt: skip
    money = [
        paid(FEB + timedelta(days=random.randrange(3)), random.randrange(1, 4),
             item=random.choice((1, 2)), chung_tu=f"PT{n % 2}")
        for n in range(random.randrange(5))
    ]  # fmt: skip
    viec = {"chap_hanh_vien": random.choice(("an", "binh")), **marks, **judged}
    return case(
        number, viec=viec, duong_su=parties, khoan=items, dien_bien=postponed, thu_chi=money
    )


def test_a_thousand_seeded_differences_are_all_found_and_none_is_invented(desk: Desk):
    """Ten workbooks of the same 250 cases, in each of which 100 cases differ in one cell."""
    random = Random(3)
    register = a_register(random, 250)
    desk.enter(register)
    for _ in range(10):
        theirs = deepcopy(register)
        seeded = {_seed(random, theirs, number) for number in random.sample(range(1, 251), 100)}
        found = desk.compare(theirs)
        assert {(one.key, one.sheet, one.row, one.field) for one in found} == seeded
        assert len(found) == len(seeded) == 100
        assert (desk.findings.cases["different"], desk.findings.cases["same"]) == (100, 150)


def _seed(random: Random, sheets: Sheets, number: int) -> tuple[str, str, int, str]:
    """Change one cell of one row of a case: where that was."""
    while True:
        (sheet, column), other = random.choice(list(OTHER.items()))
        rows = [n for n, row in enumerate(sheets[sheet]) if row["so_qd"] == number]
        if rows:
            break
    place = random.choice(rows)
    row = sheets[sheet][place]
    row[column] = other(row.get(column))
    return f"CC · {number}/QĐ-CCTHADS · 15/11/2023", sheet, place + 2, column
