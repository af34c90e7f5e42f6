"""What is wrong in the cells of a case: told once, at its cell, with what would be right."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.imports.stages import case, parsed
from tests.imports.test_parsing import NAMES, TODAY, Place, event, faults, paid
from thads.imports.parsing import Parsed
from thads.imports.register import Names


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Reads the one case of a workbook."""

    def one(sheets: Mapping[str, Any], names: Names | None = NAMES) -> Parsed:
        return parsed(tmp_path, sheets, today=TODAY, names=names)

    return one


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"viec": {"loai_an": "thue"}}, ("viec", 2, "loai_an", "unknown_code")),
        ({"viec": {"hinh_thuc": None}}, ("viec", 2, "hinh_thuc", "missing_value")),
        ({"viec": {"chap_hanh_vien": "ai.do"}}, ("viec", 2, "chap_hanh_vien", "unknown_officer")),
        ({"viec": {"ngay_ban_an": "31/02/2023"}}, ("viec", 2, "ngay_ban_an", "bad_day")),
        ({"viec": {"ngay_ban_an": date(2024, 10, 1)}}, ("viec", 2, "ngay_ban_an", "future_day")),
        ({"key": {"unit": "NA01"}}, ("viec", 2, "don_vi", "unknown_unit")),
        ({"key": {"day": date(2024, 10, 1)}}, ("viec", 2, "ngay_qd", "future_day")),
        ({"khoan": []}, ("viec", 2, None, "no_items")),
        ({"khoan": [{"khoan": 1, "loai_khoan": "tra_no", "so_tien": -5}]},
         ("khoan", 2, "so_tien", "negative_amount")),
        ({"khoan": [{"khoan": 0, "loai_khoan": "tra_no", "so_tien": 5}]},
         ("khoan", 2, "khoan", "bad_number")),
        ({"khoan": [{"khoan": 1, "loai_khoan": "tra_no", "so_tien": "10 triệu"}]},
         ("khoan", 2, "so_tien", "bad_amount")),
        ({"dien_bien": [event(date(2023, 11, 14), "xac_minh")]},
         ("dien_bien", 2, "ngay", "before_decision")),
        ({"dien_bien": [event(date(2024, 10, 1), "xac_minh")]},
         ("dien_bien", 2, "ngay", "future_day")),
        ({"dien_bien": [event(date(2024, 1, 5), "dinh_chinh")]},
         ("dien_bien", 2, "su_kien", "unknown_code")),
        ({"dien_bien": [event(date(2024, 1, 5), "hoan", khoan=2)]},
         ("dien_bien", 2, "khoan", "unknown_item")),
        ({"dien_bien": [event(date(2024, 1, 5), "phan_cong")]},
         ("dien_bien", 2, "chap_hanh_vien", "missing_value")),
        ({"dien_bien": [event(date(2024, 1, 5), "chuyen_don_vi", don_vi_nhan="NA01")]},
         ("dien_bien", 2, "don_vi_nhan", "unknown_unit")),
        ({"thu_chi": [paid(date(2024, 1, 5), 0)]}, ("thu_chi", 2, "so_tien", "bad_amount")),
        ({"thu_chi": [paid(date(2024, 1, 5), 5, item=3)]}, ("thu_chi", 2, "khoan", "unknown_item")),
        ({"thu_chi": [paid(date(2024, 1, 5), 5, chung_tu="P" * 2001)]},
         ("thu_chi", 2, "chung_tu", "too_long")),
    ],
)  # fmt: skip
def test_each_fault_is_told_once_at_its_cell(read, given: dict[str, Any], place: Place):
    found = read(case(**given))
    assert faults(found) == [place]
    assert not found.is_sound
    assert all(fault.message and fault.remedy for fault in found.faults)


def test_a_fault_names_the_value_and_what_may_be_meant(read):
    [fault] = read(case(viec={"chap_hanh_vien": "chv.lam"})).faults
    assert "chv.lam" in fault.message
    assert "chv.lan" in fault.remedy


def test_a_code_in_small_letters_is_told_the_one_that_is_meant(read):
    [fault] = read(case(key={"unit": "cc2"})).faults
    assert fault.code == "unknown_unit"
    assert "(có phải “CC2”?)" in fault.remedy


def test_a_key_that_cannot_be_read_is_not_blamed_for_missing_items(read):
    sheets = case()
    sheets["viec"][0]["ngay_qd"] = "31/11/2023"
    assert faults(read(sheets)) == [("viec", 2, "ngay_qd", "bad_day")]


def test_an_item_number_that_stands_twice_names_the_first_row(read):
    rows = [{"khoan": 1, "loai_khoan": "tra_no", "so_tien": n} for n in (5, 6)]
    [fault] = read(case(khoan=rows)).faults
    assert fault[:4] == ("khoan", 3, "khoan", "duplicate_item")
    assert "dòng 2" in fault.message


def test_a_key_that_stands_twice_names_the_other_row_at_both(read):
    sheets = case(1)
    sheets["viec"] *= 2
    found = read(sheets).faults
    assert [fault[:4] for fault in found] == [
        ("viec", 2, "so_qd", "duplicate_key"), ("viec", 3, "so_qd", "duplicate_key"),
    ]  # fmt: skip
    assert "với dòng 3" in found[0].message
    assert "với dòng 2" in found[1].message


def test_all_faults_of_a_case_are_found(read):
    found = read(
        case(
            viec={"loai_an": "thue", "chap_hanh_vien": "ai.do"},
            khoan=[{"khoan": 1, "loai_khoan": "no", "so_tien": 5}],
            dien_bien=[event(date(2023, 1, 1), "hoan"), {"ngay": "x", "su_kien": "y"}],
        )
    )
    assert {place[2:] for place in faults(found)} == {
        ("loai_an", "unknown_code"), ("chap_hanh_vien", "unknown_officer"),
        ("loai_khoan", "unknown_code"), ("ngay", "before_decision"), ("ngay", "bad_day"),
        ("su_kien", "unknown_code"),
    }  # fmt: skip
