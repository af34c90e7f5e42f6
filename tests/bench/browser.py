"""A warm Chromium that prints one document whenever it is asked: the rival of the paper.

It prints the same pages with the same words, fonts, tags and bookmarks, and as its own footer what
ours stamps under each page; it makes no PDF/A, no PDF/UA and attaches no figures, for which it is
charged nothing. As a program: FILE FOOT, then a line of JSON for each line that it reads.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.bench.memory import Peak, worked

CHROMIUM = os.environ.get("THADS_CHROMIUM", "/usr/bin/chromium")
WATCHED = "watched"
NAMED = "chrom"  # its processes; the driver between it and us is not its own


class Print(NamedTuple):
    """Seconds by the clock and of processors of all its processes; watched, most memory in MB."""

    wall: float
    cpu: float
    memory: int
    pages: int


class Chromium:
    """A browser that has printed the document once."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self._program = program
        self.printed()

    def printed(self, *, watched: bool = False) -> Print:
        """Print the document once more."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(f"{WATCHED if watched else ''}\n")
        self._program.stdin.flush()
        return Print(*json.loads(self._program.stdout.readline()))


@contextmanager
def chromium(html: Path, foot: Path) -> Iterator[Chromium]:
    """A warm browser while the block runs."""
    command = [sys.executable, "-m", "tests.bench.browser", str(html), str(foot)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield Chromium(program)


def main() -> None:
    """Print for each line that is read."""
    address, foot = Path(sys.argv[1]).as_uri(), Path(sys.argv[2]).read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for line in sys.stdin:
            made = _print(browser, address, foot, watched=line.strip() == WATCHED)
            sys.stdout.write(json.dumps(made) + "\n")
            sys.stdout.flush()
        browser.close()


def _print(browser: Browser, address: str, foot: str, *, watched: bool) -> Print:
    """Before the page is closed: what its processes have worked would go with them."""
    start, before = perf_counter(), worked(NAMED)
    with Peak(named=NAMED, on=watched) as peak:
        page = browser.new_page()
        page.goto(address)
        made = page.pdf(
            prefer_css_page_size=True, print_background=True, tagged=True, outline=True,
            display_header_footer=True, header_template="<i></i>", footer_template=foot,
        )  # fmt: skip
    wall, cpu = perf_counter() - start, worked(NAMED) - before
    page.close()
    return Print(wall, cpu, peak.megabytes, made.count(b"/Type /Page\n"))


if __name__ == "__main__":
    main()
