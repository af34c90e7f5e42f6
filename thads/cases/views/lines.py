"""The rows of the register, each put together from a frame that the template makes once a page.

A page has fifty rows of a dozen values: given to the template one by one they would cost more than
reading them. What people typed is escaped here; numbers, days and terms are of our own making.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from thads.cases.queries import CaseLine
from thads.web.formats import NOTHING, bar_of, day, dong, short_unit


def rows(lines: Iterable[CaseLine], frame: str, tones: Mapping[str, str]) -> Markup:
    """The frame, filled for each line; `tones` are the colours of standings."""
    filled = str(frame).format_map
    return Markup("".join([filled(_pieces(line, tones)) for line in lines]))


def _pieces(line: CaseLine, tones: Mapping[str, str]) -> dict[str, object]:
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
        "tone": tones.get(line.standing, "grey"),
        "standing": line.standing.label,
        "officer": escape(officer),
        "unit": unit,
        "unit_shown": short_unit(unit),
    }
