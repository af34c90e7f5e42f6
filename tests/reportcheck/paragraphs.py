"""Paragraphs as offices write them, with what is wrong in each; all figures are made up."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Paragraph(NamedTuple):
    """`wrong`: the figures that the others refute, as printed; `right`: some that they prove."""

    name: str
    right: frozenset[str]
    wrong: frozenset[str]
    text: str


def paragraphs() -> Iterator[Paragraph]:
    """All of `paragraphs.txt`, which says on top of each what is right and wrong in it."""
    told = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    for part in told.removeprefix("## ").split("\n## "):
        name, right, wrong, _, text = part.split("\n", 4)
        yield Paragraph(name, _listed(right), _listed(wrong), text.strip())


def _listed(line: str) -> frozenset[str]:
    items = line.partition(":")[2].split("|")
    return frozenset(item.strip() for item in items if item.strip())
