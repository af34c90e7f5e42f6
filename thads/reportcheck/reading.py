"""A text read: its figures in their order, each with its place in the report."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from thads.reportcheck import numerals, ranges, roles
from thads.reportcheck.quantities import JOIN, Kind, Quantity, quantities
from thads.reportcheck.ranges import Range
from thads.reportcheck.references import Span, references
from thads.reportcheck.roles import Role
from thads.reportcheck.sentences import Sentence, sentences


class Move(Enum):
    """Whether a figure is an amount of change, and which way."""

    NONE = 0
    UP = 1
    DOWN = -1


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity where it stands; `before` and `behind` are the words up to its neighbours."""

    number: int
    quantity: Quantity
    sentence: Sentence
    topic: str
    depth: int  # of parentheses
    before: str
    behind: str
    role: Role | None
    move: Move
    is_prior: bool

    @property
    def value(self) -> Range:
        """What it may stand for."""
        return self.quantity.value

    @property
    def kind(self) -> Kind:
        """What it is a number of."""
        return self.quantity.kind

    @property
    def is_amount(self) -> bool:
        """Cases or money, not a percentage, and no change of them."""
        return self.kind in (Kind.COUNT, Kind.MONEY) and self.move is Move.NONE


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in a text. `wholes` and `parts`: the other side of a fraction, by the
    number of its part and of its whole."""

    text: str
    figures: Sequence[Figure]
    wholes: Mapping[int, Figure]
    parts: Mapping[int, Figure]
    sentences: Sequence[Sentence]

    def near(self, figure: Figure, *, back: int = 0, ahead: int = 0) -> Sequence[Figure]:
        """The figures of its sentence, of so many before it and so many behind it."""
        return self.within(figure.sentence, back=back, ahead=ahead)

    def within(self, sentence: Sentence, *, back: int = 0, ahead: int = 0) -> Sequence[Figure]:
        """The figures of a sentence, of so many before it and so many behind it."""
        start = bisect_left(self.figures, sentence.number - back, key=_sentence_of)
        end = bisect_right(self.figures, sentence.number + ahead, key=_sentence_of)
        return self.figures[start:end]

    def sentence_at(self, place: int) -> Sentence:
        """The sentence that holds a place of the text."""
        found = bisect_right(self.sentences, place, key=lambda one: one.start)
        return self.sentences[max(0, found - 1)]

    def words(self, figure: Figure) -> str:
        """The figure as it is printed."""
        return self.text[figure.quantity.start : figure.quantity.end]

    def between(self, first: Figure, second: Figure) -> str:
        """The words between two figures."""
        return self.text[first.quantity.end : second.quantity.start]


def _sentence_of(figure: Figure) -> int:
    return figure.sentence.number


UPWARDS = r"tăng|nhiều hơn|cao hơn|vượt"
DOWNWARDS = r"giảm|ít hơn|thấp hơn|thiếu|hụt|kém hơn"
MOVES = re.compile(
    rf"(?<!miễn )(?<!miễn, )(?<!xét )\b(?:(?P<up>{UPWARDS})|(?P<down>{DOWNWARDS}))"
    r"(?! cường| thiểu| nghĩa vụ| trách nhiệm)(?!\w)",
    re.IGNORECASE,
)
_PRIOR = re.compile(r"cùng kỳ|năm trước(?! chuyển)|năm ngoái|kỳ trước(?! chuyển)", re.I)
_COMPARED = re.compile(r"so với [^,;()]*\($", re.I)
_TARGETS = re.compile(r"chỉ tiêu|kế hoạch|nhiệm vụ", re.I)
_COMPANION = re.compile(
    r"[\s,(/]*(?:và|với|tương ứng|tương đương|tổng|số tiền|tiền|giá trị|trị giá|về|là|"
    r"cùng|khoản|thu|nộp|\s|,)*:?\s*",
    re.IGNORECASE,
)  # fmt: skip
_OF_YEAR = re.compile(r"\bnăm (20\d\d)\s*(?:là|đạt|có|chỉ|:)?\s*$", re.I)
_YEARS = re.compile(r"\bnăm (20\d\d)\b", re.I)
_TO = re.compile(r"\s*(?:tăng |giảm )?(?:lên|xuống|còn|đến)\b", re.I)
_STOP = re.compile(r"[,;:().\n]")


def clean(text: str) -> str:
    """The text as it is read and shown: composed letters, plain line ends."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in composed if c.isprintable() or c.isspace()).strip()


def read(text: str) -> Reading:
    """Everything that a clean text says in figures."""
    found, paired = _with_fractions(text, quantities(text))
    kept: list[Span] = sorted(
        [*references(text), *(m.span() for m in numerals.NUMERAL.finditer(text))]
    )
    parts = sentences(text, kept, [one.start for one in found])
    figures = _placed(text, found, parts, paired)
    wholes = {at: figures[at + 1] for at in paired}
    return Reading(text, figures, wholes, {at + 1: figures[at] for at in paired}, parts)


def _with_fractions(
    text: str, found: Sequence[Quantity]
) -> tuple[Sequence[Quantity], Sequence[int]]:
    """The quantities, and which of them are the parts of the ones behind them."""
    made, paired = list(found), list[int]()
    for at in range(len(made) - 1):
        first, second = made[at], made[at + 1]
        if first.kind in (Kind.RATE, Kind.POINTS) or not first.is_like(second):
            continue
        between = text[first.end : second.start]
        if second.hedge == "trên" and not between.strip():  # 3.569 việc trên 3.918 việc
            value = ranges.exact(second.value.said)
            if second.kind is Kind.MONEY:
                value = ranges.rounded(second.value.said, second.value.high - second.value.low)
            made[at + 1] = replace(second, hedge="", value=value)
            paired.append(at)
        elif between and JOIN.fullmatch(between):
            paired.append(at)
    return made, paired


def _placed(
    text: str, found: Sequence[Quantity], parts: Sequence[Sentence], paired: Sequence[int]
) -> Sequence[Figure]:
    starts, depths = [part.start for part in parts], _depths(text)
    taken, made = 0, list[Figure]()
    for at, one in enumerate(found):
        part = parts[bisect_right(starts, one.start) - 1]
        following = found[at + 1].start if at + 1 < len(found) else len(text)
        words = text[max(taken, part.start) : one.start]
        behind = text[one.end : max(one.end, min(following, part.end))]
        own, length = _behind(behind, runs_on=following < part.end)
        taken = one.end + length
        role, place = roles.last_named(words)
        figure = Figure(
            at, one, part, part.topic_at(one.start), depths[one.start], words, behind,
            own or role, _move(words, place),
            _is_prior(words, behind) or _is_of_earlier_year(words, text[part.start : part.end]),
        )  # fmt: skip
        made.append(_like_its_companion(figure, made, paired))
    return made


def _behind(behind: str, *, runs_on: bool) -> tuple[Role | None, int]:
    """The role named right behind a figure, unless those words lead to the next figure."""
    stop = _STOP.search(behind)
    near = behind[: stop.start()] if stop else behind
    role, length = roles.named_behind(near)
    leads_on = stop is None and runs_on and near[length:].strip() in ("", "là", "được", "hơn")
    return (None, 0) if leads_on else (role, length)


def _like_its_companion(figure: Figure, made: Sequence[Figure], paired: Sequence[int]) -> Figure:
    """3.085 việc, với số tiền hơn 234,8 tỷ đồng: the money plays the part of the cases."""
    if figure.role is not None or not made:
        return figure
    last, other = made[-1], made[-1]
    if figure.number - 1 in paired:  # the whole of a fraction, like the whole of the one before
        return _whole_like(figure, made, paired)
    if figure.number in paired and last.number - 1 in paired:
        other = made[last.number - 1]
    together = (
        figure.sentence is last.sentence and figure.kind is not last.kind
        and {figure.kind, last.kind} <= {Kind.COUNT, Kind.MONEY}
        and _COMPANION.fullmatch(figure.before) is not None
    )  # fmt: skip
    if not together:
        return figure
    move = other.move if figure.move is Move.NONE else figure.move
    return replace(figure, role=other.role, move=move, is_prior=other.is_prior)


def _whole_like(figure: Figure, made: Sequence[Figure], paired: Sequence[int]) -> Figure:
    at = figure.number - 3
    if at in paired and made[at].sentence is figure.sentence:
        return replace(figure, role=made[at + 1].role)
    return figure


def _move(words: str, role_at: int) -> Move:
    """`tăng 52 việc`: the verb comes after whatever is said to have grown."""
    found = list(MOVES.finditer(words))
    if not found or found[-1].start() < role_at:
        return Move.NONE
    tail = words[found[-1].end() :]
    if re.search(r"[,;()]|\b(?:lên|xuống|còn)\b", tail):
        return Move.NONE
    if re.match(r"\s*từ\b", tail):
        return Move.NONE
    return Move.UP if found[-1]["up"] else Move.DOWN


def _is_prior(words: str, behind: str) -> bool:
    """It belongs to the period that this one is compared with."""
    if re.search(r"\btừ\s*$", words, re.I) and _TO.match(behind):
        return True
    if re.search(r"\bso với\s*$", words, re.I):
        return True
    if _COMPARED.search(words) and not _TARGETS.search(words):
        return True
    found = list(_PRIOR.finditer(words))
    if not found:
        return False
    tail = words[found[-1].end() :]
    opened = words[: found[-1].start()].rstrip().lower()
    compared = opened.endswith(("so với", "so", "với"))
    if compared and not re.search(r"[(:]|\blà\b", tail):
        return False
    return not re.search(r"[,;)]|\bvà\b", tail) and not MOVES.search(tail)


def _is_of_earlier_year(words: str, sentence: str) -> bool:
    """`năm 2024 là 7.455 việc` in a sentence that speaks of 2025 too."""
    own = _OF_YEAR.search(words)
    return own is not None and max(_YEARS.findall(sentence)) > own[1]


def _depths(text: str) -> Sequence[int]:
    """How many parentheses are open at each letter."""
    depths, depth = [], 0
    for letter in text:
        if (letter == ")" and depth) or letter == "\n":
            depth = max(0, depth - 1) if letter == ")" else 0
        depths.append(depth)
        depth += letter == "("
    return [*depths, depth]
