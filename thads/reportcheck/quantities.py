"""Numbers with what they count: việc, tỷ đồng, %, điểm %; two of them joined are a fraction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from thads.reportcheck import numerals, ranges
from thads.reportcheck.numerals import Numeral
from thads.reportcheck.ranges import Range
from thads.reportcheck.references import Span, covered, references


class Kind(Enum):
    """What a number is a number of."""

    COUNT = "count"
    MONEY = "money"  # đồng
    RATE = "rate"  # percent
    POINTS = "points"  # percentage points


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of the text with its unit; `noun` says what a count counts, "" when unsaid."""

    start: int
    end: int
    kind: Kind
    noun: str
    value: Range
    scale: int  # đồng or cases that 1 of the printed number is worth
    decimals: int
    hedge: str

    def is_like(self, other: Quantity) -> bool:
        """Whether both may be added or divided: the same unit, or a count whose noun is unsaid."""
        if self.kind is not other.kind:
            return False
        return self.kind is not Kind.COUNT or "" in (self.noun, other.noun) or (
            self.noun == other.noun
        )  # fmt: skip


SCALES = {
    "nghìn tỷ": 10**12, "ngàn tỷ": 10**12, "nghìn tỉ": 10**12, "ngàn tỉ": 10**12,
    "trăm tỷ": 10**11, "trăm triệu": 10**8,
    "tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3,
    "trđ": 10**6, "tr": 10**6,
}  # fmt: skip
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_DONG = r"đồng|vnđ|vnd|đ"
CASES = "việc"
ACTORS = "đơn vị"  # those that reach a rate; they are not counted by it
NOUNS = {
    "vụ việc": CASES, "việc": CASES, "vụ án": CASES, "vụ": CASES, "án": CASES,
    "bản án, quyết định": "bản án", "bản án": "bản án", "quyết định": "quyết định",
    "hồ sơ": "hồ sơ", "trường hợp": "trường hợp", "đơn": "đơn", "cuộc": "cuộc",
    "lượt": "lượt", "người": "người", "đồng chí": "người", "biên chế": "người",
    "chấp hành viên": "người", "công chức": "người", "chỉ tiêu": "chỉ tiêu",
    **dict.fromkeys(
        ("đơn vị", "chi cục", "phòng", "cục", "cơ quan", "tỉnh", "huyện", "xã"), ACTORS
    ),
}  # fmt: skip
_NOUN = "|".join(sorted(NOUNS, key=len, reverse=True))
_UNIT = re.compile(
    rf"\s*(?:(?P<points>điểm\s*(?:%|phần\s+trăm))|(?P<rate>%|phần\s+trăm)|"
    rf"(?:(?P<scale>{_SCALE})(?!\w))?\s*(?:(?P<dong>{_DONG})(?!\w)|(?P<noun>{_NOUN})(?!\w))?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\s*([^\W\d_]+)")
_HEDGES = {
    "hơn": ranges.over, "trên": ranges.over, "gần": ranges.under, "dưới": ranges.under,
    "khoảng": ranges.about, "xấp xỉ": ranges.about, "ước": ranges.about, "chừng": ranges.about,
    "~": ranges.about,
}  # fmt: skip
_COMPARING = "".join(
    f"(?<!{word} )" for word in ("cao", "thấp", "nhiều", "ít", "kém", "lớn", "nhỏ")
)
_HEDGE = re.compile(
    rf"(?:^|(?<=\W)){_COMPARING}({'|'.join(_HEDGES)})(?:\s+(?:đạt|là|khoảng))?\s*$", re.I
)
_IN_WORDS = re.compile(
    rf"\b((?:(?:{'|'.join(numerals.WORDS)})\s+)+)({_NOUN})(?!\w)", re.IGNORECASE
)  # fmt: skip
JOIN = re.compile(r"\s*(?:/|trên|trong|trên/)\s*(?:tổng\s+số|tổng\s+cộng|tổng|số)?\s*", re.I)
SMALLER = {10**9: 10**6, 10**6: 10**3, 10**3: 1}


@dataclass(frozen=True, slots=True)
class _Printed:
    """A numeral with the unit that stands after it."""

    start: int
    number_end: int
    end: int
    text: str
    unit: re.Match[str]

    @property
    def scale(self) -> int:
        return SCALES.get((self.unit["scale"] or "").casefold(), 1)

    @property
    def is_money(self) -> bool:
        if self.unit["noun"]:
            return False
        return bool(self.unit["dong"]) or self.scale >= 10**6

    @property
    def is_rate(self) -> bool:
        return bool(self.unit["rate"] or self.unit["points"])

    def numeral(self) -> Numeral | None:
        is_count = not self.is_money and not self.is_rate and self.scale == 1
        return numerals.read(self.text, is_count=is_count, is_rate=self.is_rate)


def quantities(text: str) -> Sequence[Quantity]:
    """Every quantity of a text, in its order; fractions share their unit."""
    masked = references(text)
    found = list(_compound(text, list(_printed(text, masked))))
    found.extend(_in_words(text))
    found.sort(key=lambda one: one.start)
    return _with_shared_units(text, found)


def _printed(text: str, masked: Sequence[Span]) -> Iterator[_Printed]:
    mask = covered(masked, len(text))
    for match in numerals.NUMERAL.finditer(text):
        start, end = match.span()
        if any(mask[start:end]):
            continue
        unit = _UNIT.match(text, end)
        assert unit is not None  # everything in it may be missing
        yield _Printed(start, end, unit.end() if unit[0].strip() else end, match[0], unit)


def _compound(text: str, printed: Sequence[_Printed]) -> Iterator[Quantity]:
    """168.182 tỷ 330 triệu 867 nghìn đồng is one amount, as exact as its last part."""
    at = 0
    while at < len(printed):
        first = last = printed[at]
        numeral = first.numeral()
        total, step, decimals = Fraction(0), Fraction(1), 0
        while numeral is not None:
            total += numeral.value * last.scale
            step, decimals = numeral.step * last.scale, numeral.decimals
            following = printed[at + 1] if at + 1 < len(printed) else None
            if following is None or not _continues(text, last, following, numeral):
                break
            at, last, numeral = at + 1, following, following.numeral()
        at += 1
        if numeral is not None:
            grain = step if last is not first else numeral.grain * first.scale
            yield _quantity(text, first, last, total, step, grain, decimals)


def _continues(text: str, last: _Printed, following: _Printed, numeral: Numeral) -> bool:
    """The next smaller scale stands right behind, and nothing says đồng yet."""
    if last.scale < 10**3 or last.unit["dong"] or last.unit["noun"] or numeral.decimals:
        return False
    smaller = following.scale < last.scale and (following.unit["scale"] or following.unit["dong"])
    between = text[last.end : following.start]
    return bool(smaller) and not between.strip() and len(following.text) <= 3


def _quantity(
    text: str, first: _Printed, last: _Printed, total: Fraction, step: Fraction,
    grain: Fraction, decimals: int,
) -> Quantity:  # fmt: skip
    hedge = _HEDGE.search(text, max(0, first.start - 20), first.start)
    word = hedge[1].casefold() if hedge else ""
    unit = last.unit
    if unit["points"]:
        kind, noun = Kind.POINTS, ""
    elif unit["rate"]:
        kind, noun = Kind.RATE, ""
    elif any(part.is_money for part in (first, last)):
        kind, noun = Kind.MONEY, ""
    else:
        kind, noun = Kind.COUNT, _noun(text, last)
    if word:
        value = _HEDGES[word](total, grain)
    elif (kind is Kind.COUNT and step == 1) or (kind is Kind.MONEY and step == 1):
        value = ranges.exact(total)
    else:
        value = ranges.rounded(total, step)
    return Quantity(
        hedge.start(1) if hedge else first.start, last.end, kind, noun, value, last.scale, decimals,
        word,
    )  # fmt: skip


def _noun(text: str, printed: _Printed) -> str:
    if printed.unit["noun"]:
        return NOUNS[printed.unit["noun"].casefold()]
    word = _WORD.match(text, printed.end)
    return "" if word is None or word[1].casefold() in NO_NOUNS else word[1].casefold()


NO_NOUNS = frozenset(
    ("và", "đạt", "trên", "trong", "chiếm", "là", "được", "có", "chưa", "đã", "tăng", "giảm", "so",
     "về", "của", "thi", "với", "tương", "hoặc", "còn", "nhưng", "thuộc", "tại", "ở", "theo", "từ",
     "đến", "khi", "để", "do", "bằng", "vượt", "thiếu", "phải", "số", "tổng", "chủ", "chuyển",
     "tỷ", "tỉ", "xong")
)  # fmt: skip


def _in_words(text: str) -> Iterator[Quantity]:
    for match in _IN_WORDS.finditer(text):
        counted = numerals.in_words(match[1])
        if counted is not None:
            words, value = counted
            start, noun = match.start(1) + match[1].rindex(words), NOUNS[match[2].casefold()]
            yield Quantity(start, match.end(), Kind.COUNT, noun, ranges.exact(value), 1, 0, "")


def _with_shared_units(text: str, found: list[Quantity]) -> Sequence[Quantity]:
    """200,5/202,5 tỷ đồng: a number without a unit takes that of its partner."""
    for at in range(len(found) - 1):
        first, second = found[at], found[at + 1]
        if not JOIN.fullmatch(text, first.end, second.start):
            continue
        found[at] = _shared(first, second)
        found[at + 1] = _shared(second, found[at])
    return found


def _shared(one: Quantity, other: Quantity) -> Quantity:
    if one.kind is not Kind.COUNT or one.noun or one.scale != 1:
        return one
    if other.kind is Kind.COUNT:
        return replace(one, noun=other.noun) if other.scale == 1 else one
    if other.kind is not Kind.MONEY:
        return one
    scale = (
        other.scale
        if one.value.said * other.scale < 1000 * max(other.value.said, Fraction(1))
        else 1
    )
    step = Fraction(scale, 10**one.decimals)
    said = one.value.said * scale
    value = ranges.rounded(said, step) if step > 1 else ranges.exact(said)
    if one.hedge:
        value = _HEDGES[one.hedge](said, step)
    return replace(one, kind=Kind.MONEY, value=value, scale=scale)
