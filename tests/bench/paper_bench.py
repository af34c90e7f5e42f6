"""The monthly paper against WeasyPrint used plainly, against a warm Chromium, and asked for again.

Naive: a fresh process that imports WeasyPrint, loads the fonts and renders the same HTML once, as
a plain job would. Ours: a warm worker, a process of its own, that forks a child for the job. The
three take turns so that a busy machine is busy for each; memory is that of all processes of a side.
Gates, by the clock: at least 1.3 times naive; at least 0.8 times a warm Chromium in at most half of
its memory; the stored paper again at least 50 times as fast as it was made. Processors' time is
told beside them.
"""

import json
import os
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import pytest
from sqlalchemy.orm import Session

from tenants.sessions import TenantSession
from tests.bench import plainly
from tests.bench.browser import Print, chromium
from tests.bench.worker import Made, worker
from tests.bench.world import office
from thads.core import files
from thads.core.ids import new_id
from thads.reports import actions
from thads.reports.models import MonthlyReport
from workers import pdf

LEAST_RATIO, LEAST_OF_BROWSER, MOST_OF_MEMORY, LEAST_AGAIN, ROUNDS = 1.3, 0.8, 0.5, 50, 5
AT = date(2024, 8, 31)  # eleven months: the monthly edition


class Round(NamedTuple):
    """The same paper by each of the three."""

    plain: plainly.Cost
    ours: Made
    rival: Print


def main() -> int:
    """Measure in turn, print, and say whether the gates hold."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        with office(folder, patch), TenantSession() as db:
            figures, again = _kept(db)
        html, css = plainly.files(figures, folder)
        for_browser, foot = plainly.files_for_browser(figures, folder)
        kept = folder / "figures.json"
        kept.write_text(json.dumps(figures), "utf-8")
        with chromium(for_browser, foot) as rival, worker(kept) as ours:
            rounds = [
                Round(plainly.naive(html, css), ours.made(), rival.printed()) for _ in range(ROUNDS)
            ]
            memory = [
                (ours.made(watched=True).memory, rival.printed(watched=True).memory)
                for _ in range(ROUNDS)
            ]
        return _told(rounds, memory, again)


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


def _told(rounds: list[Round], watched: list[tuple[int, int]], again: float) -> int:
    of_plain = median(one.plain.wall / one.ours.wall for one in rounds)
    of_rival = median(one.rival.wall / one.ours.wall for one in rounds)
    plain_cpu, cpu, rival_cpu = (
        median(cost.cpu for cost in costs)
        for costs in zip(*((one.plain, one.ours, one.rival) for one in rounds), strict=True)
    )
    memory, of_memory = (max(side) for side in zip(*watched, strict=True))
    held = (
        of_plain >= LEAST_RATIO and of_rival >= LEAST_OF_BROWSER
        and memory <= MOST_OF_MEMORY * of_memory and again >= LEAST_AGAIN
    )  # fmt: skip
    sys.stdout.write(
        f"paper of {rounds[0].rival.pages} pages: by the clock naive / ours {of_plain:.2f} (gate "
        f"{LEAST_RATIO}), warm Chromium / ours {of_rival:.2f} (gate {LEAST_OF_BROWSER}); of "
        f"processors naive {plain_cpu:.2f} s, ours {cpu:.2f} s, Chromium {rival_cpu:.2f} s: "
        f"{plain_cpu / cpu:.2f} and {rival_cpu / cpu:.2f}; memory {memory} of {of_memory} MB = "
        f"{memory / of_memory:.2f} (gate {MOST_OF_MEMORY}); again {again:.0f} times (gate "
        f"{LEAST_AGAIN}); load {os.getloadavg()[0]:.1f} {'ok' if held else 'FAILED'}\n"
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
