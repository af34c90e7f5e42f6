"""All that the rules look at, read once for a unit or for a whole province."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.days import month_end, month_number, statistics_year, year_start
from thads.rules import figure_checks
from thads.rules.figure_checks.kinds import EachCase, Jump, Whose
from thads.statistics.breakdown import Lines, of_every_unit
from thads.statistics.figures import figures
from thads.statistics.rows import Figures, Row
from thads.statistics.subject import Subject
from thads.targets import queries as targets
from thads.targets.models import Target
from thads.validation import frozen, tallies
from thads.validation.registers import REGISTERS
from thads.validation.tallies import Holder, Months, Tally


@dataclass(frozen=True)
class Evidence:
    """The figures of a period with everything that they are checked against."""

    now: Figures
    unit_id: UUID | None  # of one unit; empty: the whole province
    kinds: Lines  # by unit; the province's stand under None
    themes: Lines
    moved: Tally
    decided: Tally
    broken: Mapping[str, Tally]
    months: Mapping[Holder, Months]
    targets: Mapping[UUID | None, Target]
    officers_targets: Mapping[tuple[UUID | None, UUID], Target]
    month_before: Mapping[str, Any] | None  # the closed period's document, newest version
    year_before: Mapping[str, Any] | None

    @property
    def period_end(self) -> date:
        """The last day counted."""
        return self.now.end

    @property
    def subjects(self) -> list[Subject]:
        """Everyone who reports from here: the whole first, then each unit with its officers."""
        found = [] if self.unit_id else [Subject()]
        for unit in self.now.units:
            assert unit.unit is not None
            found.append(Subject(unit.unit.id))
            found += [
                Subject(row.unit.id, row.officer.id)
                for row in self.now.officers
                if row.unit and row.officer and row.unit.id == unit.unit.id
            ]
        if self.unit_id and Subject(self.unit_id) not in found:
            found.append(Subject(self.unit_id))
        return found

    def line(self, subject: Subject) -> Row:
        """The subject's own line; zeros when no case is its."""
        if subject.unit_id is None:
            return self.now.total
        if subject.officer_id is None:
            return self.now.unit(subject.unit_id)
        return self.now.officer(subject.unit_id, subject.officer_id)

    def target(self, subject: Subject) -> Target | None:
        """What the subject has to reach this year."""
        if subject.officer_id:
            return self.officers_targets.get((subject.unit_id, subject.officer_id))
        return self.targets.get(subject.unit_id)

    def parts(self, subject: Subject, group: str) -> Sequence[Row]:
        """The lines of a group inside the subject's."""
        if group == "kind":
            return self.kinds.get(subject.unit_id, ())
        if group == "theme":
            return self.themes.get(subject.unit_id, ())
        rows = self.now.units if group == "unit" else self.now.officers
        return [row for row in rows if row.unit and subject.unit_id in (None, row.unit.id)]

    def sums(self, tally: Tally, subject: Subject, width: int) -> list[int]:
        """What a tally says of the subject."""
        return tallies.of_subject(tally, subject, width)


def whose(subject: Subject) -> Whose:
    """Which rules speak of this subject."""
    if subject.officer_id:
        return Whose.OFFICER
    return Whose.UNIT if subject.unit_id else Whose.PROVINCE


def read(db: Session, end: date, unit_id: UUID | None) -> Evidence:
    """Everything of a unit (None: the province), in as many queries whatever its size."""
    now = figures(db, end, unit_id=unit_id)
    kinds, themes = _breakdown(db, now, unit_id)
    year, checks = statistics_year(end), figure_checks.on(end)
    return Evidence(
        now=now,
        unit_id=unit_id,
        kinds=kinds,
        themes=themes,
        moved=tallies.moved(db, end, unit_id),
        decided=tallies.decided(db, end, unit_id),
        broken={
            check.register: tallies.breaking(db, REGISTERS[check.register](end), unit_id)
            for check in checks
            if isinstance(check, EachCase)
        },
        months=tallies.months(db, end, unit_id, watched(end)),
        targets=targets.targets_of(db, year),
        officers_targets=targets.officers_targets_of(db, year),
        month_before=_frozen_month(db, end),
        year_before=frozen.newest(db, year_start(year) - timedelta(days=1)),
    )


def _breakdown(db: Session, now: Figures, unit_id: UUID | None) -> tuple[Lines, Lines]:
    kinds: Lines = {unit_id: now.kinds}
    themes: Lines = {unit_id: now.themes}
    if unit_id is None:
        by_kind, by_theme = of_every_unit(db, now)
        kinds, themes = {**kinds, **by_kind}, {**themes, **by_theme}
    return kinds, themes


def watched(end: date) -> list[str]:
    """The stored columns whose months are compared, in the order in which they are read."""
    checks = [check for check in figure_checks.on(end) if isinstance(check, Jump)]
    return [f"{'m' if check.money else 'c'}_{name}" for check in checks for name in check.columns]


def _frozen_month(db: Session, end: date) -> Mapping[str, Any] | None:
    """The closed version of the period before, in the same year."""
    if month_number(end) == 1:
        return None
    return frozen.newest(db, month_end(end.replace(day=1) - timedelta(days=1)))
