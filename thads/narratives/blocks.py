"""Typed text as paragraphs and lists: all the shape that a summary's text has."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

MARKS = ("- ", "+ ", "• ", "* ")
Block = dict[str, Any]


def blocks(body: str) -> list[Block]:
    """Each line is a paragraph; lines that begin with a mark are the items of one list."""
    lines = [line.strip() for line in body.splitlines()]
    found: list[Block] = []
    for is_item, run in groupby((line for line in lines if line), _is_item):
        texts = list(run)
        found += [_list(texts)] if is_item else [{"text": text} for text in texts]
    return found


def _is_item(line: str) -> bool:
    return line.startswith(MARKS)


def _list(lines: Sequence[str]) -> Block:
    return {"list": [line[2:].strip() for line in lines]}
