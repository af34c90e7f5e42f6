"""From the frozen version of a closed month to the member of the people's council who reads it."""

import re
import subprocess
import sys

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, ROOT, Office, SignIn
from thads.demo.people import PASSWORD

AMENDED = "2024-08-31"
LATE = """
from datetime import date
from tenants.sessions import open_session
from tenants.settings import Settings
from thads.assembly import assemble
from thads.demo import late
assemble(Settings.from_environment().audit_key)
with open_session("nghe-an") as db:
    assert late.enter(db, date(2024, 8, 31))
"""
CLOSED = "2024-07-31"  # every unit of the demo has closed it; nothing is published yet


def test_a_closed_month_is_made_into_a_paper_published_and_read(
    office: Office, sign_in: SignIn
) -> None:
    head = sign_in("cuctruong")
    head.goto(office.province() + f"/closing/?period={CLOSED}")
    head.get_by_role("link", name="Bản 1", exact=True).click()
    head.get_by_role("button", name="Lập báo cáo tháng của bản 1").click()
    expect(head.get_by_text("Xong").first).to_be_visible(timeout=120_000)

    council = sign_in("hdnd", size=PHONE)
    council.goto(office.province() + "/oversight/")
    expect(council.get_by_text("Chưa có kỳ nào")).to_be_visible()

    head.goto(office.province() + "/reports/")
    head.get_by_role("link", name="Công bố", exact=True).click()
    told = head.get_by_text(re.compile("việc có điều kiện")).inner_text()
    resolved, enforceable = re.findall(r"\d[\d.]*", told)
    head.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    head.get_by_role("button", name="Công bố báo cáo bản 1").click()
    expect(head.get_by_text("Đã công bố báo cáo.")).to_be_visible()

    council.reload()
    council.get_by_role("link", name=re.compile("10 tháng")).first.click()
    expect(council.get_by_text(resolved).first).to_be_visible()
    expect(council.get_by_text(enforceable).first).to_be_visible()
    with council.expect_download() as download:
        council.get_by_role("link", name=re.compile("PDF")).first.click()
    paper = download.value.path()
    said = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True)
    [code] = set(re.findall(r"Mã kiểm tra ([0-9A-Z-]+)", said.stdout))
    council.goto(office.province() + "/check/")
    council.get_by_label("Mã").first.fill(code)
    council.get_by_role("button", name=re.compile("Kiểm tra")).first.click()
    expect(council.get_by_text(resolved).first).to_be_visible()
    council.get_by_label("Tệp").set_input_files(paper)
    council.get_by_role("button", name=re.compile("So")).click()
    expect(council.get_by_text("trên đúng tệp đã công bố")).to_be_visible()  # with the own mark
    [figure] = set(re.findall(r"TL1\.TS\.TINH\.\d{6}-1", said.stdout))
    council.goto(f"{office.province()}/figures/{figure}")
    expect(council.get_by_role("link", name=resolved)).to_be_visible()


def test_a_closed_month_is_amended_and_its_second_version_says_why(
    office: Office, sign_in: SignIn
) -> None:
    subprocess.run([sys.executable, "-c", LATE], env=office.environment, cwd=ROOT, check=True)
    address = f"{office.province('nghe-an')}/closing"
    head = sign_in("cuctruong", slug="nghe-an")
    head.goto(f"{address}/versions/new?period={AMENDED}")
    head.get_by_label("Lý do").fill("Quyết định hoãn đến muộn")
    head.get_by_label("Số văn bản").fill("41/TB-VKS")
    head.get_by_label("Ngày văn bản").fill("12/09/2024")
    head.get_by_label("Mật khẩu").fill(PASSWORD)
    head.get_by_role("button", name="Lập bản 2").click()
    expect(head.get_by_text("Đã chốt bản 2")).to_be_visible()
    expect(head.get_by_role("heading", name="Việc làm thay đổi số liệu toàn tỉnh")).to_be_visible()
    expect(head.get_by_text("do bưu cục chuyển chậm").first).to_be_visible()
    report = head.get_by_role("link", name="Tải báo cáo bổ sung")
    for _ in range(60):
        if report.count():
            break
        head.wait_for_timeout(1_000)
        head.reload()
    with head.expect_download() as download:
        report.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    head.goto(f"{address}/?period={AMENDED}")
    head.get_by_role("link", name="Bản 1", exact=True).click()
    expect(head.get_by_text("Đã được thay thế bởi")).to_be_visible()


def test_figures_that_are_not_frozen_make_a_paper_that_nobody_can_publish(
    office: Office, sign_in: SignIn
) -> None:
    head = sign_in("cuctruong")
    head.goto(office.province() + "/reports/")
    head.get_by_role("button", name=re.compile("Lập báo cáo")).first.click()
    expect(head.get_by_text("Xong").first).to_be_visible(timeout=120_000)
    head.goto(office.province() + "/reports/")
    expect(head.get_by_text("Số liệu tạm tính").first).to_be_visible()
    expect(head.get_by_role("link", name="Công bố", exact=True)).to_have_count(0)
