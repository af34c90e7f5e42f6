"""A form that counts records one by one: what each adds to which lines, and the records behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import CaseInterval
from thads.statistics.codes import WHOLE
from thads.statistics.drill import Behind, Entry, Line
from thads.statistics.subject import Subject


class Counted(NamedTuple):
    """One record of the period: its line below the total, its figures, how lists name it."""

    line: str
    figures: tuple[int, ...]
    record_id: UUID
    title: str
    day: date
    unit_code: str
    case_id: UUID | None = None  # whose officer answers for it


class Recorded(NamedTuple):
    """One record with the lines in which it counts and how lists name it."""

    lines: tuple[str, ...]
    figures: tuple[int, ...]
    of: Line | Entry
    case_id: UUID | None


Source = Callable[[Session, date, date, Subject], Iterable[Counted]]


@dataclass(frozen=True, slots=True)
class CountedFeed:
    """The form's figures from its source; `endpoint`, `argument`: the page of one record."""

    source: Source
    endpoint: str
    argument: str

    def rows(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> Mapping[str, Sequence[int]]:  # fmt: skip
        """The figures of each line."""
        return added(self.source(db, start, end, subject))

    def behind(
        self, db: Session, start: date, end: date, subject: Subject, *, line: str, column: int,
        page: int, per_page: int | None,
    ) -> Behind:  # fmt: skip
        """The records behind one figure, the oldest first."""
        entries = [
            self._entry(one, one.figures[column - 1])
            for one in self.source(db, start, end, subject)
            if line in (WHOLE, one.line) and one.figures[column - 1]
        ]
        return shown(entries, page, per_page)

    def records(
        self, db: Session, start: date, end: date, subject: Subject
    ) -> Iterable[Recorded]:  # fmt: skip
        """Every record of the subject."""
        return (
            Recorded((WHOLE, one.line), one.figures, self._entry(one, 0), one.case_id)
            for one in self.source(db, start, end, subject)
        )

    def _entry(self, one: Counted, amount: int) -> Entry:
        return Entry(
            self.endpoint, self.argument, one.record_id, one.title, one.day, one.unit_code, amount
        )


def added(records: Iterable[Counted]) -> dict[str, list[int]]:
    """The sums of each line and of all."""
    return summed(((WHOLE, one.line), one.figures) for one in records)


def summed(records: Iterable[tuple[Iterable[str], tuple[int, ...]]]) -> dict[str, list[int]]:
    """The sums of each line in which records count."""
    sums: dict[str, list[int]] = defaultdict(list)
    for lines, figures in records:
        for code in lines:
            before = sums[code] or [0] * len(figures)
            sums[code] = [a + b for a, b in zip(before, figures, strict=True)]
    return sums


def shown(entries: list[Entry], page: int, per_page: int | None) -> Behind:
    """One page of them, oldest first, with the count and the sum of all."""
    ordered = sorted(entries, key=lambda one: (one.day, one.record_id))
    first = 0 if per_page is None else (page - 1) * per_page
    some = ordered[first:] if per_page is None else ordered[first : first + per_page]
    return Behind([], len(ordered), sum(one.amount for one in ordered), some)


def held_by(found: Select[Any], record: Any, end: date, subject: Subject) -> Select[Any]:
    """Those of a subject: of who holds the record's case at the end, else of its own office.

    Asked of each record of the period: a join would let the database begin with every case that
    the officer ever held.
    """
    held = aliased(CaseInterval)
    at_end = and_(
        held.case_id == record.case_id, held.starts_on <= end,
        or_(held.ends_on.is_(None), held.ends_on > end),
    )  # fmt: skip
    if subject.unit_id:
        holder = select(held.unit_id).where(at_end).scalar_subquery()
        found = found.where(func.coalesce(holder, record.unit_id) == subject.unit_id)
    if subject.officer_id:
        officer = select(held.officer_id).where(at_end).scalar_subquery()
        found = found.where(officer == subject.officer_id)
    return found


def within(day: date | None, start: date, end: date) -> bool:
    """Whether it happened in the period."""
    return day is not None and start <= day <= end


def steps_until(steps: Iterable[Any], end: date) -> Iterator[Any]:
    """What had happened by the end of the period."""
    return (one for one in steps if one.day <= end)
