"""What must be verified next, where and by whom: the whole duty list with its days and communes.

The same cases as `queries.overdue` counts: its m are all of them, its n those that are OVERDUE.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from thads.cases import standstills
from thads.cases.models import Case, CaseInterval, Standing
from thads.core.codes import Coded
from thads.core.text import sort_key
from thads.parties.models import Party, PartyRole
from thads.rules.dated import MissingRule
from thads.rules.deadlines import Duty
from thads.rules.pauses import Standstill
from thads.verification import areas
from thads.verification.areas import UNKNOWN, Area
from thads.verification.clock import duties_on
from thads.verification.queries import DUTIES, due_after


class Horizon(Coded):
    """Until when one looks; the nearer ones lie within the farther ones."""

    OVERDUE = "overdue", "Quá hạn"
    IN_30 = "30", "Đến hạn trong 30 ngày"
    IN_60 = "60", "Đến hạn trong 60 ngày"
    IN_90 = "90", "Đến hạn trong 90 ngày"
    UNKNOWN = "unknown", "Chưa tính được hạn"

    def holds(self, due: date | None, day: date) -> bool:
        """Whether a last day lies within it, as seen on `day`; what is late always does."""
        if self is Horizon.UNKNOWN or due is None:
            return self is Horizon.UNKNOWN and due is None
        days = -1 if self is Horizon.OVERDUE else int(self.value)
        return due <= day + timedelta(days=days)


class Planned(NamedTuple):
    """One case under a duty to verify; `due` is empty where the law known here does not reach."""

    case_id: UUID
    number: int
    series: str
    unit_id: UUID
    officer_id: UUID | None
    standing: Standing
    remaining: int  # đồng
    duty: Duty
    since: date
    due: date | None
    areas: tuple[Area, ...]  # one for each commune where a debtor lives

    @property
    def title(self) -> str:
        """The decision's number as people say it."""
        return f"{self.number}/{self.series}"


@dataclass(frozen=True)
class Plan:
    """Cases under a duty to verify as seen on a day, the first due first."""

    day: date
    cases: Sequence[Planned]

    def within(self, horizon: Horizon | None) -> "Plan":
        """Those due until then; None: all."""
        if horizon is None:
            return self
        return self._of([case for case in self.cases if horizon.holds(case.due, self.day)])

    def in_area(self, key: str) -> "Plan":
        """Those with a debtor in this commune."""
        return self._of([case for case in self.cases if any(a.key == key for a in case.areas)])

    @cached_property
    def counts(self) -> dict[Horizon, int]:
        """How many lie within each horizon."""
        return {horizon: len(self.within(horizon).cases) for horizon in Horizon}

    @cached_property
    def owed(self) -> int:
        """Đồng that remain to be paid in these cases."""
        return sum(case.remaining for case in self.cases)

    @cached_property
    def by_area(self) -> list[tuple[Area, "Plan"]]:
        """The communes in Vietnamese order, each with its cases; what has none comes last.

        A case whose debtors live in two communes stands in both: each trip must know of it.
        """
        found: dict[Area, list[Planned]] = {}
        for case in self.cases:
            for area in case.areas:
                found.setdefault(area, []).append(case)
        ordered = sorted(found, key=lambda a: (a == UNKNOWN, sort_key(a.name), a.key))
        return [(area, self._of(found[area])) for area in ordered]

    def _of(self, cases: list[Planned]) -> "Plan":
        return replace(self, cases=cases)


def plan(
    db: Session,
    day: date,
    unit_id: UUID | None = None,
    *,
    officer_id: UUID | None = None,
    unassigned: bool = False,
) -> Plan:
    """The duty list of a unit (None: the province), or of one officer in it, on `day`."""
    stmt = _scanned(day, unit_id)
    if officer_id is not None:
        stmt = stmt.where(CaseInterval.officer_id == officer_id)
    if unassigned:
        stmt = stmt.where(CaseInterval.officer_id.is_(None))
    found = list(_read(db, stmt, day))
    found.sort(key=lambda case: (case.due or date.max, case.number, case.case_id))
    return Plan(day, found)


def _scanned(day: date, unit_id: UUID | None) -> Select[*tuple[Any, ...]]:
    """A row for each case and debtor whose commune is known, or one without."""
    duties = duties_on(day, unit_id).subquery()
    interval = and_(
        CaseInterval.case_id == duties.c.case_id, CaseInterval.starts_on == duties.c.starts_on
    )
    lives = and_(
        Party.case_id == Case.id,
        Party.role == PartyRole.DEBTOR,
        Party.commune_code.is_not(None),
    )
    return (
        select(
            duties.c.case_id, duties.c.duty, duties.c.since, CaseInterval.unit_id,
            CaseInterval.officer_id, CaseInterval.standing, CaseInterval.remaining, Case.number,
            Case.series, Case.docketed_on, Party.commune_code,
        )
        .join(CaseInterval, interval)
        .join(Case, Case.id == duties.c.case_id)
        .outerjoin(Party, lives)
        .order_by(duties.c.case_id, Party.entered_at, Party.id)
    )  # fmt: skip


def _read(db: Session, stmt: Select[*tuple[Any, ...]], day: date) -> Iterator[Planned]:
    scanned = db.execute(stmt).all()
    paused = set(db.scalars(standstills.had(day))).intersection(row.case_id for row in scanned)
    stood = standstills.of_cases(db, paused, day)
    for case_id, rows in groupby(scanned, key=lambda row: row.case_id):
        debtors = list(rows)
        row = debtors[0]
        found = [areas.of_code(d.commune_code, row.docketed_on, day) for d in debtors]
        known = [area for area in dict.fromkeys(found) if area != UNKNOWN]
        yield Planned(
            case_id, row.number, row.series, row.unit_id, row.officer_id, row.standing,
            row.remaining, DUTIES[row.duty], row.since,
            _due(row.duty, row.since, stood.get(case_id, ())),
            tuple(known) or (UNKNOWN,),
        )  # fmt: skip


@lru_cache(maxsize=16384)
def _due(duty: str, since: date, stood_still: tuple[Standstill, ...]) -> date | None:
    """A clock that started before any law kept here has no day that could be told."""
    try:
        return due_after(DUTIES[duty], since, stood_still).due
    except MissingRule:
        return None
