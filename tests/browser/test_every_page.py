"""Each role walks through all pages that its links lead to: whole, in place, and for everybody."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PC, PHONE, Office, SignIn

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
ROLES = [
    "cuctruong",
    "chicuctruong.baothang",
    "chv.baothang",
    "ketoan",
    "vanthu",
    "hdnd",
    "quantri",
]
# Kinds of page walked at most by one role: one address stands for all of its kind.
MOST_PAGES = 150
# Rows of one table are alike: axe, which takes most of the time, looks at the first.
SHORTENED = """document.querySelectorAll("tbody").forEach(
    body => [...body.rows].slice(8).forEach(row => row.remove()))"""
examined: set[str] = set()  # axe looks at a kind of page once, whoever comes to it first


def kind_of(address: str) -> str:
    """The address without its ids and filters: one page of a kind is looked at."""
    return UUID.sub("…", urlsplit(address).path)


def links_of(page: Page, home: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.href)")
    return [a.split("#")[0] for a in found if a.startswith(home) and not a.endswith(".pdf")]


def serious_findings(page: Page) -> list[str]:
    """What axe finds on the open page, whose long tables it leaves shortened."""
    page.evaluate(SHORTENED)
    page.evaluate(AXE)
    result = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['nodes'][0]['target']}"
        for v in result["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def faults_of(page: Page, kind: str) -> list[str]:
    """What is wrong with the open page on a PC and on a phone."""
    found = []
    for size in (PHONE, PC):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        if sideways(page) > 0:
            found.append(f"{kind}: {sideways(page)} px sideways of {size['width']}")
    if kind not in examined:
        examined.add(kind)
        found += [f"{kind}: {finding}" for finding in serious_findings(page)]
    return found


@pytest.mark.parametrize("username", ROLES)
def test_every_page_of_a_role(office: Office, sign_in: SignIn, username: str) -> None:
    page = sign_in(username)
    home = office.province()
    waiting, seen, faults = [page.url], set[str](), list[str]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in seen or kind.endswith("/file"):
            continue
        seen.add(kind)
        answer = page.goto(address)
        assert answer is not None
        if answer.status != 200:
            faults.append(f"{kind}: {answer.status}")
            continue
        waiting += links_of(page, home)
        faults += faults_of(page, kind)
    assert faults == []
    assert len(seen) > 2, seen
