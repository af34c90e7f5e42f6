"""The rows of the register, each put together from a frame that the template makes once a page.

A page has fifty rows of a dozen values: given to the template one by one they would cost more than
reading them. What people typed is escaped here; numbers, days and terms are of our own making.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from thads.cases.queries import CaseLine
from thads.web.formats import NOTHING, bar_of, day, dong, short_unit


def rows(lines: Iterable[CaseLine], frame: str, tones: Mapping[str, str]) -> Markup:
    """The frame, filled for each line; `tones` are the colours of standings."""
    plain = str(frame)
    return Markup("".join([_row(plain, line, tones.get(line.standing, "grey")) for line in lines]))


@lru_cache(maxsize=4096)
def _row(frame: str, line: CaseLine, tone: str) -> str:
    """Filled once for the same line: the first pages are opened all day and seldom change."""
    return frame.format_map(_pieces(line, tone))


def _pieces(line: CaseLine, tone: str) -> dict[str, object]:
    """What stands between the frame's braces."""
    officer, unit = line.officer or "Chưa phân công", escape(line.unit)
    return {
        "case_id": line.case_id,
        "number": line.number,
        "series": escape(line.series),
        "day": day(line.docketed_on),
        "debtors": escape(line.debtors),
        "debtors_shown": escape(line.debtors or NOTHING),
        "creditors": escape(line.creditors),
        "creditors_shown": escape(line.creditors or NOTHING),
        "awarded": dong(line.awarded) if line.awarded else NOTHING,
        "share": bar_of(line.collected, line.awarded),
        "remaining": dong(line.remaining) if line.awarded else NOTHING,
        "tone": tone,
        "standing": line.standing.label,
        "officer": escape(officer),
        "unit": unit,
        "unit_shown": short_unit(unit),
    }
