"""Figures beside last year's and the targets: what a head looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.days import same_period_before, statistics_year
from thads.rules import statistics_bases
from thads.statistics import successions
from thads.statistics.boundaries import figures_on
from thads.statistics.figures import figures, points_between
from thads.statistics.ratio import Ratio
from thads.statistics.rows import Figures, Row
from thads.targets import queries as targets
from thads.targets.models import Target


@dataclass(frozen=True)
class Compared:
    """A rate with its distance, in percentage points, from the target and from last year."""

    label: str
    ratio: Ratio
    is_money: bool
    target: Decimal | None
    before: Ratio

    @property
    def above_target(self) -> Decimal | None:
        """Points above (below: negative) the target; None without a target or a base."""
        return None if self.target is None else points_between(self.ratio, self.target)

    @property
    def above_last_year(self) -> Decimal | None:
        """Points above the same day of last year."""
        return points_between(self.ratio, self.before)


@dataclass(frozen=True)
class Comparison:
    """The figures of a year to a day, those of the year before, and the targets."""

    now: Figures
    before: Figures
    targets: dict[UUID | None, Target]
    unit_id: UUID | None
    officer_id: UUID | None = None
    officers_targets: Mapping[tuple[UUID | None, UUID], Target] = field(default_factory=dict)
    base_changes: Sequence[str] = ()  # why the two rates do not rest on the same kind of base
    units_changed: Sequence[str] = ()  # between the two periods, unless both are read `as_of` a day
    as_of: date | None = None  # by the units of this day; empty: each by the units of its own

    @property
    def focus(self) -> Row:
        """The line looked at: the officer's when one is named, else the whole."""
        of_officer = (r for r in self.now.officers if r.officer and r.officer.id == self.officer_id)
        return next(of_officer, self.now.total)

    @property
    def cards(self) -> list[Compared]:
        """The two rates of the line looked at."""
        return [self.cases(self.focus), self.money(self.focus)]

    def cases(self, row: Row) -> Compared:
        """The rate in cases of the whole, of a unit or of an officer."""
        target = self._target(row)
        percent = target.cases_percent if target else None
        before = self._before(row).case_rate
        return Compared("Giải quyết xong về việc", row.case_rate, False, percent, before)

    def money(self, row: Row) -> Compared:
        """The rate in money of the whole, of a unit or of an officer."""
        target = self._target(row)
        percent = target.money_percent if target else None
        before = self._before(row).money_rate
        return Compared("Giải quyết xong về tiền", row.money_rate, True, percent, before)

    def _target(self, row: Row) -> Target | None:
        """Province, units and officers have targets of their own."""
        if row.officer and row.unit:
            return self.officers_targets.get((row.unit.id, row.officer.id))
        if row.group == "officer":
            return None
        return self.targets.get(row.unit.id if row.unit else self.unit_id)

    def _before(self, row: Row) -> Row:
        if row.unit and row.officer:
            return self.before.officer(row.unit.id, row.officer.id)
        return self.before.unit(row.unit.id) if row.unit else self.before.total


def compare(
    db: Session, at: date, unit_id: UUID | None, officer_id: UUID | None = None, *,
    as_of: date | None = None,
) -> Comparison:  # fmt: skip
    """The figures to the end of `at` of a unit (None: the province) and what they stand beside.

    An officer who has no case of the unit is not looked at: the unit is. `as_of`: both years by
    the units of that day.
    """
    year, last = statistics_year(at), same_period_before(at)
    return Comparison(
        now=_figures(db, at, unit_id, as_of),
        before=_figures(db, last, unit_id, as_of),
        targets=targets.targets_of(db, year),
        unit_id=unit_id,
        officer_id=officer_id,
        officers_targets=targets.officers_targets_of(db, year),
        base_changes=[*statistics_bases.differences(at, last)],
        units_changed=[] if as_of else [*successions.changes(db, at, last, unit_id)],
        as_of=as_of,
    )


def _figures(db: Session, at: date, unit_id: UUID | None, as_of: date | None) -> Figures:
    if as_of:
        return figures_on(db, at, as_of=as_of, unit_id=unit_id)
    return figures(db, at, unit_id=unit_id)
