"""How a text falls into words, and how what was typed is read."""

import re
import unicodedata
from typing import NamedTuple

from thads.core.text import clean, fold, name_sort_key

MOSTWORDS, LONGEST = 8, 120
WORD = re.compile(r"[^\W_]+")
_ID_LENGTHS = (9, 12)  # of the old card, of the number that everyone keeps for life


class Typed(NamedTuple):
    """What somebody looks for."""

    text: str
    words: tuple[str, ...]  # folded; each must begin a word of what is found
    marked: tuple[str, ...]  # the same words in lower case with their marks
    folded: str
    sort_key: str  # equal for names that differ in nothing but letter case

    @property
    def is_enough(self) -> bool:
        """Two letters, or any digit."""
        return sum(map(len, self.words)) > 1 or any(word.isdigit() for word in self.words)

    @property
    def id_number(self) -> str | None:
        """A whole personal ID number; a part of one finds nobody."""
        digits = "".join(self.words)
        whole = digits.isascii() and digits.isdigit() and len(digits) in _ID_LENGTHS
        return digits if whole else None


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as a search compares them: 72/2025/QĐST-HNGĐ is 72 2025 qdst hngd."""
    return tuple(WORD.findall(fold(text)))


def marked_words_of(text: str) -> tuple[str, ...]:
    """The same words with their marks, in lower case."""
    return tuple(WORD.findall(unicodedata.normalize("NFC", text).casefold()))


def read(text: str) -> Typed:
    """What was typed, cut to what a name or a number can be."""
    typed = clean(text)[:LONGEST]
    return Typed(
        typed, words_of(typed)[:MOSTWORDS], marked_words_of(typed)[:MOSTWORDS], fold(typed),
        name_sort_key(typed),
    )  # fmt: skip
