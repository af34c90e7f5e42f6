"""One page of a long list: its rows, where it stands, and what the whole list adds up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows `first`..`last` of `total`; `sums` are those of the whole list, in đồng or counts."""

    rows: Sequence[Row]
    number: int  # from 1
    size: int
    total: int
    sums: Mapping[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Number of the first row shown, 0 in an empty list."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def has_previous(self) -> bool:
        """There is a page before this one."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """There is a page after this one."""
        return self.number < self.pages


def offset_of(number: int, size: int = PAGE_SIZE) -> int:
    """How many rows stand before page `number`; pages below 1 are page 1."""
    return (max(1, number) - 1) * size
