"""The targets of a year: the province's, each unit's, each officer's; the latest row of each."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.identity.models import User
from thads.targets.models import Target


def target_for(db: Session, year: int, unit_id: UUID | None) -> Target | None:
    """What the province (`unit_id` None) or a unit has to reach in statistics year `year`."""
    return targets_of(db, year).get(unit_id)


def targets_of(db: Session, year: int) -> dict[UUID | None, Target]:
    """The targets in force in a year by unit; the province's stands under None."""
    return {row.unit_id: row for row in history_of(db, year) if row.officer_id is None}


def officers_targets_of(db: Session, year: int) -> dict[tuple[UUID | None, UUID], Target]:
    """The targets of officers in force in a year, by unit and officer."""
    return {(row.unit_id, row.officer_id): row for row in history_of(db, year) if row.officer_id}


def history_of(db: Session, year: int) -> Sequence[Target]:
    """All rows of a year, replaced ones included, oldest first."""
    stmt = select(Target).where(Target.year == year).order_by(Target.entered_at, Target.id)
    return db.scalars(stmt).all()


def people_of(db: Session, rows: Sequence[Target]) -> dict[UUID, str]:
    """The names of those who set these targets and of the officers who have them."""
    ids = {who for row in rows for who in (row.entered_by_id, row.officer_id) if who}
    found = db.execute(select(User.id, User.full_name).where(User.id.in_(ids)))
    return {row.id: row.full_name for row in found}
