"""From the frozen version of a closed month to the member of the people's council who reads it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Office, SignIn
from thads.demo.people import PASSWORD

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
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF-")


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
