"""One page of what the finder finds, with the counts and sums of all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.cases.models import Case, ObligationItem
from thads.core.pages import PAGE_SIZE, Page
from thads.remissions.conditions import State
from thads.remissions.finder import FinderFilter, Found, find


class Line(NamedTuple):
    """An item found, with its case (parties loaded)."""

    found: Found
    case: Case
    item: ObligationItem


@dataclass(slots=True)
class Tally:
    """Counts and đồng of all that passes through it."""

    count: int = 0
    remaining: int = 0
    most: int = 0
    of_state: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))

    def pass_on(self, found: Iterable[Found]) -> Iterator[Found]:
        """The same, counted."""
        for one in found:
            self.count += 1
            self.remaining += one.assessment.situation.remaining
            self.most += one.assessment.most
            self.of_state[one.assessment.state] += 1
            yield one


def page_of(db: Session, day: date, wanted: FinderFilter, number: int) -> tuple[Page[Line], Tally]:
    """Those that are likeliest first, then the largest; only a page's worth is held at once."""
    tally, number = Tally(), max(1, number)
    everything = tally.pass_on(find(db, day, wanted))
    kept = nsmallest(number * PAGE_SIZE, everything, key=_place)[(number - 1) * PAGE_SIZE :]
    sums = {"remaining": tally.remaining, "most": tally.most}
    return Page(lines(db, kept), number, PAGE_SIZE, tally.count, sums), tally


def every(db: Session, day: date, wanted: FinderFilter) -> list[Found]:
    """All that is found, in the order of the pages."""
    return sorted(find(db, day, wanted), key=_place)


def lines(db: Session, found: Sequence[Found]) -> list[Line]:
    """These with their cases and items, in the order given; two statements."""
    ids = {one.assessment.situation.case_id for one in found}
    stmt = select(Case).where(Case.id.in_(ids))
    loaded = db.scalars(stmt.options(selectinload(Case.parties), selectinload(Case.items)))
    cases = {case.id: case for case in loaded}
    items: dict[UUID, ObligationItem] = {i.id: i for case in cases.values() for i in case.items}
    return [
        Line(one, cases[of.case_id], items[of.item_id])
        for one in found
        if (of := one.assessment.situation)
    ]


def _place(one: Found) -> tuple[int, int, UUID]:
    situation = one.assessment.situation
    states = list(State)
    return states.index(one.assessment.state), -situation.remaining, situation.item_id
