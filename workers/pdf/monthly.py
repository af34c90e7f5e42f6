"""The summary for oversight bodies as an official paper, with its figures attached."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from weasyprint import Attachment

from thads.statistics.titles import (
    CASE_MEANINGS,
    CASE_TITLES,
    MONEY_MEANINGS,
    MONEY_TITLES,
)
from workers.pdf import annexes, joining, parallel, renderer, tables

SHEET = "monthly.css"
BODY_ANNEXES = 4  # units, officers, every column, months; further: registers, means, lots unsold
CUT, OPENED, END = "<!-- cut -->", "<body>", "</body></html>"


def monthly(figures: Mapping[str, Any]) -> bytes:
    """The paper of these stored figures: the same figures, the same bytes."""
    front, *others = body(figures)
    others += [lists(figures, some) for some in annexes.documents(figures, first_list(figures))]
    tasks: list[parallel.Task] = [
        lambda: renderer.printed(front, SHEET, attachments=_attached(figures))
    ]
    tasks += [partial(renderer.printed, one, SHEET, attachments=[]) for one in others]
    sizes = [len(one) for one in (front, *others)]
    with (
        TemporaryDirectory(prefix="thads-paper-") as folder,
        parallel.Rendering(tasks, Path(folder), sizes) as papers,
    ):
        return joining.joined(papers, foot(figures))


def body(figures: Mapping[str, Any]) -> list[str]:
    """All but the lists, as documents that begin where a page begins, to be made side by side."""
    written = renderer.written("pdf/monthly.html", **context(figures))
    head, _, told = written.rpartition(END)[0].partition(OPENED)
    return [f"{head}{OPENED}{part}{END}" for part in told.split(CUT)]


def first_list(figures: Mapping[str, Any]) -> int:
    """The number of the annex that the first list of cases is."""
    stuck = figures.get("assets", {}).get("stuck")  # papers of before the register have none
    further = (figures.get("by_unit"), figures["grounds"]["units"], stuck)
    return BODY_ANNEXES + sum(map(bool, further)) + 1


def context(figures: Mapping[str, Any]) -> dict[str, Any]:
    """What the template of the paper needs."""
    return {
        "report": figures, "font": "Tinos", "case_titles": CASE_TITLES,
        "case_meanings": CASE_MEANINGS, "money_titles": MONEY_TITLES,
        "money_meanings": MONEY_MEANINGS,
    }  # fmt: skip


def lists(figures: Mapping[str, Any], parts: list[annexes.Part]) -> str:
    """One document of annexed lists."""
    return renderer.written("pdf/monthly/lists.html", report=figures, parts=parts)


def foot(figures: Mapping[str, Any]) -> bytes | None:
    """What stands under each page; papers of before the anchors have nothing there."""
    if "anchor" not in figures:
        return None
    anchor, period = figures["anchor"], figures["period"]
    html = renderer.written("pdf/monthly/foot.html", anchor=anchor, period=period)
    return renderer.untagged(html, [renderer.styles("monthly/foot.css")])


def _attached(figures: Mapping[str, Any]) -> list[Attachment]:
    """The figures for programs and for people with a spreadsheet."""
    dated = datetime.combine(date.fromisoformat(figures["head"]["dated"]), time(0), UTC)
    data = json.dumps(figures, ensure_ascii=False, sort_keys=True, indent=1).encode()
    kept = (
        ("so-lieu.json", "Số liệu của báo cáo (JSON)", "Data", data),
        ("so-lieu.xlsx", "Số liệu của báo cáo (Excel)", "Supplement", tables.workbook_of(figures)),
    )
    return [
        Attachment(
            file_obj=io.BytesIO(content), name=name, description=words, created=dated,
            modified=dated, relationship=relationship,
        )
        for name, words, relationship, content in kept
    ]  # fmt: skip
