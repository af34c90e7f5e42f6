"""The text in pieces, each figure with the sign of what checking it gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thads.reportcheck.checking import Check
from thads.reportcheck.findings import Verdict

ORDER = list(Verdict)  # the most alarming first
SIGNS = {Verdict.FAILS: "✗", Verdict.UNKNOWN: "?", Verdict.ROUNDS: "≈", Verdict.TIES: "✓"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `verdict` None: a figure that nothing was said of, or plain words."""

    text: str
    is_figure: bool = False
    verdict: Verdict | None = None
    finding: int = 0  # the first finding about it, from 1

    @property
    def sign(self) -> str:
        """The verdict without colour."""
        return SIGNS[self.verdict] if self.verdict else ""


def pieces(check: Check) -> Iterator[Piece]:
    """The whole text, in order."""
    marks: dict[tuple[int, int], tuple[Verdict | None, int]] = {
        (one.quantity.start, one.quantity.end): (None, 0) for one in check.reading.figures
    }
    for number, finding in enumerate(check.findings, start=1):
        span = finding.start, finding.end
        known, first = marks.get(span, (None, 0))
        if known is None or ORDER.index(finding.verdict) < ORDER.index(known):
            marks[span] = finding.verdict, number
        else:
            marks[span] = known, first
    place = 0
    for (start, end), (verdict, number) in sorted(marks.items()):
        if start > place:
            yield Piece(check.text[place:start])
        yield Piece(check.text[max(start, place) : end], True, verdict, number)
        place = max(place, end)
    if place < len(check.text):
        yield Piece(check.text[place:])
