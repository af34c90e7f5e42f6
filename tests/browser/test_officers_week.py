"""A case from the judgment that comes in to the last đồng paid, under the old law and the new.

The office is Nghệ An's provincial one; its practice day moves on as the work does.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfWriter

from tests.browser.conftest import Office, SignIn
from tests.browser.filling import fill

OLD_LAW, NEW_LAW = date(2024, 10, 7), date(2026, 8, 3)  # Mondays
PEOPLE = ("quantri", "vanthu", "chv.cuc", "ketoan", "thamtravien", "cuctruong")
SIGNED = {"signer": "rưởng", "signing_mode": "Thủ trưởng ký"}


@dataclass
class Desk:
    """The people of one office at their screens, on the day that stands on the wall."""

    address: str
    pages: dict[str, Page]
    case: str = ""

    def turn_to(self, day: date) -> None:
        """The administrator moves the practice day."""
        page = self.pages["quantri"]
        page.goto(f"{self.address}/admin/practice-day")
        page.get_by_label("Ngày làm việc").fill(f"{day:%d/%m/%Y}")
        page.get_by_role("button", name="Đổi ngày làm việc").click()
        expect(page.get_by_text("Đã đổi ngày làm việc")).to_be_visible()

    def act(self, person: str, noun: str, **answers: str) -> Page:
        """Somebody enters a fact on the case, reading it once more where the page asks to."""
        page = self.pages[person]
        page.goto(f"{self.case}/{noun}")
        fill(page, **answers)
        page.locator("main form button[type=submit]").last.click()
        again = page.locator("button[name=step][value=issue]")
        expect(again.or_(page.locator("#story"))).to_be_visible()
        if again.count():
            again.click()
        expect(page).to_have_url(self.case)
        return page

    def standing(self, words: str) -> None:
        """The case stands so on its own page."""
        page = self.pages["chv.cuc"]
        page.goto(self.case)
        expect(page.locator(".under-heading .badge")).to_have_text(words)


@pytest.fixture
def desk(office: Office, sign_in: SignIn) -> Callable[[], Desk]:
    """The six people signed in, as a working day begins."""
    return lambda: Desk(
        office.province("nghe-an"), {name: sign_in(name, slug="nghe-an") for name in PEOPLE}
    )


def test_a_week_under_either_law(desk: Callable[[], Desk]) -> None:
    for monday, ground in ((OLD_LAW, "c)"), (NEW_LAW, "c)")):
        walk_through(desk(), monday, ground)


def walk_through(desk: Desk, monday: date, ground: str) -> None:
    """From the judgment to the archive, one act a day."""

    def after(days: int) -> str:
        desk.turn_to(monday + timedelta(days))
        return f"{monday + timedelta(days):%d/%m/%Y}"

    day = after(0)
    desk.case = docketed(desk, day)
    desk.standing("Đang thi hành")

    desk.act("chv.cuc", "notice", day=after(1))
    expect(desk.pages["chv.cuc"].locator("#verification")).to_contain_text("xác minh lần đầu")

    day = after(14)  # ten days to perform of one's own will are over
    desk.act("chv.cuc", "verification", day=day, finding="Không có tài sản", place="Nơi cư trú")
    desk.act("chv.cuc", "enforceability", enforceable="Chưa có điều kiện", day=after(15),
             ground="a)", **SIGNED)  # fmt: skip
    desk.standing("Chưa có điều kiện")

    desk.act("chv.cuc", "verification", day=after(40), finding="Có tài sản", place="Nơi cư trú")
    desk.act("chv.cuc", "resumption", day=after(41), **SIGNED)
    desk.standing("Đang thi hành")

    until = f"{monday + timedelta(60):%d/%m/%Y}"
    desk.act("chv.cuc", "postponement", day=after(42), ground=ground, until=until, **SIGNED)
    desk.standing("Hoãn theo thỏa thuận")
    desk.act("chv.cuc", "resumption", day=after(61), **SIGNED)

    desk.act("chv.cuc", "collection", means="Tiền mặt", amount="12.000.000", day=after(63))
    desk.act("ketoan", "payment", item="1.", amount="12.000.000", place="Tiền mặt", day=after(64))
    desk.standing("Thi hành xong")
    page = desk.pages["chv.cuc"]
    for words in ("Hoãn thi hành án", "Chưa có điều kiện thi hành", "Chi trả"):
        expect(page.locator("#story")).to_contain_text(words)

    archive(desk, monday + timedelta(66))


def archive(desk: Desk, day: date) -> None:
    """The file gets its first papers and its leaf numbers, is signed off, checked and archived."""
    desk.turn_to(day)
    officer = desk.pages["chv.cuc"]
    for kind in ("Quyết định thi hành án", "Tài liệu về việc yêu cầu", "Bản án, quyết định"):
        officer.goto(f"{desk.case}/attachments/new")
        scan = {"name": "quet.pdf", "mimeType": "application/pdf", "buffer": paper(kind)}
        officer.locator("main input[type=file]").first.set_input_files([scan])
        fill(officer, kind=kind, received_on=f"{day:%d/%m/%Y}")
        officer.get_by_role("button", name="Đính kèm").click()
        expect(officer.get_by_role("link", name="quet").first).to_be_visible()
    officer.goto(f"{desk.case}/leaves")
    officer.get_by_role("button", name="Đánh bút lục").click()
    expect(officer.get_by_text("Đã đánh bút lục 01 đến 03.")).to_be_visible()
    for person, button, told in (
        ("chv.cuc", "Ký xác nhận hồ sơ đầy đủ", "Đã ký xác nhận hồ sơ."),
        ("thamtravien", "Xác nhận đã kiểm tra", "Đã ghi kết quả kiểm tra hồ sơ."),
        ("cuctruong", "Cho lưu trữ", "Đã cho lưu trữ hồ sơ."),
    ):
        page = desk.pages[person]
        page.goto(f"{desk.case}/file")
        page.get_by_role("button", name=button).click()
        expect(page.get_by_text(told)).to_be_visible()


def paper(words: str) -> bytes:
    """A scanned page, different for each paper."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": words})
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def docketed(desk: Desk, day: str) -> str:
    """The clerk takes the judgment in and has the decision issued; the address of the case."""
    page = desk.pages["vanthu"]
    page.goto(f"{desk.address}/judgments/new")
    fill(page, unit="Cục", number=f"12/{day[-4:]}/DS-ST", judged_on=day, kind="Dân sự",
         court="Tòa án nhân dân thành phố Thử", received_on=day)  # fmt: skip
    page.get_by_role("button", name="Ghi vào sổ nhận bản án").click()
    page.get_by_role("link", name=re.compile("Ra quyết định")).first.click()
    page.wait_for_load_state()
    fill(page, initiation="Theo yêu cầu", kind="Dân sự", unit="Cục", docketed_on=day)
    fill(page, officer=desk.pages["chv.cuc"].locator("header .person a").inner_text())
    fill(page, **{"parties-0-role": "Người được", "parties-0-name": "Bà Được Thử"})
    fill(page, **{"parties-1-role": "Người phải", "parties-1-name": "Ông Phải Thử"})
    fill(page, **{"items-0-kind": "Trả nợ", "items-0-amount": "12.000.000"})
    page.get_by_role("button", name="Kiểm tra trước khi ban hành").click()
    page.locator("button[name=step][value=issue]").click()
    expect(page).to_have_url(re.compile(r"/cases/[0-9a-f-]{36}$"))
    return page.url
