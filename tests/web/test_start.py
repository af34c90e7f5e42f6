"""Every endpoint names its permission; every answer carries the headers."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.browsing import Browser, SignIn
from thads.app import create_app
from thads.identity.models import Role
from thads.web import access
from thads.web.headers import HEADERS, POLICY

ICON = re.compile(r'icon\("([a-z-]+)"\)|Entry\("[^"]+", "[^"]+", "([a-z-]+)"\)')


def test_every_endpoint_declares_a_permission(app: Flask) -> None:
    undeclared = [name for name in app.view_functions if not access.permission_of(app, name)]

    assert undeclared == []


def test_a_view_without_a_permission_stops_the_start(instance: Path) -> None:
    app = create_app(TESTING=True)
    app.view_functions["forgotten"] = lambda: "seen by all"

    with pytest.raises(RuntimeError, match="forgotten"):
        access.check_declared(app)


@pytest.mark.parametrize("path", ["/sign-in", "/", "/nowhere", "/account"])
def test_every_answer_forbids_foreign_and_inline_script(browser: Browser, path: str) -> None:
    answer = browser.get(path)

    for name, value in HEADERS.items():
        assert answer.headers.getlist(name) == [value]
    assert "unsafe" not in POLICY
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_page_holds_inline_script_or_style(sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR).get("/admin/users").text

    assert "<script>" not in page
    assert "style=" not in page
    assert "onclick" not in page


def test_a_page_weighs_less_than_150_kilobytes(sign_in: SignIn) -> None:
    here = sign_in(Role.PROVINCE_HEAD)
    page = here.get("/")
    files = ["vendor/htmx-2.0.11.min.js", "app.js", "icons/sprite.svg", "icons/thads.svg"]
    files += ["fonts/thads-sans-400.woff2", "fonts/thads-sans-600.woff2"]
    parts = [page, here.get("/assets/thads.css"), *(here.get(f"/static/{f}") for f in files)]

    assert [part.status_code for part in parts] == [200] * len(parts)
    assert sum(len(part.data) for part in parts) < 150_000


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    root = Path(__file__).parents[2]
    sprite = (root / "thads/static/icons/sprite.svg").read_text("utf-8")
    pages = [*(root / "templates").rglob("*.html"), *(root / "thads").rglob("*.py")]
    named = {
        n for page in pages for found in ICON.findall(page.read_text("utf-8")) for n in found if n
    }

    assert {name for name in named if f'id="{name}"' not in sprite} == set()
