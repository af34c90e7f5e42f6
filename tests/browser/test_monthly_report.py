"""From the request for a month's summary to the member of the people's council who reads it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Office, SignIn


def test_a_summary_is_asked_for_made_published_and_read(office: Office, sign_in: SignIn) -> None:
    head = sign_in("cuctruong")
    head.goto(office.province() + "/reports/")
    head.get_by_role("button", name=re.compile("Lập báo cáo")).first.click()
    expect(head.get_by_text("Xong").first).to_be_visible(timeout=90_000)

    council = sign_in("hdnd", size=PHONE)
    council.goto(office.province() + "/oversight/")
    expect(council.get_by_text("Chưa có kỳ nào")).to_be_visible()

    head.goto(office.province() + "/reports/")
    head.get_by_role("link", name=re.compile("Công bố")).first.click()
    head.get_by_role("button", name=re.compile("Công bố")).click()

    council.reload()
    council.get_by_role("link", name=re.compile("12 tháng")).first.click()
    expect(council.get_by_text("91,09%").first).to_be_visible()
    with council.expect_download() as download:
        council.get_by_role("link", name=re.compile("PDF")).first.click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF-")
