"""The faults that the import format names, each at its cell, and what an import then does."""

from datetime import date

import pytest

from tests.imports.office import Office, Row, event, paid, places, register, spoilt, two_cases

pytestmark = pytest.mark.one_engine

MUST = {
    "viec": ("don_vi", "so_qd", "ky_hieu", "ngay_qd", "hinh_thuc", "loai_an"),
    "duong_su": ("vai_tro", "ho_ten"),
    "khoan": ("khoan", "loai_khoan", "so_tien"),
    "dien_bien": ("ngay", "su_kien"),
    "thu_chi": ("ngay", "khoan", "loai", "so_tien"),
}
CODES = {
    "viec": ("hinh_thuc", "loai_an"), "duong_su": ("vai_tro", "loai"), "khoan": ("loai_khoan",),
    "dien_bien": ("su_kien",), "thu_chi": ("loai",),
}  # fmt: skip
DAYS = {"viec": ("ngay_qd", "ngay_ban_an"), "dien_bien": ("ngay",), "thu_chi": ("ngay",)}


def pairs(columns: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(sheet, column) for sheet, names in columns.items() for column in names]


@pytest.mark.parametrize(("sheet", "column"), pairs(MUST))
def test_a_missing_must_value(office: Office, sheet: str, column: str):
    sheets, row = spoilt(sheet, column, None)
    answer = office.bring(sheets)
    assert answer[0] == 1
    assert (sheet, row, column, "missing_value") in places(answer)
    assert office.total("caseload_total") == 0


@pytest.mark.parametrize(("sheet", "column"), pairs(MUST))
def test_a_missing_must_column(office: Office, sheet: str, column: str):
    sheets = two_cases()
    for row in sheets[sheet]:
        row.pop(column)
    answer = office.bring(sheets)
    assert answer[0] != 0
    assert (sheet, column, "missing_column") in [
        (where, name, code) for where, _, name, code in places(answer)
    ]


@pytest.mark.parametrize(("sheet", "column"), pairs(CODES))
def test_an_unknown_code(office: Office, sheet: str, column: str):
    sheets, row = spoilt(sheet, column, "khong_co")
    answer = office.bring(sheets)
    assert answer[0] == 1
    assert places(answer) == [(sheet, row, column, "unknown_code")]


@pytest.mark.parametrize("day", ["30/02/2024", "31/04/2024", "hôm qua", "13/13/2023"])
@pytest.mark.parametrize(("sheet", "column"), pairs(DAYS))
def test_a_date_that_does_not_exist(office: Office, sheet: str, column: str, day: str):
    sheets, row = spoilt(sheet, column, day)
    answer = office.bring(sheets)
    assert answer[0] == 1
    assert (sheet, row, column, "bad_day") in places(answer)


@pytest.mark.parametrize(("sheet", "column"), pairs(DAYS))
def test_a_date_in_the_future(office: Office, sheet: str, column: str):
    """Today is 30/09/2024 in this province."""
    sheets, row = spoilt(sheet, column, date(2024, 10, 1))
    answer = office.bring(sheets)
    assert answer[0] == 1
    assert (sheet, row, column, "future_day") in places(answer)
    if column == "ngay":
        assert office.bring(spoilt(sheet, column, date(2024, 9, 30))[0])[0] == 0


@pytest.mark.parametrize("sheet", ["dien_bien", "thu_chi"])
def test_a_date_before_the_decision(office: Office, sheet: str):
    sheets, row = spoilt(sheet, "ngay", date(2023, 10, 4))
    answer = office.bring(sheets)
    assert answer[0] == 1
    assert places(answer) == [(sheet, row, "ngay", "before_decision")]
    assert office.bring(spoilt(sheet, "ngay", date(2023, 10, 5))[0])[0] == 0


@pytest.mark.parametrize(
    ("sheet", "column", "happened", "code"),
    [
        ("viec", "chap_hanh_vien", {}, "unknown_officer"),
        ("dien_bien", "chap_hanh_vien", {"su_kien": "phan_cong"}, "unknown_officer"),
        ("dien_bien", "don_vi_nhan", {"su_kien": "chuyen_don_vi"}, "unknown_unit"),
    ],
)
def test_an_unknown_unit_or_officer(
    office: Office, sheet: str, column: str, happened: Row, code: str
):
    sheets, row = spoilt(sheet, column, "khong.co")
    sheets[sheet][-1].update(happened)
    answer = office.bring(sheets)
    assert answer[0] == 1
    assert places(answer) == [(sheet, row, column, code)]


def test_a_workbook_of_another_province(office: Office):
    answer = office.bring(register(don_vi="NA01"))
    assert answer[0] == 1
    assert ("viec", 2, "don_vi", "unknown_unit") in places(answer)


def test_collected_more_than_awarded(office: Office):
    money = [paid(date(2024, 2, 1), 600_000), paid(date(2024, 3, 1), 400_001)]
    answer = office.bring(register(money=money))
    assert answer[0] == 1
    assert places(answer) == [("thu_chi", 3, "so_tien", "collected_too_much")]


def test_a_reversal_of_more_than_was_collected(office: Office):
    money = [paid(date(2024, 2, 1), 600), paid(date(2024, 3, 1), 601, "huy_thu")]
    answer = office.bring(register(money=money))
    assert places(answer) == [("thu_chi", 3, "so_tien", "reversed_too_much")]


@pytest.mark.parametrize("kind", ["dinh_chi", "mien_giam", "uy_thac", "thu_hoi"])
def test_a_part_that_is_more_than_remains(office: Office, kind: str):
    part = event(date(2024, 3, 1), kind, khoan=1, so_tien=1_000_001)
    answer = office.bring(register(part))
    assert places(answer) == [("dien_bien", 2, "so_tien", "more_than_remains")]


@pytest.mark.parametrize("amount", [0, -5])
def test_money_of_nothing_or_less(office: Office, amount: int):
    sheets, row = spoilt("thu_chi", "so_tien", amount)
    [(sheet, at, column, code)] = places(office.bring(sheets))
    assert (sheet, at, column) == ("thu_chi", row, "so_tien")
    assert code in ("bad_amount", "negative_amount")


@pytest.mark.parametrize("kind", ["hoan", "tiep_tuc", "dinh_chi", "chuyen_theo_doi_rieng"])
def test_an_event_on_an_ended_item(office: Office, kind: str):
    items = [{"khoan": n, "loai_khoan": "tra_no", "so_tien": 100} for n in (1, 2)]
    happened = event(date(2024, 3, 1), kind, khoan=1)
    answer = office.bring(register(happened, items=items, money=[paid(date(2024, 2, 1), 100)]))
    assert [(place[:2], place[3]) for place in places(answer)] == [(("dien_bien", 2), "ended_item")]


def test_an_event_on_an_ended_case(office: Office):
    happened = event(date(2024, 3, 1), "hoan", can_cu="a")
    answer = office.bring(register(happened, money=[paid(date(2024, 2, 1), 1_000_000)]))
    assert [(place[:2], place[3]) for place in places(answer)] == [(("dien_bien", 2), "ended_case")]


@pytest.mark.parametrize("sheet", ["dien_bien", "thu_chi"])
def test_an_item_that_the_case_does_not_have(office: Office, sheet: str):
    sheets, row = spoilt(sheet, "khoan", 2)
    sheets["dien_bien"][-1]["su_kien"] = "tiep_tuc"
    assert places(office.bring(sheets)) == [(sheet, row, "khoan", "unknown_item")]


def test_a_key_that_stands_twice(office: Office):
    sheets = two_cases()
    sheets["viec"].append({**sheets["viec"][-1], "so_qd": "123"})
    answer = office.bring(sheets)
    assert answer[0] == 1
    assert {(place[1], place[3]) for place in places(answer)} == {
        (3, "duplicate_key"), (4, "duplicate_key"),
    }  # fmt: skip


def test_an_item_that_stands_twice_and_a_case_without_items(office: Office):
    sheets = two_cases()
    sheets["khoan"].append(dict(sheets["khoan"][-1]))
    assert places(office.bring(sheets)) == [("khoan", 4, "khoan", "duplicate_item")]
    sheets = two_cases()
    sheets["khoan"].pop()
    found = {(place[0], place[1], place[3]) for place in places(office.bring(sheets))}
    assert ("viec", 3, "no_items") in found


def test_an_increase_needs_its_amount(office: Office):
    answer = office.bring(register(event(date(2024, 3, 1), "tang_nghia_vu", khoan=1)))
    assert [(place[:2], place[3]) for place in places(answer)] == [
        (("dien_bien", 2), "amount_needed")
    ]


def test_an_amount_for_all_of_several_items_is_of_none(office: Office):
    items = [{"khoan": n, "loai_khoan": "tra_no", "so_tien": 100} for n in (1, 2)]
    answer = office.bring(register(event(date(2024, 3, 1), "dinh_chi", so_tien=50), items=items))
    assert [(place[:2], place[3]) for place in places(answer)] == [
        (("dien_bien", 2), "amount_without_item")
    ]


def test_every_fault_is_told_at_once_with_what_would_be_right(office: Office):
    sheets = two_cases()
    sheets["viec"][0]["loai_an"] = "dan su"
    sheets["thu_chi"][0]["so_tien"] = 2_000_000
    sheets["dien_bien"][0]["ngay"] = "31/02/2024"
    code, said = office.bring(sheets)
    assert code == 1
    assert {(place[0], place[3]) for place in places((code, said))} == {
        ("viec", "unknown_code"), ("thu_chi", "collected_too_much"), ("dien_bien", "bad_day"),
    }  # fmt: skip
    for fault in said["faults"]:
        assert fault["message"]
        assert fault["remedy"]
