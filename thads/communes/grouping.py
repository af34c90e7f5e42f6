"""Where each open case is worked on: in one commune only, or where no commune is known.

The planner of verifications counts a case in each commune where a debtor lives; a worksheet gives
it to the first of them, so that the worksheets together hold every open case once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval, Standing
from thads.cases.models.terms import OPEN_ORDER
from thads.cases.queries.filters import unended
from thads.core.text import sort_key
from thads.parties.models import Party, PartyRole
from thads.places import queries as places
from thads.verification import areas
from thads.verification.areas import UNKNOWN, Area


class Placed(NamedTuple):
    """One open case and the commune whose worksheet has it."""

    case_id: UUID
    number: int
    series: str
    docketed_on: date
    unit_id: UUID
    officer_id: UUID | None
    standing: Standing
    remaining: int  # đồng
    area: Area

    @property
    def title(self) -> str:
        """The decision's number as people say it."""
        return f"{self.number}/{self.series}"


@dataclass(slots=True)
class AreaTally:
    """What one commune has, without its cases."""

    area: Area
    cases: int = 0
    remaining: int = 0  # đồng
    officers: set[UUID | None] = field(default_factory=set)


def placed(
    db: Session, day: date, unit_id: UUID | None, *, officer_id: UUID | None = None
) -> Iterator[Placed]:
    """Every case open at the end of `day` of a unit (None: the province), each once."""
    stmt = _scanned(day, unit_id)
    if officer_id is not None:
        stmt = stmt.where(CaseInterval.officer_id == officer_id)
    scanned = db.execute(stmt.execution_options(yield_per=2000))
    for _, rows in groupby(scanned, key=lambda row: row[0]):
        debtors = list(rows)
        one = debtors[0]
        found = (areas.of_code(row.commune_code, row.docketed_on, day) for row in debtors)
        yield Placed(
            one.id, one.number, one.series, one.docketed_on, one.unit_id, one.officer_id,
            one.standing, one.remaining,
            next((area for area in found if area != UNKNOWN), UNKNOWN),
        )  # fmt: skip


def tallies(cases: Iterable[Placed]) -> list[AreaTally]:
    """The communes in Vietnamese order with their counts and sums; what has none comes last."""
    found: dict[Area, AreaTally] = {}
    for case in cases:
        tally = found.setdefault(case.area, AreaTally(case.area))
        tally.cases += 1
        tally.remaining += case.remaining
        tally.officers.add(case.officer_id)
    return [found[area] for area in sorted(found, key=place_of)]


def place_of(area: Area) -> tuple[bool, str, str]:
    """Where a commune stands among others."""
    return area == UNKNOWN, sort_key(area.name), area.key


def other_names(area: Area, day: date) -> str:
    """The old communes that a new one took in, or the new ones that an old one went to."""
    if area == UNKNOWN or area.note:
        return area.note
    old = places.predecessors(area.key) if places.commune(area.key, day) else ()
    return f"Gồm các xã cũ: {', '.join(one.name for one in old)}" if old else ""


def _scanned(day: date, unit_id: UUID | None) -> Select[*tuple[Any, ...]]:
    """A row for each open case and debtor whose commune is known, or one without."""
    held = CaseInterval
    lives = and_(
        Party.case_id == Case.id, Party.role == PartyRole.DEBTOR, Party.commune_code.is_not(None)
    )
    stmt = (
        select(
            Case.id, Case.number, Case.series, Case.docketed_on, held.unit_id, held.officer_id,
            held.standing, held.remaining, Party.commune_code,
        )
        .join(held, held.case_id == Case.id)
        .outerjoin(Party, lives)
        .where(
            Case.struck_by_id.is_(None), held.starts_on <= day, or_(*unended(day)),
            held.standing.in_(OPEN_ORDER),
        )
        .order_by(Case.id, Party.entered_at, Party.id)
    )  # fmt: skip
    return stmt if unit_id is None else stmt.where(held.unit_id == unit_id)
