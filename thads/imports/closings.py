"""Up to when figures are fixed: for all by what was published, for a unit by its closes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.cases.history import CaseFacts, CaseHistory
from thads.cases.models import ActKind
from thads.periods import queries as periods
from thads.periods.queries import Closed
from thads.periods.rule import Fact, lock_of
from thads.reports.models import MonthlyReport


class Shut(NamedTuple):
    """A day of fixed figures: until when, and in words why."""

    until: date
    words: str


@dataclass(frozen=True)
class Closings:
    """What stood when a workbook was checked; it is checked again when something else stands."""

    published: date | None = None
    closes: tuple[Closed, ...] = ()

    def shut(
        self, day: date, facts: CaseFacts | None = None, history: CaseHistory | None = None
    ) -> Shut | None:
        """Why nothing of this day may come into a case; without its history what is published."""
        if self.published is not None and day <= self.published:
            return Shut(self.published, "đã công bố")
        return self._closed(Fact(facts.case_id, 0, day), history) if facts and history else None

    def shut_anew(self, facts: CaseFacts, history: CaseHistory) -> Iterator[tuple[int, date, Shut]]:
        """The facts of a case as they are written that lie in a closed month, by their place."""
        found = [Fact(facts.case_id, 0, facts.docketed_on, unit_id=facts.unit_id)]
        for one in facts.happenings:
            moved = one.unit_id if one.kind is ActKind.TRANSFER else None
            found.append(Fact(facts.case_id, one.sequence, one.day, to_unit_id=moved))
        for fact in found:
            by_issuer = fact._replace(unit_id=facts.unit_id)  # the database knows no more yet
            shut = self._closed(fact, history) or self._closed(by_issuer, history)
            if shut is not None:
                yield fact.sequence, fact.day, shut

    def _closed(self, fact: Fact, history: CaseHistory) -> Shut | None:
        def holder(day: date) -> object:
            if fact.unit_id is not None:
                return fact.unit_id
            moment = history.at(day)
            return moment.unit_id if moment else None

        close = lock_of(fact, self.closes, holder)
        return Shut(close.period_end, f"{close.unit_name} đã khóa") if close else None


def closings(db: Session) -> Closings:
    """Up to when figures are fixed now."""
    published = select(func.max(MonthlyReport.period_end)).join(MonthlyReport.publication)
    return Closings(db.scalar(published), tuple(periods.closes_from(db, date.min)))
