"""The monthly paper against WeasyPrint used plainly, against a warm Chromium, and asked for again.

Naive: a fresh process that imports WeasyPrint, loads the fonts and renders the same HTML once, as
a plain job would. Ours: a child forked from a warm parent, as the worker does. Gates: at least 1.3
times naive; at least 0.8 times a warm Chromium in at most half of its memory; the stored paper
again at least 50 times as fast as it was made.
"""

import gc
import json
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tenants.sessions import TenantSession
from tests.bench import plainly
from tests.bench.memory import Peak
from tests.bench.world import office
from thads.core import files
from thads.core.ids import new_id
from thads.reports import actions
from thads.reports.models import MonthlyReport
from workers import pdf

LEAST_RATIO, LEAST_OF_BROWSER, MOST_OF_MEMORY, LEAST_AGAIN, ROUNDS = 1.3, 0.8, 0.5, 50, 5
AT = date(2024, 8, 31)  # eleven months: the monthly edition


def main() -> int:
    """Measure in turn, print, and say whether the gates hold."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        with office(folder, patch), TenantSession() as db:
            figures, again = _kept(db)
        html, css = folder / "paper.html", folder / "paper.css"
        page, rules = plainly.page_of(figures), plainly.sheet()
        html.write_text(page.replace("</head>", f"<style>{rules}</style></head>", 1), "utf-8")
        css.write_text(rules, "utf-8")
        pdf.warm()
        gc.collect()
        gc.freeze()  # as the worker does before it forks
        pairs = []
        for _ in range(ROUNDS):
            plain = plainly.naive(html, css)
            with Peak() as peak:
                ours = plainly.forked(lambda: pdf.monthly(figures))
            pairs.append((plain, ours, peak.megabytes))
        return _told(pairs, _browser(html), again)


def _kept(db: Session) -> tuple[dict[str, Any], float]:
    """The figures of a report; how many times as fast its paper is given as it was made."""
    now = datetime.now(UTC)
    made = actions.compose(db, new_id(), period_end=AT, dated=AT, by_id=None, now=now)
    start = perf_counter()
    content = pdf.monthly(made.figures)
    first = perf_counter() - start
    actions.keep_file(db, made, content, now=now)
    report_id, figures = made.id, made.figures
    db.commit()
    db.expire_all()
    start = perf_counter()
    kept = db.get_one(MonthlyReport, report_id)
    assert files.read(db, kept.file_key or "") == content
    return figures, first / (perf_counter() - start)


def _browser(html: Path) -> dict[str, Any]:
    """What a warm browser took; of its processors without the start and the first print."""
    before, answer = _printed(html, 0), _printed(html, ROUNDS)
    return {**answer, "each": (answer["cpu"] - before["cpu"]) / ROUNDS}


def _printed(html: Path, times: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.browser", str(html), str(times)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answer: dict[str, Any] = json.loads(told)
    return answer


def _told(pairs: list[Any], browser: dict[str, Any], again: float) -> int:
    plain, ours = (median(pair[n].wall for pair in pairs) for n in (0, 1))
    ratio = median(pair[0].wall / pair[1].wall for pair in pairs)
    of_cpu = median(pair[0].cpu / pair[1].cpu for pair in pairs)
    of_browser = median(browser["seconds"]) / ours
    browser_cpu = browser["each"] / median(pair[1].cpu for pair in pairs)
    memory = max(pair[2] for pair in pairs)
    of_memory = memory / browser["megabytes"]
    held = (
        ratio >= LEAST_RATIO and of_browser >= LEAST_OF_BROWSER
        and of_memory <= MOST_OF_MEMORY and again >= LEAST_AGAIN
    )  # fmt: skip
    sys.stdout.write(
        f"paper: naive {plain:.2f} s, ours {ours:.2f} s, ratio {ratio:.2f} (gate {LEAST_RATIO}), "
        f"of processors {of_cpu:.2f}; warm Chromium {median(browser['seconds']):.2f} s, ratio "
        f"{of_browser:.2f} (gate {LEAST_OF_BROWSER}), of processors "
        f"{browser_cpu:.2f}, memory {memory} of {browser['megabytes']} MB "
        f"= {of_memory:.2f} (gate {MOST_OF_MEMORY}); again {again:.0f} times (gate {LEAST_AGAIN}) "
        f"{'ok' if held else 'FAILED'}\n"
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
