"""The papers of 63 provinces, two at a time: by warm workers that fork, against plain jobs.

Plain: what RQ's own worker does, a fresh process for each job that imports WeasyPrint, loads the
fonts and renders the same HTML once. Ours: children forked from warm parents, as `workers.work`
does. The two are measured in turn, a province at a time by each of two hands, so that a busy
machine is busy for both. Gate: the whole batch in at most 0.75 of the plain time.
"""

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from tenants.sessions import TenantSession
from tests.bench import plainly
from tests.bench.world import office
from thads.core.ids import new_id
from thads.reports import actions
from workers import pdf

PROVINCES, HANDS, MOST = 63, 2, 0.75
AT = date(2024, 8, 31)


def main() -> int:
    """Make the batch both ways, print, and say whether the gate holds."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        with office(folder, patch), TenantSession() as db:
            now = datetime.now(UTC)
            made = actions.compose(db, new_id(), period_end=AT, dated=AT, by_id=None, now=now)
            figures = made.figures
            db.rollback()
        html, css = plainly.files(figures, folder)
        pdf.warm()
        gc.collect()
        gc.freeze()  # as the worker does before it forks
        plain, ours = _both(figures, html, css)
    ratio = ours / plain
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    sys.stdout.write(
        f"batch: {PROVINCES} papers, plain {plain:.0f} s, forked {ours:.0f} s, of plain"
        f" {ratio:.2f} (gate {MOST}; load {busy}) {'ok' if ratio <= MOST else 'FAILED'}\n"
    )
    return 0 if ratio <= MOST else 1


def _both(figures: Mapping[str, Any], html: Path, css: Path) -> tuple[float, float]:
    """Seconds of all rounds by plain jobs, and by forked ones."""
    plain = ours = 0.0
    for first in range(0, PROVINCES, HANDS):
        hands = min(HANDS, PROVINCES - first)
        plain += _together(hands, lambda: plainly.naive(html, css))
        ours += _together(hands, lambda: pdf.monthly(figures))
    return plain, ours


def _together(hands: int, work: Callable[[], object]) -> float:
    """Seconds until so many children have done the work side by side."""
    start, children = perf_counter(), []
    for _ in range(hands):
        child = os.fork()
        if child == 0:
            failed = 1
            try:
                work()
                failed = 0
            finally:
                os._exit(failed)
        children.append(child)
    ended = [os.waitpid(child, 0)[1] for child in children]
    assert not any(ended), "a paper was not made"
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
