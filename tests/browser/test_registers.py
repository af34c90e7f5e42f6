"""Each register that the oversight bodies ask for: from its first entry to the monthly summary.

The office is a plain one, so that each figure of the summary is what was entered here.
"""

import re
import subprocess
import sys
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Office, SignIn
from tests.browser.filling import enter, fill, refused, send
from tests.browser.plain_province import BANK, PEOPLE

SLUG = "thu"
DAY, NOW = "16/09/2024", "30/09/2024"
SIGNED = {"signer": "chicuctruong", "signing_mode": "Thủ trưởng"}


@dataclass
class Walk:
    """The people of the office at their screens, and its cases by number."""

    home: str
    pages: dict[str, Page]
    cases: dict[int, str]

    def enter(self, who: str, path: str, **answers: str) -> str:
        """Somebody enters something; the path where it led."""
        return enter(self.pages[who], self.home + path, **answers).removeprefix(self.home)

    def refused(self, who: str, path: str, words: str, **answers: str) -> None:
        """Somebody is told why it cannot be."""
        refused(self.pages[who], self.home + path, words, **answers)

    def found(self, who: str, path: str, link: str) -> str:
        """The path of the first link of a page that looks so."""
        page = self.pages[who]
        page.goto(self.home + path)
        hrefs = page.eval_on_selector_all("main a[href]", "all => all.map(a => a.href)")
        return next(one for one in hrefs if re.search(link, one)).removeprefix(self.home)


@pytest.fixture
def walk(office: Office, sign_in: SignIn) -> Walk:
    """A province of its own, its people signed in."""
    command = [sys.executable, "-m", "tests.browser.plain_province", SLUG]
    subprocess.run(command, cwd=ROOT, env=office.environment, check=True)
    pages = {name: sign_in(name, slug=SLUG) for name in PEOPLE}
    made = Walk(office.province(SLUG), pages, {})
    page = pages["chv"]
    page.goto(f"{made.home}/cases/")
    for number in (1, 2, 3):
        link = page.get_by_role("link", name=f"{number}/QĐ-CCTHADS").first
        made.cases[number] = link.evaluate("a => a.href").removeprefix(made.home)
    return made


def test_every_register_from_its_first_entry_to_the_monthly_summary(walk: Walk) -> None:
    measure(walk)
    asset(walk)
    bank(walk)
    commune(walk)
    exhibit(walk)
    remission(walk)
    complaint(walk)
    administrative(walk)
    inspection(walk)
    directive(walk)
    training(walk)
    morning(walk)
    told = summary(walk)
    for number, line in LINES:
        assert line in told, (number, line)


LINES = (
    (1, "Trong kỳ ra 1 quyết định: 0 bảo đảm, 1 cưỡng chế"),
    (1, "cưỡng chế thành công 1"),
    (2, "Trong kỳ kê biên 1 tài sản, ký 1 hợp đồng thẩm định giá, có giá 1"),
    (2, "1 đã đấu giá không thành, giá khởi điểm 900.000.000 đồng"),
    (3, "1 buổi làm việc với 1 tổ chức; 1 lời hẹn mới, thực hiện đúng hẹn 0/1 lời hẹn"),
    (4, "lập 2 phiếu địa bàn gồm 3 việc, nhận lại 0 phiếu, xã nhận xét 1 việc"),
    (4, "0/1 việc đã vận động tự nguyện thi hành"),
    (4, "đã công khai 1 quyết định, sửa thông tin 0, chấm dứt 0; công khai chậm 0/1"),
    (5, "Trong kỳ có 1 hồ sơ vật chứng phải tiêu hủy, đã tiêu hủy 1 hồ sơ"),
    (5, "Lập 1 Hội đồng tiêu hủy, họp 1 phiên"),
    (6, "Lập 1 hồ sơ đề nghị, số tiền 1.500.000 đồng; gửi Tòa án 1 hồ sơ"),
    (7, "Tiếp nhận: tổng số đơn 1 1"),
    (7, "Xử lý: chuyển, trả, lưu 1 1"),
    (7, "Số lượt tiếp 1 1"),
    (7, "kháng nghị 1 1 0"),
    (8, "Tổng số phải theo dõi 1 1"),
    (9, "Số cuộc 1 0 1"),
    (10, "12-CT/TU ngày 16/09/2024 của Tỉnh ủy: Tăng cường lãnh đạo"),
    (10, "Đã giao 1 nhiệm vụ rõ người"),
    (11, "Tập huấn, bồi dưỡng: 1 lớp, 3,5 giờ, 1 lượt của 1 công chức"),
    (11, "Tuyên truyền pháp luật về thi hành án: 1 buổi, 2 giờ ở 1 xã, phường, 120 lượt"),
    (12, "(2) thực hiện điều đã hẹn với tổ chức tín dụng"),
)


def measure(walk: Walk) -> None:
    """1. Attachment without forces; not on a Sunday."""
    made = walk.enter(
        "chv", f"{walk.cases[1]}/measures?kind=attachment", day="02/09/2024", hour="09:15",
        party="Phải", signer="chv", is_real_estate="y", object="Thửa đất số 12", amount="900tr",
        ground="Không tự nguyện thi hành án",
    )  # fmt: skip
    appointed = f"{made}/steps/scheduled"
    walk.refused("chv", appointed, "ngày nghỉ", day=DAY, on_day="22/09/2024",
                 on_hour="08:00", place="Tổ 3")  # fmt: skip
    walk.enter("chv", appointed, day=DAY, on_day="24/09/2024", on_hour="08:00",
               place="Tổ 3")  # fmt: skip
    walk.enter("chv", f"{made}/steps/carried_out", day="24/09/2024", hour="08:00")


def asset(walk: Walk) -> None:
    """2. Land is priced, auctioned in vain, its price cut by no more than a tenth."""
    made = walk.enter("chv", f"{walk.cases[1]}/debtor-assets", kind="Quyền sử dụng đất",
                      description="Thửa đất số 12", listed_on="01/03/2024")  # fmt: skip
    for step, said in (
        ("attached", {"day": "01/03/2024", "number": "01/BBKB"}),
        ("valuation_contracted", {"day": "05/03/2024", "body": "Công ty Mẫu"}),
        ("priced", {"day": "01/04/2024", "way": "Tổ chức", "amount": "1 tỷ"}),
        ("auction_contracted", {"day": "08/04/2024", "body": "Trung tâm Mẫu"}),
        ("announced", {"day": "20/04/2024", "until": "20/05/2024"}),
        ("failed", {"day": "20/05/2024", "failure": "Không có người"}),
    ):
        walk.enter("chv", f"{made}/steps/{step}", **said)
    cut = {"day": "06/06/2024", "number": "9"}
    walk.refused("chv", f"{made}/steps/cut", "không quá 10% giá khởi điểm", **cut,
                 amount="899.999.999")  # fmt: skip
    walk.enter("chv", f"{made}/steps/cut", **cut, amount="900tr")


def bank(walk: Walk) -> None:
    """3. The creditor is an institution; a meeting with it, and what it promised there."""
    walk.enter("chicuctruong", "/credit-institutions/new", name=BANK,
                      valid_from="01/01/2015")  # fmt: skip
    walk.enter("chicuctruong", f"{walk.cases[1]}/credit-institutions", institution=BANK)
    here = walk.found("chicuctruong", "/credit-institutions/", r"institutions/[0-9a-f-]{36}$")
    walk.enter("chicuctruong", f"{here}/meetings/new", held_on=DAY, place="Trụ sở",
               people="Hai bên", subject="Việc tồn", conclusion="Thống nhất")  # fmt: skip
    walk.enter("chicuctruong", f"{here}/promises/new", promiser="Tổ chức",
               content="Nộp hồ sơ thế chấp", made_on=DAY, due_on="27/09/2024")  # fmt: skip


def commune(walk: Walk) -> None:
    """4. A worksheet and the remark on it, a talk, the publication of who has no means."""
    walk.enter("vanthu", "/communes/", answer_by="15/10/2024")
    page = walk.pages["vanthu"]
    expect(page.get_by_text("Xong").first).to_be_visible(timeout=60_000)
    sheet = walk.found("vanthu", "/communes/sheets", r"/sheets/[0-9a-f-]{36}$")
    line = walk.found("vanthu", sheet, r"/lines/[0-9a-f-]{36}/remark$")
    walk.enter("vanthu", line, kind="Có tài sản", told_on=NOW, told_by="Cán bộ tư pháp",
               content="Có xe")  # fmt: skip
    talk = {
        "day": "17/09/2024",
        "method": "Gặp tại nơi ở",
        "offer": "Nộp dần",
        "answer": "Hẹn ngày",
    }
    walk.enter("chv", f"{walk.cases[1]}/persuasion", **talk, met="Vợ chồng ông Phải")
    walk.enter("vanthu", "/publication/", decided_until="06/09/2024", day="12/09/2024",
               place="Trang thông tin điện tử")  # fmt: skip


def exhibit(walk: Walk) -> None:
    """5. A knife is taken over and destroyed; not without a whole council."""
    file = walk.enter("chv", f"{walk.cases[3]}/evidence", description="Tang vật",
                      decided_on="05/08/2024", seizure_number="7/BB")  # fmt: skip
    walk.enter("chv", f"{file}/exhibits", name="Dao tự chế", quantity="1", fate="Tiêu hủy")
    thing = walk.found("chv", file, r"/exhibits/[0-9a-f-]{36}$")
    walk.enter("chv", f"{thing}/steps/received", day="06/08/2024", body="Công an huyện",
               quantity="1", as_seized="y")  # fmt: skip
    council = {"exhibit": "y", "day": "03/09/2024", "number": "12/QĐ", **SIGNED, "chair": "chv"}
    walk.refused("chicuctruong", "/evidence/councils/new", "tài chính", **council)
    made = walk.enter("chicuctruong", "/evidence/councils/new", **council, finance="Bà Tài Chính")
    page = walk.pages["chv"]
    page.goto(walk.home + made)
    for one in page.locator("[name=signed]").all():
        one.check()
    assert send(page, day=DAY, hour="09:00", place="Bãi", method="Đốt") == 303


def remission(walk: Walk) -> None:
    """6. A court fee of five years ago is put before procuracy and court."""
    made = walk.enter(
        "chv", f"{walk.cases[2]}/remissions", item="1.", way="1.999.999", opened_on=DAY
    )
    step = f"{made}/steps"
    walk.enter("chv", f"{step}/sent", day=DAY, body="VKSND huyện Thử")
    walk.enter("chv", f"{step}/opinion", day="18/09/2024", agrees="Nhất trí")
    walk.enter("chicuctruong", f"{made}/signature", day="19/09/2024", body="TAND huyện Thử",
               **SIGNED)  # fmt: skip
    walk.enter("chv", f"{step}/filed", day="20/09/2024", body="TAND huyện Thử")


def complaint(walk: Walk) -> None:
    """7. Who has no standing is not accepted but answered; a citizen is heard; a protest comes."""
    made = walk.enter(
        "vanthu", "/complaints/new", unit="Thử", kind="Khiếu nại", received_on=DAY,
        source="bưu chính", sender_name="Bà Khiếu Thử", people="1", against="Quyết định kê biên",
        standing="Không phải đương sự", stage="Áp dụng biện pháp", learned_on=DAY, content="Sai",
    )  # fmt: skip
    walk.refused("chicuctruong", f"{made}/decisions/accepted", "không phải đương sự", day=DAY)
    walk.enter("chicuctruong", f"{made}/decisions/refused", day=DAY, number="3/TB", note="Không")
    walk.enter("vanthu", "/reception/new", unit="Thử", received_on=DAY, kind="Định kỳ",
               receiver="Thủ trưởng", visitor_name="Ông Hỏi Thử", people="1", matter="Khiếu nại",
               content="Hỏi", outcome="Đã giải thích")  # fmt: skip
    walk.enter("vanthu", "/protests/new", unit="Thử", kind="Kháng nghị", body="VKSND huyện Thử",
               number="1/KN", issued_on=DAY, received_on=DAY, content="Chậm")  # fmt: skip


def administrative(walk: Walk) -> None:
    """8. A judgment that a commune does not carry out is watched and urged."""
    made = walk.enter(
        "vanthu", "/administrative-judgments/new", unit="Thử", received_on=DAY, number="1/HC-ST",
        judged_on="01/08/2024", court="TAND tỉnh", body="cấp xã", debtor_body="UBND xã Thử",
        creditor_name="Bà Được Thử", content="Cấp giấy", check_on=NOW,
    )  # fmt: skip
    walk.enter("vanthu", f"{made}/steps/urged", day="18/09/2024", number="5/CV", note="Đôn đốc",
               check_on="31/10/2024")  # fmt: skip


def inspection(walk: Walk) -> None:
    """9. Files are drawn, none of them twice; one is answered and a finding given to mend."""
    walk.enter(
        "chicuctruong", "/inspections/new", kind="Tự kiểm tra", unit="Thử", number="3/QĐ",
        decided_on="09/09/2024", leader="chicuctruong", period_from="01/10/2023",
        period_to="31/08/2024", scope="Xác minh", due_on="15/10/2024",
    )  # fmt: skip
    made = walk.found("chicuctruong", "/inspections/", r"/inspections/[0-9a-f-]{36}$")
    walk.enter("chicuctruong", f"{made}/samples/new", method="Ngẫu nhiên", size="5")
    page = walk.pages["chicuctruong"]
    page.goto(f"{walk.home}{made}/samples/new")
    assert send(page, method="Đoàn chọn", case="1/QĐ-CCTHADS") == 422
    expect(page.locator(".error-summary")).to_contain_text("chỉ được rút một lần")
    file = walk.found("chicuctruong", made, r"/inspections/files/")
    walk.enter("chicuctruong", file, v_notice="Có vi phạm", n_notice="Chậm 5 ngày")
    walk.enter("chicuctruong", f"{made}/findings/new", item="hông báo", content="Chậm thông báo",
               remedy="Thông báo", owner="chv", due_on="05/10/2024")  # fmt: skip


def directive(walk: Walk) -> None:
    """10. A directive of the Party becomes a task with its five answers."""
    walk.enter("cuctruong", "/directives/new", issuer="Cấp ủy", issuer_name="Tỉnh ủy",
               number="12-CT/TU", issued_on=DAY, title="Tăng cường lãnh đạo")  # fmt: skip
    made = walk.found("cuctruong", "/directives/", r"/directives/[0-9a-f-]{36}$")
    page = walk.pages["cuctruong"]
    page.goto(f"{walk.home}{made}/tasks/new")
    fill(page, unit="Thử")
    page.get_by_role("button", name="Chọn").click()
    page.wait_for_url(re.compile("unit="))
    assert send(page, what="Lập danh sách", owner="chv", due_on="25/10/2024",
                result="Danh sách theo xã", leader="chicuctruong") == 303  # fmt: skip


def training(walk: Walk) -> None:
    """11. A course on what was found, who was there; a talk in a commune."""
    event = {"title": "Thông báo đúng hạn", "subject": "Thông báo", "first_day": NOW,
             "last_day": NOW, "place": "Trụ sở", "held_by": "Thẩm tra viên"}  # fmt: skip
    walk.enter("chicuctruong", "/training/new", **event, kind="Tập huấn", minutes="3,5",
               finding="Chậm thông báo")  # fmt: skip
    page = walk.pages["chicuctruong"]
    page.get_by_label(re.compile("Chấp hành viên")).first.fill("3,5")
    page.get_by_role("button", name="Ghi người dự").click()
    page.wait_for_url(re.compile("/training/[0-9a-f-]{36}$"))
    expect(page.locator("#findings")).to_contain_text("Chậm thông báo")
    walk.refused("chicuctruong", "/training/new", "Không có xã, phường nào", **event, minutes="2",
                 kind="Tuyên truyền", people="120", commune="Xã Không Có")  # fmt: skip
    walk.enter("chicuctruong", "/training/new", **event, minutes="2", kind="Tuyên truyền",
               people="120", commune="Xã Bảo Hà")  # fmt: skip


def morning(walk: Walk) -> None:
    """12. What the bank did not keep is what went wrong since Friday, and a door leads to it."""
    head = walk.pages["cuctruong"]
    head.goto(f"{walk.home}/morning")
    head.locator("main").get_by_role("link", name=re.compile("điều đã hẹn")).first.click()
    expect(head.locator("main a[href*='/bank-promises/']").first).to_be_visible()


def summary(walk: Walk) -> str:
    """The text of the paper, made as the head makes it."""
    head = walk.pages["cuctruong"]
    head.goto(f"{walk.home}/reports/")
    head.get_by_role("button", name="Lập báo cáo tháng").click()
    expect(head.get_by_text("Xong").first).to_be_visible(timeout=120_000)
    with head.expect_download() as download:
        head.get_by_role("link", name="Tải PDF").click()
    command = ["pdftotext", str(download.value.path()), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())
