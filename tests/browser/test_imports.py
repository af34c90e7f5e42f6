"""A register from the office's computer into the figures, and back out again."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Office, SignIn
from tests.imports.workbooks import make_workbook

KEY = {"don_vi": "CCBAOTHANG", "ky_hieu": "QĐ-CCTHADS", "ngay_qd": date(2024, 9, 9)}


def workbook(path: Path, paid: int) -> Path:
    """One case of five million of which so much was paid."""
    key = KEY | {"so_qd": 9001}
    return make_workbook(
        path,
        {
            "viec": [key | {"hinh_thuc": "chu_dong", "loai_an": "dan_su"}],
            "duong_su": [key | {"vai_tro": "phai_thi_hanh", "ho_ten": "Lò Văn Thử"}],
            "khoan": [key | {"khoan": 1, "loai_khoan": "an_phi", "so_tien": 5_000_000}],
            "thu_chi": [
                key | {"ngay": date(2024, 9, 12), "khoan": 1, "loai": "thu", "so_tien": paid}
            ],
        },
    )


def give(page: Page, office: Office, file: Path) -> None:
    page.goto(office.province() + "/imports/")
    page.set_input_files("#file", str(file))
    page.get_by_role("button", name="Tải lên và kiểm tra").click()


def test_a_faulty_workbook_is_corrected_entered_and_taken_back(
    office: Office, sign_in: SignIn, tmp_path: Path
) -> None:
    head = sign_in("cuctruong")
    give(head, office, workbook(tmp_path / "sai.xlsx", paid=6_000_000))
    expect(head.get_by_text("Có lỗi, chưa nhập")).to_be_visible(timeout=30_000)
    expect(head.get_by_text("thu_chi, dòng 2, so_tien")).to_be_visible()
    with head.expect_download() as download:
        head.get_by_role("link", name=re.compile("ô đỏ")).click()
    assert download.value.path().read_bytes().startswith(b"PK")

    give(head, office, workbook(tmp_path / "đúng.xlsx", paid=5_000_000))
    head.get_by_role("link", name="Xem lại và nhập vào sổ").click(timeout=30_000)
    head.get_by_role("button", name="Nhập 1 việc vào sổ").click()
    expect(head.get_by_role("heading", name=re.compile("Đã nhập"))).to_be_visible(timeout=30_000)
    here = head.url
    head.goto(office.province() + "/cases/?text=9001")
    expect(head.get_by_role("link", name="9001/QĐ-CCTHADS")).to_be_visible()

    head.goto(here)
    head.get_by_role("link", name="Thu hồi lần nhập này").click()
    head.get_by_role("button", name="Thu hồi 1 việc đã nhập").click()
    expect(head.get_by_role("heading", name=re.compile("Đã thu hồi"))).to_be_visible()
    head.goto(office.province() + "/cases/?text=9001")
    expect(head.get_by_role("link", name="9001/QĐ-CCTHADS")).to_have_count(0)
