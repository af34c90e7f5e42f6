"""An annexed list of 4,000 cases: bounded documents side by side against one document of all rows.

Naive: a fresh process renders one document with WeasyPrint. Ours: a child of a warm parent cuts
the list, renders two documents at a time and joins them with their tags. Gates: at least 2.3 times
by the clock on two cores, and no process over 300 MB.
"""

import gc
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import plainly
from workers import pdf
from workers.pdf import annexes, joining, parallel, renderer
from workers.pdf.monthly import SHEET, lists

LEAST_RATIO, MOST_MEMORY, ROUNDS, ROWS = 2.3, 300, 3, 4_000
UNITS = 10


def main() -> int:
    """Measure in turn, print, and say whether the gates hold."""
    report = _report()
    pdf.warm()
    gc.collect()
    gc.freeze()  # as the worker does before it forks
    with tempfile.TemporaryDirectory() as name:
        html, css = Path(name) / "list.html", Path(name) / "list.css"
        parts = [part for some in annexes.documents(report, 1) for part in some]
        html.write_text(lists(report, parts), "utf-8")
        css.write_text(plainly.sheet(), "utf-8")
        pairs = [
            (plainly.naive(html, css), plainly.forked(lambda: _ours(report, Path(name))))
            for _ in range(ROUNDS)
        ]
    ratio = median(plain.wall / ours.wall for plain, ours in pairs)
    of_cpu = median(plain.cpu / ours.cpu for plain, ours in pairs)
    memory = max(ours.memory for _, ours in pairs)
    held = ratio >= LEAST_RATIO and memory <= MOST_MEMORY
    sys.stdout.write(
        f"annex of {ROWS} rows: naive {median(p.wall for p, _ in pairs):.1f} s in "
        f"{max(p.memory for p, _ in pairs)} MB, ours {median(o.wall for _, o in pairs):.1f} s in "
        f"{memory} MB a process, ratio {ratio:.2f} (gate {LEAST_RATIO}), of processors "
        f"{of_cpu:.2f} {'ok' if held else 'FAILED'}\n"
    )
    return 0 if held else 1


def _ours(report: dict[str, Any], folder: Path) -> bytes:
    pages = [lists(report, some) for some in annexes.documents(report, 1)]
    tasks = [partial(renderer.printed, page, SHEET, attachments=[]) for page in pages]
    with parallel.Rendering(tasks, folder, [len(page) for page in pages]) as papers:
        return joining.joined(papers)


def _report() -> dict[str, Any]:
    """A list of cases of ten units, each by its number."""
    rows = [
        [f"{n + 1}/QĐ-CCTHADS", "2023-10-05", f"Chi cục THADS huyện Giả Định {n * UNITS // ROWS}",
         "Nguyễn Văn Giả Định", "Chưa có điều kiện", 1_000_000 + n]
        for n in range(ROWS)
    ]  # fmt: skip
    whole = {
        "code": "unfinished", "title": "Việc chưa thi hành xong chuyển kỳ sau", "source": "",
        "has_register": True, "by_unit": True, "rows": rows,
    }  # fmt: skip
    return {"period": {"end": "2024-09-30", "version": 1}, "lists": [whole]}


if __name__ == "__main__":
    sys.exit(main())
