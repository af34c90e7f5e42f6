"""What a cell of a bank statement means: a day, an amount in whole đồng, a text."""

import re
from datetime import date

from thads.core.text import clean

LARGEST = 10**15  # đồng
_MONEY_WORDS = re.compile(r"(vnd|vnđ|đồng|đ|d)$", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)*")
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?:[ T].*)?")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T].*)?")

Cell = str | int | float


def day(cell: Cell) -> date:
    """01/02/2024, with or without an hour, or 2024-02-01; ValueError otherwise."""
    text = str(cell).strip()
    if found := _DAY.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _ISO_DAY.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    raise ValueError(f"not a day: {text!r}")


def dong(cell: Cell) -> int:
    """Whole đồng from 1.234.567, 1,234,567, 1,234,567.00, +5, -5, (5) or a number.

    ValueError when it is none, has a part of a đồng, or is larger than any account.
    """
    if isinstance(cell, float):
        raise ValueError(f"not whole đồng: {cell!r}")
    amount = cell if isinstance(cell, int) else _dong(cell)
    if abs(amount) > LARGEST:
        raise ValueError(f"too large: {amount}")
    return amount


def text(cell: Cell) -> str:
    """One line of text; numbers as they are written."""
    return clean(str(cell))


def _dong(cell: str) -> int:
    bare = _MONEY_WORDS.sub("", cell.replace("\u00a0", " ").strip()).replace(" ", "")
    sign = 1
    if bare.startswith("(") and bare.endswith(")"):
        sign, bare = -1, bare[1:-1]
    elif bare[:1] in ("+", "-", "−"):
        sign, bare = (1 if bare[0] == "+" else -1), bare[1:]
    if not _NUMBER.fullmatch(bare):
        raise ValueError(f"not an amount: {cell!r}")
    return sign * int(_without_separators(bare))


def _without_separators(number: str) -> str:
    """The digits before the part of a đồng, which must be nought."""
    marks = re.findall("[.,]", number)
    head, mark, last = number.rpartition(marks[-1]) if marks else (number, "", "")
    is_part = bool(mark) and (len(set(marks)) == 2 or len(last) != 3)
    if is_part:
        if last.strip("0") or marks.count(mark) > 1:
            raise ValueError(f"not whole đồng: {number!r}")
        number = head
    groups = re.split("[.,]", number)
    grouped = len(groups) > 1
    if grouped and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        raise ValueError(f"not an amount: {number!r}")
    if len(set(re.findall("[.,]", number))) > 1:
        raise ValueError(f"two ways of grouping: {number!r}")
    return "".join(groups)
