"""What is carried from year to year: open cases by year of docketing, and when anything was done.

The stock of a day are the current cases (statistics.md, "What is counted"): docketed, not ended,
and not in separate tracking. It is `carried_forward` less `moved_to_separate_tracking` of the
figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from thads.cases.history import CURRENT
from thads.cases.models import ActKind, Case, CaseAct, CaseInterval, MovementKind, Standing
from thads.cases.queries.filters import ENFORCEABLE_NOW, unended
from thads.core.codes import Coded
from thads.core.days import last_day_older_than, statistics_year, year_start
from thads.ledger.models import LedgerEntry

# What moves a case on. Who holds the file, and what strikes a record out, does not.
REAL_ACTS = tuple(
    kind
    for kind in ActKind
    if kind not in (ActKind.ASSIGNMENT, ActKind.TRANSFER, ActKind.CORRECTION)
)


class Idle(Coded):
    """For how long no real act was done."""

    WITHIN_30 = "30", "Trong 30 ngày"
    WITHIN_90 = "90", "31–90 ngày"
    WITHIN_180 = "180", "91–180 ngày"
    WITHIN_365 = "365", "181–365 ngày"
    LONGER = "longer", "Quá 365 ngày"

    @classmethod
    def of_days(cls, days: int) -> "Idle":
        """The span in which so many days lie."""
        return next((i for i in cls if i is not cls.LONGER and days <= int(i.value)), cls.LONGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockFilter:
    """Which of the stock; `year`: statistics year of docketing; `old`: enforceable and docketed
    more than a year before the day, which is the theme of that name."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None
    unassigned: bool = False
    standings: frozenset[Standing] = CURRENT
    year: int | None = None
    old: bool = False


class Cell(NamedTuple):
    """Cases and đồng that remain on them."""

    cases: int = 0
    remaining: int = 0

    def plus(self, other: "Cell") -> "Cell":
        """Both together."""
        return Cell(self.cases + other.cases, self.remaining + other.remaining)


@dataclass(frozen=True, slots=True)
class Cohort:
    """The cases of one statistics year of docketing, by standing; `old` are among them."""

    year: int
    by_standing: dict[Standing, Cell]
    old: Cell

    @property
    def total(self) -> Cell:
        """All of them."""
        return total(self.by_standing.values())


class Stock(NamedTuple):
    """One open case; `acted_on` empty: nothing was done since docketing."""

    case_id: UUID
    title: str
    docketed_on: date
    standing: Standing
    unit_id: UUID
    officer_id: UUID | None
    remaining: int
    acted_on: date | None

    def idle_on(self, day: date) -> int:
        """Days since a real act, or since docketing."""
        return (day - (self.acted_on or self.docketed_on)).days


def total(cells: Iterable[Cell]) -> Cell:
    """Several cells together."""
    found = Cell()
    for cell in cells:
        found = found.plus(cell)
    return found


def cohorts(db: Session, day: date, wanted: StockFilter) -> list[Cohort]:
    """The stock at the end of `day` by year of docketing, the oldest first; two statements."""
    first = db.scalar(select(func.min(Case.docketed_on)))
    if first is None or first > day:
        return []
    rows = _cohort_rows(day, wanted, statistics_year(first)).subquery()
    old = case((rows.c.old, 1), else_=0)
    stmt = select(
        rows.c.year, rows.c.standing, func.count(), func.sum(rows.c.remaining), func.sum(old),
        func.sum(case((rows.c.old, rows.c.remaining), else_=0)),
    ).group_by(rows.c.year, rows.c.standing)  # fmt: skip
    found: dict[int, Cohort] = {}
    for year, standing, count, remaining, olds, old_remaining in db.execute(stmt):
        before = found.get(year, Cohort(year, dict.fromkeys(wanted.standings, Cell()), Cell()))
        cell = Cell(count, int(remaining))
        more = before.old.plus(Cell(int(olds), int(old_remaining)))
        found[year] = Cohort(year, {**before.by_standing, standing: cell}, more)
    return [found[year] for year in sorted(found)]


def stock(db: Session, day: date, wanted: StockFilter) -> Sequence[Stock]:
    """These cases at the end of `day`, those longest without a real act first; one statement."""
    act, money = _acted_on(day).label("act"), _paid_on(day).label("money")
    rows = db.execute(
        select(
            Case.id, Case.number, Case.series, Case.docketed_on, CaseInterval.standing,
            CaseInterval.unit_id, CaseInterval.officer_id, CaseInterval.remaining, act, money,
        )
        .join(Case, Case.id == CaseInterval.case_id)
        .where(*in_stock(day, wanted))
    )  # fmt: skip
    found = [
        Stock(
            row.id, f"{row.number}/{row.series}", row.docketed_on, row.standing, row.unit_id,
            row.officer_id, row.remaining, max(filter(None, (row.act, row.money)), default=None),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.idle_on(day), one.docketed_on, one.case_id))


def _cohort_rows(day: date, wanted: StockFilter, first: int) -> Select[*tuple[Any, ...]]:
    years = range(statistics_year(day), first - 1, -1)
    year = case(*((Case.docketed_on >= year_start(year), year) for year in years))
    return (
        select(
            year.label("year"), CaseInterval.standing, CaseInterval.remaining,
            _is_old(day).label("old"),
        )
        .join(Case, Case.id == CaseInterval.case_id)
        .where(*in_stock(day, wanted))
    )  # fmt: skip


def in_stock(day: date, wanted: StockFilter) -> list[ColumnElement[bool]]:
    """What makes an interval with its case one of the wanted stock at the end of `day`."""
    found = [
        CaseInterval.standing.in_(wanted.standings), CaseInterval.starts_on <= day,
        or_(*unended(day)),
    ]  # fmt: skip
    if wanted.unit_id is not None:
        found.append(CaseInterval.unit_id == wanted.unit_id)
    if wanted.officer_id is not None:
        found.append(CaseInterval.officer_id == wanted.officer_id)
    if wanted.unassigned:
        found.append(CaseInterval.officer_id.is_(None))
    if wanted.year is not None:
        found += [
            Case.docketed_on >= year_start(wanted.year),
            Case.docketed_on < year_start(wanted.year + 1),
        ]
    if wanted.old:
        found.append(_is_old(day))
    return found


def _is_old(day: date) -> ColumnElement[bool]:
    return and_(
        CaseInterval.standing.in_(ENFORCEABLE_NOW),
        Case.docketed_on <= last_day_older_than(day, 1),
    )


def _acted_on(day: date) -> ScalarSelect[date]:
    """The day of the last real act that no correction struck out."""
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    return (
        select(func.max(CaseAct.day))
        .where(
            CaseAct.case_id == Case.id, CaseAct.day <= day, ~struck,
            func.coalesce(CaseAct.kind, CaseAct.kind).in_(REAL_ACTS),  # by the case, not the kind
        )
        .correlate(Case)
        .scalar_subquery()
    )  # fmt: skip


TAKEN_BACK = (MovementKind.REVERSED, MovementKind.PAYMENT_RETURNED)


def _paid_on(day: date) -> ScalarSelect[date]:
    """The day on which money last moved that no reversal took back."""
    reversal = aliased(LedgerEntry)
    taken_back = reversal.reverses_id == LedgerEntry.id
    same_case = reversal.case_id == LedgerEntry.case_id  # by the index of the case
    reversed_ = select(reversal.id).where(same_case, taken_back).exists()
    return (
        select(func.max(LedgerEntry.day))
        .where(
            LedgerEntry.case_id == Case.id, LedgerEntry.day <= day,
            LedgerEntry.kind.not_in(TAKEN_BACK), ~reversed_,
        )
        .correlate(Case)
        .scalar_subquery()
    )  # fmt: skip
