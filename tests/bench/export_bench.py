"""Writing 50,000 rows as .xlsx against xlsxwriter's constant-memory mode, cell for cell the same.

Each round is a process of its own, the two by turns in one run; the medians of the processor's
seconds are compared, since both use one core and write a few MB. Exit status 1 when a gate fails.
Gates: at least 4 times as fast; with four times the rows at most 8 MB more memory; the same cells
of the same types when read back.
"""

import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time

from openpyxl import load_workbook
from xlsxwriter import Workbook

from thads.imports import columns
from thads.imports.exporting import register, workbook
from thads.imports.exporting.workbook import Cells, Kind

ROWS, ROUNDS, CHECKED = 50_000, 5, 500
LEAST_RATIO, MOST_GROWTH_MB = 4, 8
PEAK_FORGOTTEN, STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")
SHEET = columns.CASES.name
Write = Callable[[Path, int], None]


def rows(count: int) -> Iterator[Cells]:
    """Rows of `viec` as a register has them; the texts differ from row to row."""
    first = date(2020, 10, 1)
    for n in range(count):
        docketed, officer = first + timedelta(n % 1_400), f"chv.{n % 60}"
        yield (
            f"CC{n % 20:02}", n + 1, "QĐ-CCTHADS", docketed, "theo_yeu_cau", "dan_su", officer,
            "x" if n % 50 == 0 else None, f"{n}/2020/DS-ST", docketed - timedelta(60),
            f"Tòa án nhân dân huyện Số {n % 30}", None, "x" if n % 9 == 0 else None, None,
            f"=Ngân hàng {n % 7}" if n % 11 == 0 else None,
        )  # fmt: skip


def ours(path: Path, count: int) -> None:
    """As the product writes it."""
    workbook.write(path, [register.sheet_of(SHEET, rows(count))])


def peer(path: Path, count: int) -> None:
    """The same with xlsxwriter, each cell by the method of its type."""
    kinds = [register.KINDS.get(name, Kind.TEXT) for name in columns.CASES.names]
    with Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet(SHEET)
        formats = {k: book.add_format({"num_format": k.value}) if k.value else None for k in Kind}
        for place, name in enumerate(columns.CASES.names):
            page.write_string(0, place, name)
        for number, row in enumerate(rows(count), start=1):
            for place, value in enumerate(row):
                if value is None:
                    continue
                form = formats[kinds[place]]
                if isinstance(value, str):
                    page.write_string(number, place, workbook.neutral(value), form)
                elif isinstance(value, int):
                    page.write_number(number, place, value, form)
                else:
                    page.write_datetime(number, place, value, form)


def measured(write: Write, count: int) -> tuple[float, float]:
    """Processor seconds and the MB that were needed, in a process that did nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (write, count))


def _measured(write: Write, count: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "warm.xlsx", 10)
        PEAK_FORGOTTEN.write_text("5")
        before, began = _peak(), process_time()
        write(Path(folder) / "long.xlsx", count)
        return process_time() - began, _peak() - before


def _peak() -> float:
    """The most memory that this process held since its peak was forgotten, MB."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def same_cells(folder: Path) -> bool:
    """Both say the same: value, type and number format of every cell."""
    found = []
    for write in (ours, peer):
        path = folder / f"{write.__name__}.xlsx"
        write(path, CHECKED)
        page = load_workbook(path)[SHEET]
        found.append([
            [(c.value, c.data_type, c.number_format if c.value is not None else None) for c in row]
            for row in page.iter_rows()
        ])  # fmt: skip
    return found[0] == found[1]


def main() -> int:
    """Print one line a gate."""
    with tempfile.TemporaryDirectory() as folder:
        same = same_cells(Path(folder))
    rounds = [(measured(ours, ROWS), measured(peer, ROWS)) for _ in range(ROUNDS)]
    mine, theirs = (median(one[place][0] for one in rounds) for place in (0, 1))
    grown = measured(ours, 4 * ROWS)[1] - median(one[0][1] for one in rounds)
    ratio = theirs / mine
    print(f"export: same cells and types as xlsxwriter: {'yes' if same else 'NO'}")
    print(f"export: {ROWS} rows in {mine:.2f} s, xlsxwriter constant memory {theirs:.2f} s: "
          f"{ratio:.1f} times (gate {LEAST_RATIO})")  # fmt: skip
    print(f"export: memory for {ROWS} rows {median(o[0][1] for o in rounds):.0f} MB "
          f"(xlsxwriter {median(o[1][1] for o in rounds):.0f} MB), for four times as many "
          f"{grown:+.1f} MB (gate {MOST_GROWTH_MB})")  # fmt: skip
    return 0 if same and ratio >= LEAST_RATIO and grown <= MOST_GROWTH_MB else 1


if __name__ == "__main__":
    sys.exit(main())
