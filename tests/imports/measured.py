"""Reads a workbook in a small process of its own and tells what that took.

A child's peak memory counts from its parent's at the fork, so a parent as large as pytest would
measure itself.
"""

import json
import resource
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from thads.imports.faults import UnusableFile
from thads.imports.reading import read

ROOT = Path(__file__).parents[2]


class Measured(NamedTuple):
    """What was said of a file that is refused; rows by sheet; bytes and seconds it took."""

    refused: str | None
    rows: dict[str, int]
    child_peak: int
    own_peak: int
    child_seconds: float  # of a processor
    longest_silence: float  # seconds without a word of progress


def measured(path: Path, folder: Path) -> Measured:
    """Read the workbook and go through all its cases."""
    command = [sys.executable, "-m", "tests.imports.measured", str(path), str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Measured(**json.loads(done.stdout))


def main(path: Path, folder: Path) -> Measured:
    """What `measured` runs."""
    told, refused, rows = [time.monotonic()], None, {}
    try:
        with read(path, folder, lambda sheet, count: told.append(time.monotonic())) as stage:
            told.append(time.monotonic())
            rows = stage.counts()
            for case in stage.cases():
                assert case.rows
    except UnusableFile as unusable:
        refused = str(unusable)
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    silence = max((b - a for a, b in pairwise(told)), default=0.0)
    seconds = child.ru_utime + child.ru_stime
    return Measured(refused, rows, child.ru_maxrss << 10, _own_peak(), seconds, silence)


def _own_peak() -> int:
    """Bytes since this program began; getrusage would count from pytest's at the fork."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    print(json.dumps(main(*map(Path, sys.argv[1:3]))._asdict()))  # noqa: T201
