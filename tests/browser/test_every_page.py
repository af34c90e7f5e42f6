"""Each role walks through all pages that its links lead to: whole, in place, and for everybody.

A page is asked for once of each kind by each role. The browser opens it where it may look otherwise
than what was looked at: the first of its kind, and one with a part that no other of its kind had.
"""

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PC, PHONE, Office, SignIn
from tests.browser.parts import Part, read

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
VARYING = re.compile(r"[^/]*\d[^/]*")  # an id, a day, a number, a code
ROLES = [
    "cuctruong",
    "chicuctruong.baothang",
    "chv.baothang",
    "ketoan",
    "vanthu",
    "hdnd",
    "quantri",
]
MANY = 600  # kinds of page; more means that a kind does not stand for its pages any more
# Rows of one table are alike: axe, which takes most of the time, looks at the first.
FINDINGS = """async options => {
    const bodies = [...document.querySelectorAll("tbody")];
    const cut = bodies.map(body => [body, [...body.rows].slice(8)]);
    cut.forEach(([, rows]) => rows.forEach(row => row.remove()));
    const found = await axe.run(options);
    cut.forEach(([body, rows]) => body.append(...rows));
    return found.violations.filter(one => ["serious", "critical"].includes(one.impact))
        .map(one => `${one.id}: ${one.nodes[0].target}`);
}"""
looked_at: defaultdict[str, set[Part]] = defaultdict(set)  # in pages of a kind, whoever came
coloured: set[Part] = set()  # whose contrast axe measured: colours go by class, on every page alike


def kind_of(address: str) -> str:
    """The address without what varies and its filters: one page of a kind is looked at."""
    return VARYING.sub("…", urlsplit(address).path)


def serious_findings(page: Page, *, colours: bool) -> list[str]:
    """What axe finds on the open page."""
    page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colours}}}
    return list(page.evaluate(FINDINGS, options))


def faults_of(page: Page, kind: str, parts: set[Part]) -> list[str]:
    """What is wrong with the open page on a PC and on a phone, beginning with the size it has; axe
    looks at the first of a kind, on the PC."""
    found = []
    for size in sorted((PHONE, PC), key=lambda size: size != page.viewport_size):
        if size != page.viewport_size:
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
        beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if beyond > 0:
            found.append(f"{kind}: {beyond} px sideways of {size['width']}")
        if size is PC and kind not in looked_at:
            is_new = not parts <= coloured
            found += [f"{kind}: {one}" for one in serious_findings(page, colours=is_new)]
            coloured.update(parts)
    looked_at[kind] |= parts
    return found


@pytest.mark.parametrize("username", ROLES)
def test_every_page_of_a_role(office: Office, sign_in: SignIn, username: str) -> None:
    page = sign_in(username)
    home, first = office.province(), page.url
    waiting, seen, faults = [first], set[str](), list[str]()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind in seen or kind.endswith("/file"):
            continue
        seen.add(kind)
        is_open = kind not in looked_at or address == first  # the menu is each role's own
        answer = page.goto(address) if is_open else page.request.get(address)
        assert answer is not None
        if answer.status != 200:
            faults.append(f"{kind}: {answer.status}")
            continue
        parts, links = read(answer.text(), address)
        waiting += [a for a in links if a.startswith(home) and not a.endswith(".pdf")]
        if is_open or not parts <= looked_at[kind]:
            if not is_open:
                page.goto(address)
            faults += faults_of(page, kind, parts)
    assert faults == []
    assert 2 < len(seen) < MANY, seen
