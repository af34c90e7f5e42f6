"""One test for each sentence of the import format about cells, keys, units, cases and parties."""

import unicodedata
from datetime import date, datetime, time
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from tenants import registry
from tenants.sessions import open_session
from tests.imports.office import KEY, Office, Row, event, joined, paid, places, register, warnings
from tests.imports.workbooks import make_tables
from thads.cases.models import Judgment
from thads.identity.models import User
from thads.parties.models import Party
from thads.units.models import Unit

MIDNIGHT = datetime.combine(date(2024, 2, 1), time())
KINDS = (
    "dan_su", "hinh_su", "hanh_chinh", "hon_nhan_gia_dinh", "kinh_doanh_thuong_mai", "lao_dong",
    "pha_san", "trong_tai", "canh_tranh", "khac",
)  # fmt: skip
OF_THE_STATE = (
    "an_phi", "tien_phat", "truy_thu", "tich_thu", "sung_cong", "boi_thuong_nha_nuoc",
)  # fmt: skip
OF_OTHERS = (
    "cap_duong", "boi_thuong_thiet_hai", "tien_luong", "tra_no", "tra_no_tin_dung",
    "chia_tai_san", "giao_tai_san", "tra_lai_tai_san", "tieu_huy_vat_chung", "buoc_thuc_hien",
    "khac",
)  # fmt: skip


# how a workbook may be written


def test_the_order_of_columns_is_free(office: Office):
    tables = {
        name: [list(names := list(dict.fromkeys(n for row in rows for n in row)))[::-1],
               *([row.get(n) for n in names[::-1]] for row in rows)]
        for name, rows in register(money=[paid(date(2024, 2, 1), 400_000)]).items() if rows
    }  # fmt: skip
    assert office.bring(make_tables(office.folder / "nguoc.xlsx", tables))[0] == 0
    assert office.total("m.completed") == 400_000


def test_unknown_columns_are_reported_and_ignored(office: Office):
    code, found = office.bring(register(ghi_chu="lưu ở tủ 3"))
    assert code == 0
    assert warnings((code, found)) == [("viec", 1, "ghi_chu", "unknown_column")]
    assert office.total("caseload_total") == 1


def test_composed_and_decomposed_text_is_the_same_text(office: Office):
    """The series in NFD in one sheet and NFC in another is one case; names are kept in NFC."""
    sheets = register(money=[paid(date(2024, 2, 1), 400_000)])
    for row in sheets["thu_chi"] + sheets["khoan"]:
        row["ky_hieu"] = unicodedata.normalize("NFD", row["ky_hieu"])
    assert office.bring(sheets)[0] == 0
    assert office.total("m.completed") == 400_000
    code, again = office.bring(
        {
            name: [{k: nfd(v) for k, v in row.items()} for row in rows]
            for name, rows in sheets.items()
        }
    )
    assert (code, again["counts"]["cases"]["same"]) == (0, 1)


def nfd(value: Any) -> Any:
    return unicodedata.normalize("NFD", value) if isinstance(value, str) else value


@pytest.mark.parametrize("day", [date(2024, 2, 1), MIDNIGHT, "01/02/2024"], ids=str)
def test_a_day_is_a_date_cell_or_text(office: Office, day: Any):
    assert office.bring(register(money=[paid(day, 400_000)]))[0] == 0
    assert office.total("m.completed", "2024-01-31") == 0
    assert office.total("m.completed", "2024-02-01") == 400_000


@pytest.mark.parametrize("amount", [1_250_000, "1.250.000", "1250000", 1_250_000.0], ids=str)
def test_money_is_a_number_or_text_with_dots(office: Office, amount: Any):
    items = [{"khoan": 1, "loai_khoan": "tra_no", "so_tien": amount}]
    assert office.bring(register(items=items))[0] == 0
    assert office.total("m.newly_docketed") == 1_250_000


@pytest.mark.parametrize("amount", ["1,250,000", "1.25", "1.250.00", "một triệu", 1.5], ids=str)
def test_other_money_is_a_fault_at_its_cell(office: Office, amount: Any):
    items = [{"khoan": 1, "loai_khoan": "tra_no", "so_tien": amount}]
    answer = office.bring(register(items=items))
    assert answer[0] == 1
    assert places(answer) == [("khoan", 2, "so_tien", "bad_amount")]


# the key


@pytest.mark.parametrize(
    "other",
    [{"don_vi": "CC01"}, {"so_qd": 124}, {"ky_hieu": "QĐ-THADS"}, {"ngay_qd": date(2023, 10, 6)}],
    ids=lambda other: next(iter(other)),
)
def test_a_case_is_named_by_all_four_columns_of_its_key(office: Office, other: Row):
    first, second = register(), register(**other)
    both = {name: first[name] + second[name] for name in first}
    assert office.bring(both)[0] == 0
    assert office.total("caseload_total") == 2


@pytest.mark.parametrize("number", [123, "123", 123.0])
def test_the_number_of_the_decision_may_be_text(office: Office, number: Any):
    assert office.bring(register())[0] == 0
    sheets = register(so_qd=number)
    sheets["khoan"][0]["so_qd"] = "123"
    assert office.bring(sheets)[1]["counts"]["cases"]["same"] == 1


@pytest.mark.parametrize("sheet", ["duong_su", "khoan", "dien_bien", "thu_chi"])
def test_a_row_of_no_case_of_the_workbook_is_a_fault(office: Office, sheet: str):
    sheets = register(event(date(2024, 1, 5), "xac_minh"), money=[paid(date(2024, 2, 1), 1)])
    sheets[sheet].append({**sheets[sheet][0], "so_qd": 999})
    answer = office.bring(sheets)
    assert answer[0] == 1
    [(where, row, _, code)] = places(answer)
    assert (where, row, code) == (sheet, len(sheets[sheet]) + 1, "stray_row")


# don_vi, can_bo


def test_units_and_people_come_with_the_workbook(office: Office):
    sheets = {
        "don_vi": [{"ma": "P1", "ten": "Phòng THADS khu vực 1", "loai": "phong_khu_vuc",
                    "cap_tren": "CUC", "hieu_luc_tu": "01/07/2025", "hieu_luc_den": None}],
        "can_bo": [{"ten_dang_nhap": "p1.hoa", "ho_ten": "Trần Thị Hoa", "don_vi": "P1",
                    "vai_tro": "thu_ky"}],
        "viec": [],
    }  # fmt: skip
    assert office.bring(sheets)[0] == 0
    assert office.bring(register(chap_hanh_vien="p1.hoa", don_vi="P1"))[0] == 0
    assert office.total("caseload_total") == 1
    assert office.figures()[("officer", "P1", "p1.hoa")]["caseload_total"] == 1


def test_each_kind_of_unit(office: Office):
    kinds = ("cuc", "chi_cuc", "thads_tinh", "phong_khu_vuc", "phong_nghiep_vu")
    units = [{"ma": f"U.{kind}", "ten": f"Đơn vị {kind}", "loai": kind} for kind in kinds]
    assert office.bring({"don_vi": units})[0] == 0
    with open_session("lao-cai", read_only=True) as db:
        stmt = select(Unit).where(Unit.code.like("U.%"))
        assert {unit.code: unit.kind.code for unit in db.scalars(stmt)} == {
            f"U.{kind}": kind for kind in kinds
        }
    assert office.bring(register(don_vi="U.cuc"))[0] == 0
    assert office.figures()[("unit", "U.cuc")]["caseload_total"] == 1


def test_each_role_of_people_who_have_no_password(office: Office):
    roles = (
        "truong_thads", "chi_cuc_truong", "chap_hanh_vien", "tham_tra_vien", "thu_ky", "ke_toan",
        "thu_kho", "van_thu",
    )  # fmt: skip
    people = [
        {"ten_dang_nhap": f"p.{role}", "ho_ten": "Đỗ Văn Mới", "don_vi": "CUC", "vai_tro": role}
        for role in roles
    ]
    assert office.bring({"can_bo": people})[0] == 0
    with open_session("lao-cai", read_only=True) as db:
        users = db.scalars(select(User).where(User.username.like("p.%"))).all()
        assert {user.username: user.role.code for user in users} == {f"p.{r}": r for r in roles}
        assert {(user.full_name, user.unit and user.unit.code) for user in users} == {
            ("Đỗ Văn Mới", "CUC")
        }
        assert {user.password_hash for user in users} == {None}


# values of each column


def test_each_kind_of_judgment_and_initiation_has_its_row(office: Office):
    both = list(product(KINDS, ("chu_dong", "theo_yeu_cau")))
    cases = [
        register(so_qd=number, loai_an=kind, hinh_thuc=initiation)
        for number, (kind, initiation) in enumerate(both, start=1)
    ]
    assert office.bring(joined(*cases))[0] == 0
    rows = {row[1:]: found for row, found in office.figures().items() if row[0] == "kind"}
    assert set(rows) == set(both)
    assert {found["newly_docketed"] for found in rows.values()} == {1}


def test_what_is_due_to_the_state_follows_from_the_kind_of_item(office: Office):
    """Each kind of item with an amount of its own: the theme's sum says which are due to it."""
    items = [
        {"khoan": n, "loai_khoan": kind, "so_tien": 2**n}
        for n, kind in enumerate(OF_THE_STATE + OF_OTHERS, start=1)
    ]
    assert office.bring(register(items=items))[0] == 0
    assert office.total("m.newly_docketed") == sum(2**n for n in range(1, 18))
    budget = office.figures()[("theme", "state_budget")]["m.newly_docketed"]
    assert budget == sum(2**n for n in range(1, len(OF_THE_STATE) + 1))


def test_any_item_may_be_marked_as_due_to_the_state(office: Office):
    items = [
        {"khoan": n, "loai_khoan": kind, "so_tien": 2**n, "ngan_sach": "x" if n % 2 else None}
        for n, kind in enumerate(OF_OTHERS, start=1)
    ]
    assert office.bring(register(items=items))[0] == 0
    budget = office.figures()[("theme", "state_budget")]
    marked = sum(2**n for n in range(1, len(OF_OTHERS) + 1, 2))
    assert (budget["newly_docketed"], budget["m.newly_docketed"]) == (1, marked)


@pytest.mark.parametrize(
    ("column", "value", "theme"),
    [
        ("tham_nhung_kinh_te", "x", "corruption"),
        ("ma_tuy", "x", "drugs"),
        ("yeu_to_nuoc_ngoai", "x", "foreign"),
        ("to_chuc_tin_dung", "Ngân hàng Thử", "bank_credit"),
    ],
)
def test_a_mark_of_the_case_is_its_theme(office: Office, column: str, value: str, theme: str):
    assert office.bring(register(**{column: value}))[0] == 0
    themes = [row[1] for row in office.figures() if row[0] == "theme"]
    assert themes == [theme]


def test_a_case_docketed_on_an_entrustment_received(office: Office):
    assert office.bring(register(nhan_uy_thac="x"))[0] == 0
    assert office.total("entrusted_in") == 1


def test_the_judgment_is_kept(office: Office):
    judgment = {"so_ban_an": "12/2023/DS-ST", "ngay_ban_an": "20/08/2023", "toa_an": "TAND huyện"}
    assert office.bring(register(**judgment))[0] == 0
    with open_session("lao-cai", read_only=True) as db:
        [found] = db.scalars(select(Judgment))
        assert (found.number, found.judged_on, found.court) == (
            "12/2023/DS-ST", date(2023, 8, 20), "TAND huyện",
        )  # fmt: skip


def test_each_role_and_kind_of_party(office: Office):
    both = list(product(("duoc_thi_hanh", "phai_thi_hanh", "lien_quan"), ("ca_nhan", "to_chuc")))
    sheets = register()
    sheets["duong_su"] = [
        {**KEY, "vai_tro": role, "ho_ten": f"Đặng Thị Thử {role} {kind}", "loai": kind,
         "so_dinh_danh": "012345678901", "dia_chi": "Thôn 1", "ma_xa": "02635"}
        for role, kind in both
    ]  # fmt: skip
    assert office.bring(sheets)[0] == 0
    with open_session("lao-cai", read_only=True) as db:
        parties = db.scalars(select(Party)).all()
        assert {party.name: (party.role.code, party.kind.code) for party in parties} == {
            f"Đặng Thị Thử {role} {kind}": (role, kind) for role, kind in both
        }
        assert {(p.personal_id_number, p.address, p.commune_code) for p in parties} == {
            ("012345678901", "Thôn 1", "02635")
        }


@pytest.mark.parametrize(
    ("decided", "code", "noticed"),
    [
        (date(2023, 10, 5), "02635", []),  # of the set until 30/06/2025, not of the later one
        (date(2025, 7, 10), "02647", []),  # of the set from 01/07/2025
        (date(2025, 7, 10), "02635", ["commune_of_other_day"]),
    ],
)
def test_the_day_of_the_decision_says_which_set_of_communes(
    office: Office, decided: date, code: str, noticed: list[str]
):
    registry.set_practice_day("lao-cai", date(2025, 9, 30))
    sheets = register(ngay_qd=decided)
    sheets["duong_su"][0]["ma_xa"] = code
    answer = office.bring(sheets)
    assert answer[0] == 0
    assert [found[3] for found in warnings(answer)] == noticed


def test_a_code_of_no_commune_is_a_fault(office: Office):
    sheets = register()
    sheets["duong_su"][1]["ma_xa"] = "99999"
    assert places(office.bring(sheets)) == [("duong_su", 3, "ma_xa", "unknown_commune")]
