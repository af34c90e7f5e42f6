"""The pages that README shows hold what they promise; with THADS_PICTURES=1 they are taken anew."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, ROOT, Office, SignIn

PAGES = [
    ("figures", "cuctruong", "/statistics/", "91,09%", None),
    ("register", "cuctruong", "/cases/", "Trang này", None),
    ("home-phone", "chicuctruong.baothang", "/", "TẬP HUẤN", PHONE),
]


@pytest.mark.parametrize(("name", "username", "path", "told", "size"), PAGES)
def test_a_page_of_the_readme(
    office: Office, sign_in: SignIn, tmp_path: Path, name: str, username: str, path: str,
    told: str, size: dict[str, int] | None,
) -> None:  # fmt: skip
    page = sign_in(username, size=size) if size else sign_in(username)
    page.goto(office.province() + path)
    expect(page.get_by_text(told).first).to_be_visible()
    folder = ROOT / "docs" / "pictures" if os.environ.get("THADS_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
