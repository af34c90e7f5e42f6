"""What a ground of a decision is in the law's text: code, place, words."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

LETTERS = "abcdđeghikl"


class Row(NamedTuple):
    """One ground: code, place within the article, text."""

    code: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """The grounds of one article for one kind of act, and the time in which it holds."""

    act: str  # the value of an ActKind, or a refusal, which makes no case
    article: str
    valid_from: date
    valid_to: date | None
    rows: tuple[Row, ...]


def lettered(clause: str, *texts: str) -> tuple[Row, ...]:
    """Grounds a, b, c, d, đ, e, g, h, i, k, l of one clause."""
    return tuple(
        Row(letter, f"{clause} điểm {letter}".strip(), text)
        for letter, text in zip(LETTERS, texts, strict=False)
    )
