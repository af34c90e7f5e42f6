"""Who of a unit could take more: what each officer holds, the least loaded first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from thads.cases.models import CaseInterval, Standing
from thads.cases.queries.filters import unended
from thads.cases.queries.people import officers_of
from thads.cases.queries.workload import OPEN, Load
from thads.identity.models import Role

CHUNK = 500
ENFORCEABLE = frozenset({Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT})
WITHOUT_MEANS = frozenset({Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING})


class Candidate(NamedTuple):
    """An officer with what he or she holds: all open cases, those with means, those without.

    Who leads the unit may hold cases too, but is not the first to be proposed.
    """

    officer_id: UUID
    name: str
    leads: bool
    load: Load
    enforceable: int
    without_means: int


class Held(NamedTuple):
    """A case as it is held now; remaining in đồng."""

    case_id: UUID
    unit_id: UUID
    officer_id: UUID | None
    remaining: int


def candidates(db: Session, unit_id: UUID, day: date) -> list[Candidate]:
    """The unit's officers before who leads it: fewest open cases first, then least money, then by
    name."""
    held: dict[UUID | None, dict[Standing, Load]] = defaultdict(dict)
    stmt = (
        select(
            CaseInterval.officer_id, CaseInterval.standing, func.count(),
            func.sum(CaseInterval.remaining),
        )
        .where(
            CaseInterval.unit_id == unit_id, CaseInterval.standing.in_(OPEN),
            CaseInterval.starts_on <= day, or_(*unended(day)),
        )
        .group_by(CaseInterval.officer_id, CaseInterval.standing)
    )  # fmt: skip
    for officer_id, standing, cases, money in db.execute(stmt):
        held[officer_id][standing] = Load(cases, int(money))
    found = [
        Candidate(
            person.id, person.full_name, person.role is not Role.OFFICER,
            sum(held[person.id].values(), Load()),
            _cases(held[person.id], ENFORCEABLE), _cases(held[person.id], WITHOUT_MEANS),
        )
        for person in officers_of(db, unit_id, day)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.leads, one.load))  # equals stay in order of names


def held_now(db: Session, case_ids: Iterable[UUID]) -> Iterator[Held]:
    """Who holds these cases now."""
    columns = (
        CaseInterval.case_id, CaseInterval.unit_id, CaseInterval.officer_id, CaseInterval.remaining,
    )  # fmt: skip
    remaining = iter(case_ids)
    while chunk := list(islice(remaining, CHUNK)):
        stmt = select(*columns).where(
            CaseInterval.ends_on.is_(None), CaseInterval.case_id.in_(chunk)
        )
        for row in db.execute(stmt.order_by(CaseInterval.case_id)):
            yield Held(*row)


def _cases(loads: dict[Standing, Load], wanted: frozenset[Standing]) -> int:
    return sum(load.cases for standing, load in loads.items() if standing in wanted)
