"""The annexed lists of a summary in documents of bounded size, to be rendered side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from thads.core.money import format_dong

ROWS = 500  # of one document: a worker stays small, and two cores share the work
SHORTEST = 0.7  # of what fits: from there on a list is cut where a new unit begins
UNIT, REMAINING = 2, 5  # places in a row (thads/reports/summary/lists.py)
Row = Sequence[Any]


@dataclass(frozen=True)
class Run:
    """Rows that follow one another under one heading; `first` is the number of the first."""

    heading: str
    first: int
    rows: Sequence[Row]


@dataclass(frozen=True)
class Part:
    """A list, or so much of it as one document holds; `place`: its number among the annexes."""

    whole: Mapping[str, Any]
    place: int
    start: int
    rows: Sequence[Row]

    @property
    def begins(self) -> bool:
        """The list's title stands above it."""
        return self.start == 0

    @property
    def count(self) -> int:
        """Cases of the whole list."""
        return len(self.whole["rows"])

    @property
    def remaining(self) -> int:
        """Đồng that remain on the whole list."""
        return sum(row[REMAINING] for row in self.whole["rows"])

    @property
    def runs(self) -> list[Run]:
        """The rows by unit, where the list goes by units."""
        if not self.whole["by_unit"]:
            return [Run("", self.start + 1, self.rows)] if self.rows else []
        found, first = list[Run](), self.start + 1
        for unit, held in groupby(self.rows, key=lambda row: row[UNIT]):
            rows = list(held)
            found.append(Run(self._heading(unit), first, rows))
            first += len(rows)
        return found

    def _heading(self, unit: str) -> str:
        rows = [row for row in self.whole["rows"] if row[UNIT] == unit]
        left = format_dong(sum(row[REMAINING] for row in rows))
        return f"{unit}: {format_dong(len(rows))} việc, còn phải thi hành {left} đồng"


def documents(report: Mapping[str, Any], first: int) -> list[list[Part]]:
    """The lists of a report in documents; the annexes before them end below `first`."""
    found, document, room = list[list[Part]](), list[Part](), ROWS
    for part in _parts(report["lists"], first):
        if document and len(part.rows) > room:
            found.append(document)
            document, room = [], ROWS
        document.append(part)
        room -= len(part.rows)
    return [*found, document] if document else found


def _parts(lists: Sequence[Mapping[str, Any]], first: int) -> Iterator[Part]:
    for place, one in enumerate(lists, start=first):
        rows, start = one["rows"], 0
        while True:
            end = _cut(rows, start)
            yield Part(one, place, start, rows[start:end])
            start = end
            if start >= len(rows):
                break


def _cut(rows: Sequence[Row], start: int) -> int:
    """Where a document ends: at the last new unit that leaves it full enough."""
    most = min(start + ROWS, len(rows))
    if most == len(rows):
        return most
    for end in range(most, start + int(ROWS * SHORTEST), -1):
        if rows[end][UNIT] != rows[end - 1][UNIT]:
            return end
    return most
