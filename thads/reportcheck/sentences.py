"""Sentences of a text, and what each part of it is about: a theme, a unit, or the whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thads.reportcheck.references import Span, covered

_END = re.compile(r"[.!?…]+(?=[\s\"”’)]|$|[^\W\d_])|\n")
_SHORT = re.compile(r"(?:\b[^\W\d_]{1,2}|\bThS|\bv\.v)$")  # TP. Pleiku, v.v.
_BULLET = re.compile(r"\s*[-–+*•●○▪·]\s*")
_UNIT = re.compile(
    r"\s*(?:[-–+*•]\s*)?(?:\d+[.)]\s*)?((?:chi cục|phòng|cục|văn phòng)\s[^:,;(\d]{3,60}?)"
    r"(?=\s*[:(;,\d]|\s+(?:có|đã|đạt|thụ lý|phải|xong|được|thi hành xong))",
    re.IGNORECASE,
)
WHOLE = ""
LONGEST_HEADING = 120
SHORT = 200  # letters of a line that a list without marks is made of
THEMES = {
    "ngân sách": r"ngân sách|nsnn",
    "tín dụng": r"tín dụng|(?:án|thu hồi nợ|khoản nợ|nợ xấu)[^.;]{0,20} ngân hàng",
    "tham nhũng": r"tham nhũng|chiếm đoạt",
    "ma túy": r"ma tú?y|ma tuý",
    "hành chính": r"(?:thi hành |bản )?án hành chính|theo dõi thi hành án hành chính",
    "khiếu nại": r"khiếu nại|tố cáo|đơn thư",
    "tiếp công dân": r"tiếp công dân|tiếp dân",
    "cưỡng chế": r"cưỡng chế",
    "miễn, giảm": r"miễn,? giảm",
    "vật chứng": r"vật chứng|tang vật|tiêu hủy",
    "đấu giá": r"đấu giá|thẩm định giá|kê biên",
    "bồi thường": r"bồi thường",
    "trên một năm": r"(?:trên|từ|quá) (?:0?1|một) năm",
    "biên chế": r"biên chế",
    "chủ động": r"^\W*(?:đối với|về|riêng|án|loại|việc)[^.;,]{0,30}chủ động",
    "theo yêu cầu": r"^\W*(?:đối với|về|riêng|án|loại|việc)[^.;,]{0,30}theo (?:đơn )?yêu cầu",
}
_THEMES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in THEMES.items()}
_WHOLE_AGAIN = re.compile(
    r"^\W*(?:tính chung|nhìn chung|tổng cộng|chung (?:toàn|cả)|toàn (?:tỉnh|ngành|hệ thống)|"
    r"kết quả chung)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """From `start` to `end`; `topic` at its head, and where in it another theme is named."""

    number: int
    start: int
    end: int
    block: int  # paragraphs and the lists that they open
    topic: str
    turns: tuple[tuple[int, str], ...]

    def topic_at(self, place: int) -> str:
        """What a number at this place is about."""
        found = bisect_right([start for start, _ in self.turns], place)
        return self.turns[found - 1][1] if found else self.topic


def sentences(text: str, kept: Sequence[Span], first_figures: Sequence[int]) -> Sequence[Sentence]:
    """The sentences; points inside the spans `kept` (numbers, references) end none.

    A theme named before the first figure of a sentence is the topic of what follows, until
    another is named or a new paragraph begins; one named further on holds to the sentence's end.
    """
    made: list[Sentence] = []
    topic, block = WHOLE, 0
    for start, end, breaks in _pieces(text, kept):
        if breaks and not _carries_on(text, start):
            topic = WHOLE
            block += not (_is_short(text, start) and made and made[-1].end - made[-1].start < SHORT)
        after = bisect_right(first_figures, start - 1)
        figure = first_figures[after] if after < len(first_figures) else end
        head, turns = _turns(text, start, end, min(figure, end))
        if head is not None and (figure < end or _is_heading(text[start:end])):
            topic = head
        made.append(Sentence(len(made), start, end, block, topic, turns))
    return made


def _turns(
    text: str, start: int, end: int, figure: int
) -> tuple[str | None, tuple[tuple[int, str], ...]]:
    """The theme at the head of a sentence, if one is named there, and those named later."""
    piece = text[start:end]
    named = sorted(
        (start + match.start(), name)
        for name, pattern in _THEMES.items() for match in pattern.finditer(piece)
    )  # fmt: skip
    unit = _UNIT.match(text, start, end)
    heads = [(place, name) for place, name in named if place < figure]
    if heads:
        head: str | None = heads[0][1]
    elif unit is not None and unit.end() <= figure:
        head = unit[1].strip().casefold()
    else:
        head = WHOLE if _WHOLE_AGAIN.match(piece) else None
    return head, tuple((place, name) for place, name in named if place >= figure)


def _is_heading(piece: str) -> bool:
    """A line without figures that says what the lines below it are about."""
    words = piece.strip()
    return words.endswith(":") or (len(words) < LONGEST_HEADING and not words.endswith("."))


def _carries_on(text: str, start: int) -> bool:
    """A point of a list goes on with what the line or the point above it began."""
    above = text[:start].rstrip()
    is_point = _BULLET.match(text, start) is not None
    line = above[above.rfind("\n") + 1 :]
    return above.endswith((":", ";", ",")) or (is_point and bool(_BULLET.match(line)))


def _is_short(text: str, start: int) -> bool:
    """A line of its own in a run of short lines, as tables are typed."""
    end = text.find("\n", start)
    return (end if end >= 0 else len(text)) - start < SHORT


def _pieces(text: str, kept: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each sentence, and whether it begins a line."""
    start, breaks, inside = 0, True, covered(kept, len(text))
    for match in _END.finditer(text):
        if inside[match.start()]:
            continue
        is_line = match[0] == "\n"
        if not is_line and not _is_end(text, match):
            continue
        if text[start : match.start()].strip():
            yield start, match.end(), breaks
            breaks = False
        breaks = breaks or is_line
        start = match.end()
    if text[start:].strip():
        yield start, len(text), breaks


def _is_end(text: str, match: re.Match[str]) -> bool:
    if match[0] == "." and _SHORT.search(text, max(0, match.start() - 5), match.start()):
        return False
    following = text[match.end() : match.end() + 1]
    return not following.isalpha() or following.isupper()
