"""Up to when a unit's statistics are closed, by whom, and which facts were entered late."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.identity.models import User
from thads.periods.models import LateEntry, PeriodClose
from thads.units.models import Unit


class Closed(NamedTuple):
    """A closed month: whose, which, when and by whom."""

    unit_id: UUID
    unit_name: str
    period_end: date
    closed_at: datetime
    closed_by: str


def closed_until(db: Session, unit_id: UUID) -> date | None:
    """The last day of the newest month that this unit has closed."""
    newest = select(func.max(PeriodClose.period_end)).where(PeriodClose.unit_id == unit_id)
    until: date | None = db.scalar(newest)
    return until


def closed_by_unit(db: Session) -> dict[UUID, date]:
    """The same of every unit that has closed a month."""
    newest = select(PeriodClose.unit_id, func.max(PeriodClose.period_end))
    return dict(db.execute(newest.group_by(PeriodClose.unit_id)).tuples().all())


def closes_from(db: Session, day: date) -> list[Closed]:
    """Who has closed a month that ends on `day` or later, the earliest month first."""
    stmt = (
        select(
            PeriodClose.unit_id, Unit.name, PeriodClose.period_end, PeriodClose.closed_at,
            func.coalesce(User.full_name, ""),
        )
        .join(Unit, Unit.id == PeriodClose.unit_id)
        .outerjoin(User, User.id == PeriodClose.entered_by_id)
        .where(PeriodClose.period_end >= day)
        .order_by(PeriodClose.period_end, PeriodClose.closed_at)
    )  # fmt: skip
    return [Closed(*row) for row in db.execute(stmt)]


def late_of_cases(db: Session, case_ids: Collection[UUID]) -> dict[UUID, dict[int, LateEntry]]:
    """The late entries of these cases, by the place of the fact in its case."""
    found: dict[UUID, dict[int, LateEntry]] = {case_id: {} for case_id in case_ids}
    for late in db.scalars(select(LateEntry).where(LateEntry.case_id.in_(case_ids))):
        found[late.case_id][late.sequence] = late
    return found
