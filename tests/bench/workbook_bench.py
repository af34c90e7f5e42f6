"""A register of 50,000 cases read as the import reads it, against openpyxl's read-only mode.

Each reads all rows as Python values in a process of its own, in turn; seconds are of a processor,
start and import included. Ours includes all that refuses or marks a file: the checks of the
package, the search for formulas, errors and merged cells. Gates: at least 8 times; the reading
process at most 100 MB (it holds the workbook's part of shared texts, and one piece of a sheet);
the one that goes through the cases no larger at 50,000 cases than at 5,000, to a tenth.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from rustpy_xlsxwriter import FastExcel, Format

from tests.bench import register
from tests.imports.measured import measured

FEW, MANY, ROUNDS = 5_000, int(os.environ.get("THADS_BENCH_IMPORTED", "50000")), 3
LEAST_RATIO, MOST_MB, MOST_GROWTH = 8, 100, 1.1
ROOT = Path(__file__).parents[2]

OPENPYXL = """
import sys, openpyxl
rows = 0
for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets:
    for row in sheet.iter_rows(values_only=True):
        rows += 1
print(rows)
"""
OURS = """
import gc, sys
from pathlib import Path
from python_calamine import CalamineWorkbook
from thads.imports.package.__main__ import cut
from thads.imports.package.rows import numbered
class Nothing:
    odd_cells = merged = passing = lambda *told: None
gc.disable()
rows = 0
made = Path(sys.argv[1] + ".cut")
_, pieces = cut(Path(sys.argv[1]), made, Nothing())
with CalamineWorkbook.from_path(str(made)) as book:
    for piece in pieces:
        for _, row in numbered(book, piece):
            rows += 1
print(rows)
"""
# A process counts its peak from its parent's, so its parent must be small.
LAUNCHER = """
import os, sys
pid = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, *sys.argv[1:]])
_, status, used = os.wait4(pid, 0)
print(status, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
"""


def run(*arguments: str) -> tuple[str, float, float]:
    """What a Python process prints, its processor's seconds, its peak in MB."""
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, *arguments], cwd=ROOT, check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    status, seconds, megabytes = done.stderr.split()[-3:]
    assert status == "0", done.stderr
    return done.stdout.strip(), float(seconds), float(megabytes)


def make(path: Path, cases: int) -> Path:
    """The register's workbook as Excel saves it: texts once, in their own part."""
    book = FastExcel(path)
    for name, columns in register.COLUMNS.items():
        every = [*register.KEY, *map(register._column, columns)]
        book.sheet(
            name, _records(name, [column.name for column in every], cases), dedupe_strings=True,
            column_formats=[_format(column.kind.value) for column in every],
        )  # fmt: skip
    book.save()
    return path


def _format(pattern: str | None) -> Format:
    return Format().set_num_format(pattern) if pattern else Format()


def _records(sheet: str, names: list[str], cases: int) -> Iterator[dict[str, Any]]:
    for number in range(1, cases + 1):
        made = register.case_of(number)
        for line in made.lines[sheet]:
            yield dict(zip(names, (*made.key, *line), strict=True))


def staged(path: Path, folder: Path) -> tuple[float, float]:
    """Seconds of a processor and peak in MB of the reading process, rows in the stage and all."""
    stage, cut = folder / "stage.sqlite", folder / "cut.xlsx"
    stage.unlink(missing_ok=True)
    stage.touch()
    _, seconds, megabytes = run("-m", "thads.imports.package", *map(str, (path, stage, cut)))
    return seconds, megabytes


def main() -> int:
    """Measure in turn, print, and say whether the gates hold."""
    with tempfile.TemporaryDirectory(prefix="thads-bench-") as name:
        folder = Path(name)
        few, many = (make(folder / f"{cases}.xlsx", cases) for cases in (FEW, MANY))
        theirs, ours = [], []
        for _ in range(ROUNDS):
            said, seconds, _ = run("-c", OPENPYXL, str(many))
            theirs.append(seconds)
            again, seconds, _ = run("-c", OURS, str(many))
            ours.append(seconds)
            assert said == again, (said, again)
        ratio = median(theirs) / median(ours)
        print(f"{MANY} cases, {said} rows, {many.stat().st_size / 1e6:.0f} MB")
        print(f"openpyxl read-only    {median(theirs):8.2f} s")
        print(f"ours                  {median(ours):8.2f} s   {ratio:.1f} times"
              f"   (gate: at least {LEAST_RATIO})")  # fmt: skip
        taken = {path: (*staged(path, folder), measured(path, folder)) for path in (few, many)}
        for path, (seconds, megabytes, found) in taken.items():
            print(f"{path.stem:>6} cases staged   {seconds:8.2f} s   reading process"
                  f" {megabytes:.0f} MB   main process {found.own_peak / 2**20:.0f} MB"
                  f"   longest silence {found.longest_silence:.2f} s")  # fmt: skip
        (_, _, least), (_, large, most) = taken[few], taken[many]
        growth = most.own_peak / least.own_peak
        print(f"main process grows    {growth:8.2f} times   (gate: at most {MOST_GROWTH})")
    return 0 if ratio >= LEAST_RATIO and large <= MOST_MB and growth <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
