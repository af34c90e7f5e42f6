"""All that an inspection of a whole unit asks, read on one day: figures, duties that are late,
findings, money that waits, and how each of its officers stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.checkups.fields import FIELDS, Field
from thads.evidence import queries as evidence
from thads.holdings import queries as holdings
from thads.holdings.queries import Age, Holding
from thads.inspections import queries as inspections
from thads.inspections.models import Inspection, InspectionFinding
from thads.planning.gaps import Gap
from thads.planning.queries import gaps_of, row_of
from thads.rules.deadlines import Duty
from thads.statistics.figures import figures
from thads.statistics.rows import Figures, Row
from thads.statistics.subject import Subject
from thads.units.models import Unit
from thads.worklists import queries as worklists
from thads.worklists.asked import Wanted
from thads.worklists.queries import CountLine, Counts

NAMED = 5  # findings that wait longest


class DutyLine(NamedTuple):
    """Duties of one kind: late of open."""

    duty: Duty
    counts: Counts


class FieldLine(NamedTuple):
    """The duties of one field of the work, kind by kind."""

    field: Field
    kinds: Sequence[DutyLine]

    @property
    def counts(self) -> Counts:
        """All of the field."""
        return sum((one.counts for one in self.kinds), Counts())


@dataclass(frozen=True)
class Findings:
    """What inspections found in the unit, and what of it still waits."""

    every: Sequence[InspectionFinding]
    repeats: dict[UUID, date]
    day: date

    @property
    def open(self) -> list[InspectionFinding]:
        """Not mended, the first due first."""
        return [one for one in self.every if one.closing is None]

    @property
    def late(self) -> int:
        """Of the open ones."""
        return sum(one.due_on < self.day for one in self.open)

    @property
    def named(self) -> list[InspectionFinding]:
        """Those that wait longest."""
        return self.open[:NAMED]


@dataclass(frozen=True)
class Money:
    """Money that waits in one way: how much in how many places, what of it is late or old."""

    holdings: Sequence[Holding]
    day: date

    @property
    def amount(self) -> int:
        """Đồng."""
        return sum(one.amount for one in self.holdings)

    @property
    def late(self) -> int:
        """Places over the day that the law sets."""
        return holdings.late(self.holdings, self.day)[0]

    @property
    def old(self) -> int:
        """Đồng that have been here for more than a year."""
        return sum(one.amount for one in self.holdings if one.age_on(self.day) is Age.OLDER)


class OfficerLine(NamedTuple):
    """How one officer of the unit stands; his name empty: cases that nobody holds."""

    name: str
    row: Row
    counts: Counts


@dataclass(frozen=True)
class Checkup:
    """One unit on one day, on one page."""

    unit: Unit
    day: date
    row: Row
    cases: Gap
    money: Gap
    fields: Sequence[FieldLine]
    findings: Findings
    waiting: Money
    for_state: Money
    unknown_exhibits: int
    officers: Sequence[OfficerLine]
    inspected: Inspection | None  # the latest

    @property
    def duties(self) -> Counts:
        """Late of all that is open."""
        return sum((one.counts for one in self.fields), Counts())


def of(db: Session, unit: Unit, day: date) -> Checkup:
    """The unit as its records stand on `day`; the figures are of its statistics year."""
    now, subject = figures(db, day, unit_id=unit.id), Subject(unit.id)
    cases, money = gaps_of(db, now, subject)
    lines = worklists.counts(db, Wanted(unit_id=unit.id), day)
    found = inspections.findings(db, unit_id=unit.id)
    return Checkup(
        unit=unit, day=day, row=row_of(now, subject), cases=cases, money=money,
        fields=by_field(lines),
        findings=Findings(found, inspections.repeats(db, found), day),
        waiting=Money(holdings.waiting_money(db, day, unit.id), day),
        for_state=Money(holdings.state_money(db, day, unit.id), day),
        unknown_exhibits=sum(
            one.listed_on < day for one in evidence.unknown(db, day, unit.id)
        ),
        officers=_officers(now, lines, unit.id),
        inspected=next(iter(inspections.inspections(db, unit_id=unit.id, until=day)), None),
    )  # fmt: skip


def by_field(lines: Iterable[CountLine]) -> list[FieldLine]:
    """The duties of each field that has any, the kind with most late first."""
    sums: dict[Duty, Counts] = {}
    for line in lines:
        sums[line.duty] = sums.get(line.duty, Counts()) + line.counts
    found = []
    for field in FIELDS:
        kinds = [DutyLine(duty, sums.pop(duty)) for duty in field.duties if duty in sums]
        found.append(FieldLine(field, _most_late(kinds)))
    left = [DutyLine(duty, counts) for duty, counts in sums.items()]
    found.append(FieldLine(Field("Trình tự thi hành án"), _most_late(left)))
    return [one for one in found if one.kinds]


def _most_late(kinds: list[DutyLine]) -> list[DutyLine]:
    order = list(Duty)
    return sorted(kinds, key=lambda one: (-one.counts.late, order.index(one.duty)))


def _officers(now: Figures, lines: Iterable[CountLine], unit_id: UUID) -> list[OfficerLine]:
    counts: dict[UUID | None, Counts] = {}
    for line in lines:
        counts[line.officer_id] = counts.get(line.officer_id, Counts()) + line.counts
    of_unit = [row for row in now.officers if row.unit and row.unit.id == unit_id]
    return [_officer(row, counts) for row in of_unit]


def _officer(row: Row, counts: dict[UUID | None, Counts]) -> OfficerLine:
    key = row.officer.id if row.officer else None
    return OfficerLine(row.officer.full_name if row.officer else "", row, counts.get(key, Counts()))
