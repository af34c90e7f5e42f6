"""Who holds how much: open cases and what remains on them, by unit and officer, on any day."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval, Standing
from thads.cases.queries.filters import CaseFilter, of_case, of_interval, unended

OPEN = frozenset(standing for standing in Standing if not standing.has_ended)


class Holder(NamedTuple):
    """An officer of a unit; without an officer: what nobody was assigned yet."""

    unit_id: UUID
    officer_id: UUID | None


class Load(NamedTuple):
    """Open cases held, and đồng that remain on them."""

    cases: int = 0
    remaining: int = 0

    def __add__(self, other: object) -> "Load":
        """Both together."""
        if not isinstance(other, Load):
            return NotImplemented
        return Load(self.cases + other.cases, self.remaining + other.remaining)

    def less(self, other: "Load") -> "Load":
        """What is left without the other."""
        return Load(self.cases - other.cases, self.remaining - other.remaining)


Loads = dict[Holder, Load]


def loads_on(db: Session, day: date, unit_ids: Iterable[UUID]) -> Loads:
    """What each officer of these units holds at the end of `day`."""
    held = (CaseInterval.unit_id, CaseInterval.officer_id)
    stmt = (
        select(*held, func.count(), func.sum(CaseInterval.remaining))
        .where(
            CaseInterval.unit_id.in_(list(unit_ids)),
            CaseInterval.standing.in_(OPEN),
            CaseInterval.starts_on <= day,
            or_(*unended(day)),
        )
        .group_by(*held)
    )
    return {Holder(u, o): Load(n, int(money)) for u, o, n, money in db.execute(stmt)}


def total(loads: Loads) -> Load:
    """What all of them hold together."""
    return sum(loads.values(), Load())


def ids_of(
    db: Session, wanted: CaseFilter, *, day: date, scope: UUID | None, limit: int
) -> list[UUID]:
    """The cases of a list of the register, by id; no more than `limit`."""
    stmt = (
        select(CaseInterval.case_id)
        .join(Case, Case.id == CaseInterval.case_id)
        .where(
            of_interval(wanted, day, scope, case_known=False),
            or_(*unended(day)),
            *of_case(wanted, day),
        )
        .order_by(CaseInterval.case_id)
    )
    return list(db.scalars(stmt.limit(limit)))
