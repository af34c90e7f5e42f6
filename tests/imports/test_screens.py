"""The screens of bringing a register in: give, look, enter, take back."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tests.clients import Client
from tests.imports.desk import cases, elsewhere
from tests.imports.test_command import sheets
from tests.imports.workbooks import make_workbook
from thads.identity.models import Role
from thads.imports import mapping
from thads.imports.models import ImportPurpose, RegisterImport
from workers.run import run

PASTED = (
    "don_vi\tso_qd\tky_hieu\tngay_qd\thinh_thuc\tloai_an\tTên đương sự\tvai_tro\t"
    "khoan\tloai_khoan\tso_tien\n"
    "CC\t7\tQĐ-CCTHADS\t10/01/2024\tchu_dong\thinh_su\tVàng Sử Thử\tphai_thi_hanh\t"
    "1\tan_phi\t300.000\n"
)


@pytest.fixture
def browser(desk, sign_in) -> Client:
    """The administrator's browser."""
    return sign_in(desk.by)


@pytest.fixture
def give(browser, tmp_path):
    """Uploads a workbook."""

    def given(content, purpose=ImportPurpose.REGISTER, client=browser):
        data = content
        if not isinstance(content, bytes):
            data = make_workbook(tmp_path / "given.xlsx", content).read_bytes()
        form = {"file": (BytesIO(data), "sổ 2024.xlsx"), "purpose": purpose.value}
        return client.post("/imports/", data=form, content_type="multipart/form-data")

    return given


def latest(db) -> RegisterImport:
    db.rollback()
    newest = select(RegisterImport).order_by(RegisterImport.entered_at.desc()).limit(1)
    return db.scalars(newest).one()


def work(db) -> RegisterImport:
    """The worker does what the last import waits for."""
    job_id = str(latest(db).job_id)
    db.rollback()
    elsewhere(run, "lao-cai", job_id)
    db.expire_all()
    return latest(db)


def test_a_workbook_is_given_looked_at_entered_and_taken_back(db, browser, give):
    page = browser.get("/imports/").text
    assert "Chưa có lần nhập nào" in page
    answer = give(sheets(1, 2))
    found = latest(db)
    here = f"/imports/{found.id}"
    assert (answer.status_code, answer.location, found.file_name) == (303, here, "sổ 2024.xlsx")
    assert 'hx-trigger="every 2s"' in browser.get(here).text

    work(db)
    page = browser.get(here).text
    assert "every 2s" not in page
    assert "Không lỗi, chờ nhập" in page
    assert "20.000.000 đ" in page
    assert cases(db) == 0

    check = browser.get(f"{here}/application").text
    assert "Nhập 2 việc vào sổ</button>" in check
    assert browser.post(f"{here}/application").location == here
    work(db)
    assert cases(db) == 2
    page = browser.get(here).text
    assert "Đã nhập" in page
    assert "Thu hồi lần nhập này" in page

    assert "Thu hồi 2 việc đã nhập</button>" in browser.get(f"{here}/withdrawal").text
    assert browser.post(f"{here}/withdrawal").status_code == 303
    assert cases(db) == 0
    assert "Đã thu hồi" in browser.get("/imports/").text
    assert browser.post(f"{here}/withdrawal").status_code == 422


def test_faults_are_shown_with_cell_and_remedy_and_the_sound_may_be_entered(db, browser, give):
    give(sheets(1, 2, paid=11_000_000))
    found = work(db)
    page = browser.get(f"/imports/{found.id}").text
    assert "thu_chi, dòng 2, so_tien" in page
    assert "thu quá số phải thu (1)" in page
    assert "Sửa số tiền" in page
    assert "<mark>11000000</mark>" in page  # the row as it was read, the faulty cell marked
    other = browser.get(f"/imports/{found.id}?severity=fault&code=unknown_unit").text
    assert "thu_chi, dòng 2, so_tien" not in other

    faulty = browser.get(f"/exports/imports/{found.id}/faults")
    assert [row[1].value for row in load_workbook(BytesIO(faulty.data))["viec"].rows][1:] == [1]

    check = browser.get(f"/imports/{found.id}/application").text
    assert "Nhập 1 việc không lỗi, bỏ lại 1</button>" in check
    browser.post(f"/imports/{found.id}/application")
    work(db)
    assert cases(db) == 1


def test_a_file_that_is_no_workbook_says_why_and_what_to_do(db, browser, give):
    give(b"no workbook")
    found = work(db)
    page = browser.get(f"/imports/{found.id}").text
    assert "Không đọc được tệp" in page
    assert "Tải tệp khác" in page
    assert browser.get(f"/imports/{found.id}/application").status_code == 404


def test_no_file_is_refused_at_its_field(browser):
    answer = browser.post("/imports/", data={"purpose": "register"})
    assert answer.status_code == 422
    assert "Chọn tệp Excel cần nhập." in answer.text


def test_a_comparison_shows_both_sides_and_enters_nothing(db, browser, give):
    give(sheets(1, 2))
    here = f"/imports/{work(db).id}"
    browser.post(f"{here}/application")
    work(db)
    give(sheets(1, 3, paid=5_000_000), ImportPurpose.COMPARISON)
    found = work(db)
    page = browser.get(f"/imports/{found.id}").text
    for words in ("Khác nhau (1)", "Chỉ có trong hệ thống (1)", "Chỉ có trong tệp (1)"):
        assert words in page
    assert "Xem lại và nhập" not in page
    only = browser.get(f"/imports/{found.id}?kind=only_theirs").text
    assert "CC9 · 3/QĐ-CCTHADS" in only
    assert "CC9 · 2/QĐ-CCTHADS" not in only
    assert cases(db) == 2


def test_a_pasted_block_asks_about_headings_it_does_not_know(db, make, browser):
    make.unit("CC")
    answer = browser.post("/imports/paste", data={"block": PASTED, "purpose": "register"})
    assert answer.status_code == 422
    assert "Cột “Tên đương sự”" in answer.text
    assert "Vàng Sử Thử" in answer.text

    told = {"block": PASTED, "purpose": "register", "column-6": "ho_ten"}
    assert browser.post("/imports/paste", data=told).status_code == 303
    found = work(db)
    assert (found.findings["cases"]["new"], found.findings["faults"]) == (1, 0)
    assert found.findings["rows"]["duong_su"] == 1


def test_a_heading_left_out_is_left_as_it_was():
    assert mapping.strange(PASTED) == {6: "Tên đương sự"}
    left = mapping.renamed(PASTED, {6: mapping.LEFT_OUT})
    assert left == PASTED
    assert "ho_ten" in mapping.renamed(PASTED, {6: "ho_ten"}).partition("\n")[0].split("\t")


def test_the_blank_workbook_names_every_column(browser):
    book = load_workbook(BytesIO(browser.get("/imports/blank").data))
    assert book.sheetnames[-1] == "huong_dan"
    assert [cell.value for cell in book["thu_chi"][1]][:4] == ["don_vi", "so_qd", "ky_hieu",
                                                              "ngay_qd"]  # fmt: skip
    assert book["huong_dan"].max_row > 40


def test_a_unit_sees_its_own_imports_only(db, make, give, sign_in):
    give(sheets(1))
    found = latest(db)
    head = sign_in(make.user(Role.UNIT_HEAD, unit=make.unit("CC")))
    assert head.get(f"/imports/{found.id}").status_code == 404
    assert "sổ 2024.xlsx" not in head.get("/imports/").text
    assert sign_in(Role.PROVINCE_HEAD).get(f"/imports/{found.id}").status_code == 200
    assert sign_in(Role.OFFICER).get("/imports/").status_code == 404
