"""What the text of a bank row says about a case: numbers of decisions, persons' numbers, names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thads.core.text import fold

NAME_WORDS = range(2, 6)  # of a person's name; an organisation's is looked for whole
_BREAK = r"\s*[/.\-]\s*"
_NUMBERS = (
    re.compile(rf"\b([0-9]{{1,5}})(?:{_BREAK}((?:19|20)[0-9]{{2}}))?(?:{_BREAK}|\s+)q[dđ]"),
    re.compile(
        r"\bq[dđ](?:\s*(?:tha|thads|cd|yc|ccthads|cthads))?\s*(?:so)?\s*[:.]?\s*"
        rf"([0-9]{{1,5}})\b(?:{_BREAK}((?:19|20)[0-9]{{2}}))?"
    ),
    re.compile(
        r"\b(?:ho so|hs|viec|tha)\s*(?:so)?\s*[:.]?\s*([0-9]{1,5})\b"
        rf"(?:{_BREAK}((?:19|20)[0-9]{{2}}))?"
    ),
)
_DAY = re.compile(r"\b([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]((?:19|20)[0-9]{2})\b")
_PERSON = re.compile(r"(?<![0-9])([0-9]{12}|[0-9]{9})(?![0-9])")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Clues:
    """What was found in one row; texts are folded."""

    numbers: frozenset[tuple[int, int | None]]  # a decision's number and the year beside it
    days: frozenset[date]
    person_numbers: frozenset[str]
    names: frozenset[str]


def clues(text: str, payer: str | None) -> Clues:
    """All that a row's text and its sender's name may name."""
    said = fold(f"{text} {payer or ''}")
    return Clues(
        frozenset(_numbers(said)), frozenset(_days(said)), frozenset(_PERSON.findall(said)),
        frozenset(_names(text, payer)),
    )  # fmt: skip


def _numbers(said: str) -> Iterator[tuple[int, int | None]]:
    for pattern in _NUMBERS:
        for number, year in pattern.findall(said):
            if int(number):
                yield int(number), int(year) if year else None


def _days(said: str) -> Iterator[date]:
    for day, month, year in _DAY.findall(said):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue  # another number that looks like a day


def _names(text: str, payer: str | None) -> Iterator[str]:
    """Every run of words that could be a person's name, and the sender's name as a whole."""
    for said in (text, payer or ""):
        words = _WORD.findall(fold(said))
        for length in NAME_WORDS:
            for first in range(len(words) - length + 1):
                yield " ".join(words[first : first + length])
    if payer:
        yield fold(payer)
