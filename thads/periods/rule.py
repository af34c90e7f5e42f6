"""Which facts lie in a closed month: the rule of the database's trigger, for the message.

A month is closed for a fact when the unit that held the case at its end has closed it, or a later
one; when a unit that holds the case at the end of a later closed month counts it there; and for a
transfer when the receiving unit has. Without intervals (the case is being written) the unit that
issued the decision holds it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.core.days import month_end
from thads.core.db import TenantBase
from thads.core.driver import Driver
from thads.periods import queries
from thads.periods.models import PeriodClose
from thads.periods.queries import Closed

_CLOSED_LATER = select(PeriodClose.period_end).order_by(PeriodClose.period_end.desc()).limit(1)


class Fact(NamedTuple):
    """A fact about to be written: its place in the case (0: the enforcement decision) and day.

    `unit_id`: the unit that issues the decision, of a case that is not there yet. `to_unit_id`:
    the unit that a transfer gives it to.
    """

    case_id: UUID
    sequence: int
    day: date
    unit_id: UUID | None = None
    to_unit_id: UUID | None = None


def locks(db: Session, facts: Sequence[Fact]) -> dict[Fact, Closed]:
    """The facts that lie in a closed month, each with the close that shuts it out."""
    newest = _newest(db)
    inside = [fact for fact in facts if newest is not None and fact.day <= newest]
    if not inside:
        return {}
    closes = queries.closes_from(db, min(fact.day for fact in inside))
    held = _Holders(db)
    found = {fact: lock_of(fact, closes, partial(held.at, fact)) for fact in inside}
    return {fact: close for fact, close in found.items() if close}


def _newest(db: Session) -> date | None:
    """The last day that any unit has closed: most facts lie after it, and no more is asked."""
    rows = Driver(db.connection()).rows(_CLOSED_LATER)
    if not rows:
        return None
    [(day,)] = rows
    return day if isinstance(day, date) else date.fromisoformat(day)


class _Holders:
    """Who holds a case at the end of a day, as the intervals say; each case is asked for once."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self._spans: dict[UUID, list[tuple[date, date | None, UUID]]] = {}

    def at(self, fact: Fact, day: date) -> UUID | None:
        """The holder; before its beginning or without intervals none."""
        if fact.unit_id is not None:
            return fact.unit_id
        if fact.case_id not in self._spans:
            self._spans[fact.case_id] = self._read(fact.case_id)
        spans = self._spans[fact.case_id]
        return next((u for start, end, u in spans if start <= day and (not end or day < end)), None)

    def _read(self, case_id: UUID) -> list[tuple[date, date | None, UUID]]:
        tables = TenantBase.metadata.tables  # of an area above this one, as the trigger has it
        held, case = tables["case_interval"].c, tables["enforcement_case"].c
        spans = select(held.starts_on, held.ends_on, held.unit_id).where(held.case_id == case_id)
        found = [(start, end, unit) for start, end, unit in self.db.execute(spans)]
        if found:
            return found
        issued = self.db.execute(select(case.unit_id).where(case.id == case_id))
        return [(date.min, None, unit_id) for (unit_id,) in issued]


def lock_of(
    fact: Fact, closes: Sequence[Closed], holder: Callable[[date], object]
) -> Closed | None:
    """The close that shuts a fact out, if one does; `holder`: who holds the case on a day."""
    for close in closes:
        if close.period_end < fact.day:
            continue
        holders = (holder(month_end(fact.day)), holder(close.period_end))
        if close.unit_id in (*holders, fact.to_unit_id):
            return close
    return None
