"""Which cases make a version differ from the one before, and what came late between the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.closing.cells import CellChange, changes
from thads.closing.corrections import struck_since
from thads.closing.frozen import feeds
from thads.closing.models import PeriodVersion
from thads.formbook.feeds import FEEDS
from thads.statistics import latefacts
from thads.statistics.drill import Line
from thads.statistics.known import Change, differences
from thads.statistics.latefacts import LateFact, LateFilter
from thads.statistics.titles import CASE_TITLES, MONEY_TITLES

MOST_LATE = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """By how much one case changes one figure of the province."""

    title: str
    is_money: bool
    amount: int


@dataclass(frozen=True, slots=True)
class Cause:
    """One case and all that it changes."""

    case: Line
    moved: Sequence[Moved]


@dataclass(frozen=True, slots=True)
class Causes:
    """Why figures differ: cases, facts entered late or struck out, cells of registers' forms."""

    cases: Sequence[Cause]
    late: Sequence[LateFact]
    late_in_all: int
    cells: Sequence[CellChange]


def between(db: Session, earlier: PeriodVersion, later: PeriodVersion | None) -> Causes:
    """From one version to a later one; None: to what is known now."""
    end, until = earlier.period_end, later.known_at if later else None
    found = differences(db, end, earlier.known_at, until)
    late = latefacts.late_facts(db, _late_filter(earlier, until), size=MOST_LATE)
    struck = list(struck_since(db, end, earlier.known_at, until))
    known = feeds(db, earlier.id, FEEDS)
    after = feeds(db, later.id, FEEDS) if later else FEEDS
    return Causes(
        _by_case(found), [*late.rows, *struck], late.total + len(struck),
        list(changes(db, end, known, after)),
    )  # fmt: skip


def _late_filter(earlier: PeriodVersion, until: datetime | None) -> LateFilter:
    return LateFilter(until_day=earlier.period_end, after=earlier.known_at, until=until)


def _by_case(found: Sequence[Change]) -> list[Cause]:
    """The lines of the whole province only: every case is in them once."""
    cases: dict[UUID, Line] = {}
    moved: dict[UUID, list[Moved]] = {}
    for change in (one for one in found if one.row.group == "total"):
        title = (MONEY_TITLES if change.money else CASE_TITLES)[change.column]
        for case in change.causes:
            cases[case.case_id] = case
            moved.setdefault(case.case_id, []).append(Moved(title, change.money, case.amount))
    ordered = sorted(cases.values(), key=lambda one: (one.docketed_on, one.case_id))
    return [Cause(case, moved[case.case_id]) for case in ordered]
