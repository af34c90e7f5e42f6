"""Numbers as Vietnamese reports print them: 3.569; 1.234,5; 1 234; and the slip 31.88."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

SPACE = " \u00a0\u202f\u2009"
# Groups of three with spaces, or digits with points and commas between them.
NUMERAL = re.compile(
    rf"(?<![\w.,])(?:\d{{1,3}}(?:[{SPACE}]\d{{3}})+(?:,\d+)?(?![\d.])|\d+(?:[.,]\d+)*)"
)
LONGEST = 24  # letters: thousands of billions of đồng to the last one
DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
PLACES = {"mươi": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000}
WORDS = (*DIGITS, *PLACES, "mười", "linh", "lẻ")
BEFORE_ANY = 10**4  # above the largest place: those of a number only go down
ALONE = frozenset(("một", "năm", "không", "tư"))  # these mean other things more often


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed: its value and how many decimals were written."""

    value: Fraction
    decimals: int

    @property
    def grain(self) -> Fraction:
        """What a word like `hơn` may hide: the last digit that is not a zero of a round number."""
        if self.decimals or self.value == 0:
            return Fraction(1, 10**self.decimals)
        digits = str(int(self.value))
        return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))

    @property
    def step(self) -> Fraction:
        """The last digit written."""
        return Fraction(1, 10**self.decimals)


def read(text: str, *, is_count: bool, is_rate: bool) -> Numeral | None:
    """A printed number; None when points and commas make no sense (1.2.3), or it has no end.

    A count has no decimals, so 1,234 can only be a thousand; a rate has no thousands, so 31.885 is
    thirty-one.
    """
    digits = re.sub(f"[{SPACE}]", "", text)
    if len(digits) > LONGEST:
        return None
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return _both(digits)
    if not points and not commas:
        return Numeral(Fraction(int(digits)), 0)
    mark = "." if points else ","
    whole, *groups = digits.split(mark)
    in_thousands = 1 <= len(whole) <= 3 and all(len(group) == 3 for group in groups)
    if len(groups) > 1:
        return _whole(digits) if in_thousands else None
    usual = mark == "." or is_count
    if in_thousands and usual and not is_rate and whole != "0":
        return _whole(digits)
    return _decimal(whole, groups[0])


def in_words(words: str) -> tuple[str, int] | None:
    """The number that the last of these words make, and which they are: `mười hai`, 12."""
    parts = words.casefold().split()
    for first in range(len(parts)):
        some = parts[first:]
        value = None if len(some) == 1 and some[0] in ALONE else _counted(some)
        if value is not None:
            return " ".join(words.split()[first:]), value
    return None


def _counted(parts: Sequence[str]) -> int | None:
    """một nghìn không trăm hai mươi ba; None for words in an order that no number has."""
    total, digit, place = 0, None, BEFORE_ANY
    for word in parts:
        if word in DIGITS and digit is None:
            digit = DIGITS[word]
        elif word in PLACES and digit is not None and PLACES[word] < place:
            total, digit, place = total + digit * PLACES[word], None, PLACES[word]
        elif word == "mười" and digit is None and place > 10:
            total, place = total + 10, 10
        elif word in ("linh", "lẻ") and digit is None and place == 100:
            place = 10
        else:
            return None
    if digit is None:
        return total or None
    return total + digit if place in (10, BEFORE_ANY) else None


def _both(digits: str) -> Numeral | None:
    """1.234,5 or, by the slip of a machine, 1,234.5: the last mark is the decimal one."""
    decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
    group = "." if decimal == "," else ","
    whole, _, after = digits.rpartition(decimal)
    first, *rest = whole.split(group)
    if decimal in whole or len(first) > 3 or any(len(part) != 3 for part in rest):
        return None
    return _decimal("".join([first, *rest]), after)


def _whole(digits: str) -> Numeral:
    return Numeral(Fraction(int(re.sub(r"[.,]", "", digits))), 0)


def _decimal(whole: str, after: str) -> Numeral:
    return Numeral(Fraction(int(whole + after), 10 ** len(after)), len(after))
