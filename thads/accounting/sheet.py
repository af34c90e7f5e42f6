"""A book as a table that screen, workbook and paper all read: same rows, same sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any
from uuid import UUID

from thads.core.money import format_dong
from thads.core.pages import PAGE_SIZE, Page, offset_of

Cells = tuple[Any, ...]


class Shape(Enum):
    """What stands in a column."""

    TEXT = auto()
    DAY = auto()
    NUMBER = auto()
    MONEY = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A heading with what stands below it; width in letters."""

    label: str
    shape: Shape = Shape.TEXT
    width: int = 14

    @property
    def is_number(self) -> bool:
        """Stands at the right edge."""
        return self.shape in (Shape.NUMBER, Shape.MONEY)

    def words(self, value: Any) -> str:
        """As people read it, on screen as on paper."""
        if value is None or value == "":
            return ""
        if self.is_number and isinstance(value, int):
            return format_dong(value)
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `case_id`: the case that it leads to."""

    cells: Cells
    case_id: UUID | None = None


Read = Callable[[int, int | None], Iterator[Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`read(offset, limit)` gives rows as they come (limit None: all that follow).

    `opening`, `sums` and `closing` stand above and below them, in the order of the columns.
    """

    columns: Sequence[Column]
    total: int
    read: Read
    sums: Cells
    opening: Cells | None = None
    closing: Cells | None = None

    def page(self, number: int) -> Page[Line]:
        """One page of its rows."""
        rows = list(self.read(offset_of(number), PAGE_SIZE))
        return Page(rows, max(1, number), PAGE_SIZE, self.total)

    def every(self) -> Iterator[Line]:
        """All rows, one by one."""
        return self.read(0, None)
