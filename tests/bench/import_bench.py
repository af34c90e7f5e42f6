"""A province of 50,000 cases brought in by the command: seconds, memory, progress; and once more.

Exit status 1 when a gate fails. Gates: 50,000 cases (about 400,000 rows) in at most 60 s; the peak
memory of the process and its children at 50,000 cases at most 1.3 times that at 10,000; never more
than 1.5 s without a line of progress; a second run changes nothing.
"""

import os
import subprocess
import sys
import tempfile
import threading
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest

from tests import installation
from tests.bench import register

FEW, MANY = 10_000, int(os.environ.get("THADS_BENCH_IMPORTED", "50000"))
MOST_SECONDS, MOST_GROWTH, MOST_SILENCE = 60, 1.3, 1.5
SAMPLE_SECONDS = 0.05


class Run(NamedTuple):
    """How a command went."""

    code: int
    said: str
    seconds: float
    megabytes: float  # of the process and its children together, at most
    silence: float  # the longest time without a line of progress


def say(line: str) -> None:
    """A line of the result, seen at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def command(*arguments: str) -> Run:
    """Run `thads …` as a person would, watched from outside."""
    began = perf_counter()
    heard, peak = [began], 0.0
    with subprocess.Popen(
        [sys.executable, "-m", "thads", *arguments], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        said: list[str] = []
        listeners = [
            threading.Thread(
                target=lambda: heard.extend(perf_counter() for _ in process.stderr or ())
            ),
            threading.Thread(target=lambda: said.extend(process.stdout or ())),
        ]
        for listener in listeners:
            listener.start()
        while process.poll() is None:
            peak = max(peak, _megabytes(process.pid))
            try:
                process.wait(SAMPLE_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        for listener in listeners:
            listener.join()
    ended = perf_counter()
    times = [*heard[1:], ended]  # from the first line on
    silence = max((later - earlier for earlier, later in pairwise(times)), default=0.0)
    return Run(process.returncode, "".join(said), ended - began, peak, silence)


def _megabytes(pid: int) -> float:
    """What a process and its descendants hold now; one that has just ended holds nothing."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    held = next((line for line in status.splitlines() if line.startswith("VmRSS")), "VmRSS: 0 kB")
    return int(held.split()[1]) / 1024 + sum(map(_megabytes, map(int, children)))


def _run(folder: Path) -> bool:
    """Prints what was measured; whether the gates hold."""
    runs = {}
    for slug, cases in (("nghe-an", FEW), ("lao-cai", MANY)):
        workbook = folder / f"{cases}.xlsx"
        rows = register.make(workbook, cases)
        run = runs[cases] = command("import", slug, str(workbook))
        size = workbook.stat().st_size / 1e6
        say(f"{installation.ENGINE}: {cases} cases, {rows} rows, {size:.0f} MB of workbook")
        say(f"  entered in          {run.seconds:8.1f} s    exit status {run.code}")
        say(f"  peak memory         {run.megabytes:8.0f} MB")
        say(f"  longest silence     {run.silence:8.2f} s    (gate: at most {MOST_SILENCE} s)")
        say("  " + run.said.strip().splitlines()[-1])
    again = command("import", "lao-cai", str(folder / f"{MANY}.xlsx"))
    say(f"  again               {again.seconds:8.1f} s    {again.said.strip().splitlines()[-1]}")
    proved = command("verify", "lao-cai")
    say(f"  verified            {proved.seconds:8.1f} s    {proved.said.strip()}")
    many, growth = runs[MANY], runs[MANY].megabytes / runs[FEW].megabytes
    say(f"seconds               {many.seconds:8.1f} s    (gate: at most {MOST_SECONDS} s)")
    say(f"memory grows          {growth:8.2f} x    (gate: at most {MOST_GROWTH} x)")
    return (
        [many.code, again.code, proved.code] == [0, 0, 0]
        and many.seconds <= MOST_SECONDS
        and growth <= MOST_GROWTH
        and max(many.silence, again.silence) <= MOST_SILENCE
        and "không ghi gì thêm" in again.said
    )


def main() -> int:
    """Make the workbooks, bring them in, say whether the gates hold."""
    with tempfile.TemporaryDirectory(prefix="thads-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        with (
            installation.prepared(place / "template") as made,
            pytest.MonkeyPatch.context() as patch,
            made.fresh(place / "instance", patch),
        ):
            return 0 if _run(place) else 1


if __name__ == "__main__":
    sys.exit(main())
