"""How far a period is: who owes a report, what was sent, what became of it. One reading for all.

Nothing of this is stored: it follows from the records, the figures as they are now and the dated
due days (R10).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from thads.closing import documents
from thads.closing.models import PeriodSubmission, PeriodVersion
from thads.core.codes import Coded
from thads.identity.models import User
from thads.periods.models import PeriodClose
from thads.statistics.json import Document
from thads.statistics.rows import Figures, Row
from thads.units.models import Unit


class State(Coded):
    """Where a report stands."""

    MISSING = "missing", "Chưa nộp"
    STALE = "stale", "Số liệu đã đổi, phải nộp lại"
    RETURNED = "returned", "Bị trả lại, phải nộp lại"
    SENT = "sent", "Đã nộp, chờ duyệt"
    APPROVED = "approved", "Đã duyệt"

    @property
    def is_sent(self) -> bool:
        """Nothing is waited for from who reports."""
        return self in (State.SENT, State.APPROVED)


@dataclass(frozen=True)
class Report:
    """What one officer, or one unit, owes for the period, and how far it is."""

    unit: Unit
    officer: User | None
    head: User | None  # of the unit
    row: Row
    due: date | None
    today: date
    submission: PeriodSubmission | None
    is_settled: bool  # what came after does not change it any more
    _figures: Figures

    @cached_property
    def document(self) -> Document:
        """The figures as they are now."""
        if self.officer is None:
            return documents.of_unit(self._figures, self.unit.id)
        return documents.of_officer(self._figures, self.row)

    @cached_property
    def digest(self) -> str:
        """Of the figures as they are now."""
        return documents.digest(self.document)

    @cached_property
    def state(self) -> State:
        """Where it stands now."""
        sent = self.submission
        if sent is None:
            return State.MISSING
        if sent.returned:
            return State.RETURNED
        if not self.is_settled and sent.digest != self.digest:
            return State.STALE
        return State.APPROVED if sent.approved else State.SENT

    @property
    def days_late(self) -> int:
        """Days after the due day: of the report that counts, or until today when none does."""
        if self.due is None:
            return 0
        sent = self.submission if self.state.is_sent else None
        return max(0, ((sent.day if sent else self.today) - self.due).days)

    @property
    def name(self) -> str:
        """Who owes it."""
        return self.officer.full_name if self.officer else self.unit.name

    @property
    def contact(self) -> str:
        """How to reach who owes it."""
        return self.officer.username if self.officer else self.head.username if self.head else "–"


@dataclass(frozen=True)
class UnitChain:
    """One unit: its officers' reports, its own, and whether it is closed."""

    report: Report
    officers: tuple[Report, ...]
    others: tuple[Row, ...]  # lines of cases that nobody who works here now reports on
    close: PeriodClose | None

    @property
    def unit(self) -> Unit:
        """Whose."""
        return self.report.unit

    @property
    def waiting_for(self) -> list[Report]:
        """Officers whose report is missing, stale or was sent back."""
        return [one for one in self.officers if not one.state.is_sent]


@dataclass(frozen=True)
class Chain:
    """The whole province: every unit that reports, and the versions of the period."""

    period_end: date
    today: date
    figures: Figures
    due: date | None  # the province's own report
    units: tuple[UnitChain, ...]
    versions: tuple[PeriodVersion, ...]  # the first one first

    @property
    def newest(self) -> PeriodVersion | None:
        """The version that counts."""
        return self.versions[-1] if self.versions else None

    @property
    def waiting_for(self) -> list[UnitChain]:
        """Units that are not closed, or whose report is not approved as it is now."""
        return [
            one for one in self.units if not one.close or one.report.state is not State.APPROVED
        ]

    @property
    def reports(self) -> Iterator[Report]:
        """Of all units and officers, unit by unit."""
        for one in self.units:
            yield from one.officers
            yield one.report

    @property
    def missing(self) -> list[Report]:
        """Who must still send, the latest first."""
        found = [one for one in self.reports if not one.state.is_sent]
        return sorted(found, key=lambda one: -one.days_late)

    @property
    def days_late(self) -> int:
        """Days by which the province's own report came, or comes, after its due day."""
        made = self.versions[0].day if self.versions else self.today
        return max(0, (made - self.due).days) if self.due else 0

    def of_unit(self, unit_id: UUID) -> UnitChain | None:
        """One unit of the chain."""
        return next((one for one in self.units if one.unit.id == unit_id), None)
