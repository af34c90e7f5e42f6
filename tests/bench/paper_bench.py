"""The monthly paper against the same HTML given to WeasyPrint naively, in turn, in one run.

Naive: a fresh process that imports WeasyPrint, loads the fonts and renders once, as a plain job
would. Ours: a child forked from a warm parent, as the worker does. Gate: at least 1.3 times.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from tests.bench.world import office
from tests.reports.world import END
from thads.reports import summary
from workers import pdf
from workers.pdf import renderer

LEAST_RATIO, ROUNDS = 1.3, 7
NAIVE = """
import contextlib, json, sys
from workers.pdf import renderer
from workers.pdf.monthly import monthly
renderer._no_collector = contextlib.nullcontext
monthly(json.load(open(sys.argv[1])))
"""


def ours(figures: dict[str, object]) -> float:
    """Seconds from the fork to the end of the child."""
    start = perf_counter()
    child = os.fork()
    if child == 0:
        pdf.monthly(figures)
        os._exit(0)
    os.waitpid(child, 0)
    return perf_counter() - start


def naive(path: Path) -> float:
    """Seconds of a process of its own."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", NAIVE, str(path)], check=True)
    return perf_counter() - start


def main() -> int:
    """Measure in turn, print, and say whether the gate holds."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        with office(Path(folder), patch) as db:
            figures = summary.compose(db, END, dated=END, version=1)
        path = Path(folder) / "figures.json"
        path.write_text(json.dumps(figures))
        renderer.warm()
        pairs = [(naive(path), ours(figures)) for _ in range(ROUNDS)]
    plain, warm = median(p for p, _ in pairs), median(w for _, w in pairs)
    ratio = median(p / w for p, w in pairs)
    held = ratio >= LEAST_RATIO
    sys.stdout.write(f"paper: naive {plain:.2f} s, forked {warm:.2f} s, ratio {ratio:.2f}"
          f" (gate {LEAST_RATIO}) {'ok' if held else 'FAILED'}\n")  # fmt: skip
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
