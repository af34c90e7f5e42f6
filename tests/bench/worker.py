"""A warm worker that makes the monthly paper whenever it is asked, as `workers.work` does a job.

A process of its own, so that nothing of a measurement is counted as the worker's. As a program:
FIGURES, then a line of JSON for each line that it reads. Memory is looked at only when the line
says so: looking takes a processor that a paper wants.
"""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter
from typing import Any, NamedTuple

from tests.bench.memory import Peak
from thads.assembly import assemble
from workers import pdf

WATCHED = "watched"


class Made(NamedTuple):
    """Seconds by the clock, seconds of processors; where it was watched, the most memory in MB of
    the worker and all its children together."""

    wall: float
    cpu: float
    memory: int


class Worker:
    """A worker that has made the paper once."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self._program = program
        self.made()

    def made(self, *, watched: bool = False) -> Made:
        """Make the paper once more."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(f"{WATCHED if watched else ''}\n")
        self._program.stdin.flush()
        return Made(*json.loads(self._program.stdout.readline()))


@contextmanager
def worker(figures: Path) -> Iterator[Worker]:
    """A warm worker while the block runs."""
    command = [sys.executable, "-m", "tests.bench.worker", str(figures)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield Worker(program)


def main() -> None:
    """Make the paper for each line that is read."""
    assemble(b"the key of the bench")
    pdf.warm()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        with Peak(on=line.strip() == WATCHED) as peak:
            wall, cpu = _job(Path(sys.argv[1]))
        sys.stdout.write(json.dumps((wall, cpu, peak.megabytes)) + "\n")
        sys.stdout.flush()


def _job(figures: Path) -> tuple[float, float]:
    """One job: a child that reads the figures and makes their paper; what it cost."""
    start, before = perf_counter(), _worked()
    pid = os.fork()
    if pid == 0:
        _paper(json.loads(figures.read_text("utf-8")))
    status = os.waitpid(pid, 0)[1]
    assert status == 0, "the paper was not made"
    return perf_counter() - start, _worked() - before


def _paper(figures: dict[str, Any]) -> None:
    status = 1
    try:
        pdf.monthly(figures)
        status = 0
    finally:
        os._exit(status)


def _worked() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
