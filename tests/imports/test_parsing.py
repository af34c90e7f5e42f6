"""Rows of a workbook become a case: what each cell may say, and what is wrong with it where."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.imports.stages import case, parsed
from thads.cases.models import ActKind, MovementKind
from thads.core.ids import new_id
from thads.imports.models import Severity
from thads.imports.parsing import Parsed
from thads.imports.register import EventLine, ItemLine, MoneyLine, Names, RegisterCase
from thads.parties.models import PartyKind, PartyRole

TODAY = date(2024, 9, 30)
DECIDED = date(2023, 11, 15)
NAMES = Names(
    {"CC": new_id(), "CC2": new_id()}, {"an": new_id(), "binh": new_id(), "chv.lan": new_id()}
)
Place = tuple[str, int, str | None, str]


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Reads the one case of a workbook."""

    def one(sheets: Mapping[str, Any], names: Names | None = NAMES) -> Parsed:
        return parsed(tmp_path, sheets, today=TODAY, names=names)

    return one


def whole(found: Parsed) -> RegisterCase:
    assert not faults(found), found.faults
    assert found.whole is not None
    return found.whole


def faults(found: Parsed) -> list[Place]:
    return [place[:4] for place in found.faults if place.severity is Severity.FAULT]


def warnings(found: Parsed) -> list[Place]:
    return [place[:4] for place in found.faults if place.severity is Severity.WARNING]


def event(day: date, kind: str, **given: Any) -> dict[str, Any]:
    return {"ngay": day, "su_kien": kind, **given}


def paid(day: date, amount: Any, kind: str = "thu", item: int = 1, **given: Any) -> dict[str, Any]:
    return {"ngay": day, "khoan": item, "loai": kind, "so_tien": amount, **given}


def test_text_and_cells_of_excel_say_the_same(read):
    typed = read(case(1, viec={"ngay_ban_an": date(2023, 10, 1)}, thu_chi=[paid(DECIDED, 1234567)]))
    text = read(
        case(
            1, key={"series": "QĐ-CCTHADS"},
            viec={"ngay_ban_an": "01/10/2023", "hinh_thuc": "THEO_YEU_CAU"},
            thu_chi=[{**paid(DECIDED, "1.234.567"), "ngay": "15/11/2023", "khoan": "1"}],
        )
    )  # fmt: skip
    assert whole(typed) == whole(text)


def test_parties_stand_in_no_order(read):
    rows = case(1)["duong_su"]
    one, other = read(case(1)), read({**case(1), "duong_su": rows[::-1]})
    assert whole(one) == whole(other)
    assert whole(one) != whole(read({**case(1), "duong_su": rows[:1]}))


def test_within_one_day_money_comes_before_events_and_rows_keep_their_order(read):
    day, next_day = date(2024, 1, 5), date(2024, 1, 6)
    found = read(
        case(
            dien_bien=[event(next_day, "tiep_tuc"), event(day, "xac_minh"),
                       event(day, "hoan", can_cu="a")],
            thu_chi=[paid(next_day, 1), paid(day, 2), paid(day, 3)],
        )
    )  # fmt: skip
    assert whole(found).in_order() == [
        MoneyLine(day, 1, MovementKind.COLLECTED, 2), MoneyLine(day, 1, MovementKind.COLLECTED, 3),
        EventLine(day, ActKind.VERIFICATION), EventLine(day, ActKind.POSTPONEMENT, ground="a"),
        MoneyLine(next_day, 1, MovementKind.COLLECTED, 1), EventLine(next_day, ActKind.RESUMPTION),
    ]  # fmt: skip
    assert [placed.row for placed in found.in_order()] == [3, 4, 3, 4, 2, 2]


def test_an_assignment_of_the_decisions_day_is_the_officer_of_the_case(read):
    assigned = event(DECIDED, "phan_cong", chap_hanh_vien="An")
    by_event = read(case(dien_bien=[assigned, event(date(2024, 1, 5), "xac_minh")]))
    by_column = read(
        case(viec={"chap_hanh_vien": "an"}, dien_bien=[event(date(2024, 1, 5), "xac_minh")])
    )
    assert whole(by_event) == whole(by_column)
    assert whole(by_event).officer == "an"
    assert [placed.row for placed in by_event.in_order()] == [3]


@pytest.mark.parametrize(
    "given",
    [
        {"viec": {"chap_hanh_vien": "binh"}},  # the decision named someone else first
        {"thu_chi": [paid(DECIDED, 5)]},  # money of that day came before
        {"dien_bien": [event(DECIDED, "thong_bao_hop_le"),
                       event(DECIDED, "phan_cong", chap_hanh_vien="an")]},
        {"dien_bien": [event(DECIDED, "phan_cong", chap_hanh_vien="an", so_qd_su_kien="7/QĐ")]},
        {"dien_bien": [event(date(2023, 11, 16), "phan_cong", chap_hanh_vien="an")]},
    ],
)  # fmt: skip
def test_other_assignments_stay_events(read, given: dict[str, Any]):
    given = {"dien_bien": [event(DECIDED, "phan_cong", chap_hanh_vien="an")], **given}
    found = whole(read(case(**given)))
    assert found.officer == given.get("viec", {}).get("chap_hanh_vien")
    assert ActKind.ASSIGNMENT in [line.kind for line in found.events]


def test_a_transfer_without_officer_leaves_nobody_assigned(read):
    found = whole(
        read(case(dien_bien=[event(date(2024, 1, 5), "chuyen_don_vi", don_vi_nhan="CC2")]))
    )
    assert found.events == (EventLine(date(2024, 1, 5), ActKind.TRANSFER, unit="CC2"),)


def test_whether_an_item_is_due_to_the_state_follows_its_kind_unless_marked(read):
    rows = [
        {"khoan": 1, "loai_khoan": "an_phi", "so_tien": 1},
        {"khoan": 2, "loai_khoan": "tra_no", "so_tien": 2},
        {"khoan": 3, "loai_khoan": "tra_no", "so_tien": 3, "ngan_sach": "X"},
    ]
    assert [item.state_budget for item in whole(read(case(khoan=rows))).items] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Công ty TNHH Thử Nghiệm", PartyKind.ORGANISATION),
        ("NGÂN HÀNG TMCP THỬ", PartyKind.ORGANISATION),
        ("UBND xã Thử", PartyKind.ORGANISATION),
        ("Trường Tiểu học Thử", PartyKind.ORGANISATION),
        ("cong ty co phan thu", PartyKind.ORGANISATION),
        ("Nguyễn Văn Thử", PartyKind.PERSON),
        ("Trương Thị Thử", PartyKind.PERSON),
        ("Hồ Văn Công", PartyKind.PERSON),
    ],
)
def test_a_party_of_unknown_kind_is_taken_by_its_name(read, name: str, kind: PartyKind):
    [party] = whole(read(case(duong_su=[{"vai_tro": "phai_thi_hanh", "ho_ten": name}]))).parties
    assert (party.role, party.kind) == (PartyRole.DEBTOR, kind)


def test_zero_on_an_item_without_money_is_an_empty_cell(read):
    nothing = [{"khoan": 1, "loai_khoan": "giao_tai_san", "so_tien": 0}]
    ended = event(date(2024, 1, 5), "dinh_chi", khoan=1, so_tien=0, can_cu="c")
    found = read(case(khoan=nothing, dien_bien=[ended]))
    assert whole(found).events[0].amount is None
    on_money = read(case(dien_bien=[ended]))
    assert faults(on_money) == [("dien_bien", 2, "so_tien", "bad_amount")]
    raised = event(date(2024, 1, 4), "tang_nghia_vu", khoan=1, so_tien=5)
    assert faults(read(case(khoan=nothing, dien_bien=[raised, ended]))) == [
        ("dien_bien", 3, "so_tien", "bad_amount")
    ]


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("hoan", "so_tien", 5_000), ("hoan", "chap_hanh_vien", "an"), ("xac_minh", "khoan", 1),
        ("phan_cong", "don_vi_nhan", "CC2"), ("hoan_thanh", "so_tien", 5_000),
    ],
)  # fmt: skip
def test_a_value_that_the_kind_does_not_take_is_told_and_ignored(
    read, kind: str, column: str, value: Any
):
    officer = {"chap_hanh_vien": "an"} if kind == "phan_cong" else {}
    plain = event(date(2024, 1, 5), kind, **officer)
    found = read(case(dien_bien=[{**plain, column: value}]))
    assert warnings(found) == [("dien_bien", 2, column, "unused_value")]
    assert whole(found) == whole(read(case(dien_bien=[plain])))


@pytest.mark.parametrize(
    ("day", "code", "found"),
    [
        (date(2025, 6, 30), "02662", "of the day"),
        (date(2025, 7, 1), "02662", "commune_of_other_day"),
        (date(2025, 6, 30), "99999", "unknown_commune"),
    ],
)
def test_the_decisions_day_decides_which_set_of_communes_counts(
    tmp_path: Path, day: date, code: str, found: str
):
    """02662 (xã Đồng Tuyển, Lào Cai) went into another commune on 1/7/2025."""
    rows = case(key={"day": day}, duong_su=[{"vai_tro": "lien_quan", "ho_ten": "A", "ma_xa": code}])
    found_case = parsed(tmp_path, rows, today=date(2025, 12, 31), names=NAMES)
    told = {fault.code: fault.severity for fault in found_case.faults}
    if found == "of the day":
        assert told == {}
    else:
        fault = Severity.FAULT if found == "unknown_commune" else Severity.WARNING
        assert told == {found: fault}
    assert found_case.case is not None
    assert found_case.case.parties[0].commune_code == code


def test_a_commune_code_that_excel_made_a_number_gets_its_zeros_back(read):
    party = {"vai_tro": "lien_quan", "ho_ten": "A", "ma_xa": 2662}
    assert whole(read(case(duong_su=[party]))).parties[0].commune_code == "02662"


def test_an_identity_number_that_lost_its_zero_is_doubtful(read):
    party = {"vai_tro": "lien_quan", "ho_ten": "Nguyễn Thử", "so_dinh_danh": 10_123_456_789}
    found = read(case(duong_su=[party]))
    assert warnings(found) == [("duong_su", 2, "so_dinh_danh", "doubtful_id")]
    assert whole(found).parties[0].personal_id_number == "10123456789"


def test_a_case_that_is_only_compared_looks_no_name_up(read):
    given = case(key={"unit": "NA01"}, viec={"chap_hanh_vien": "người.lạ"})
    assert whole(read(given, None)).officer == "người.lạ"


def test_items_stand_by_their_numbers(read):
    rows = [{"khoan": n, "loai_khoan": "tra_no", "so_tien": n} for n in (3, 1)]
    found = whole(read(case(khoan=rows))).items
    assert [item.position for item in found] == [1, 3]
    assert isinstance(found[0], ItemLine)
