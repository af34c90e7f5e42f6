"""The units of the province on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from thads.core.driver import Driver, identified
from thads.core.errors import NotFound
from thads.units.models import Unit, UnitKind

_NAMES_ON = (
    select(Unit.id, Unit.name)
    .where(Unit.valid_on(bindparam("day")))
    .order_by(Unit.position, Unit.name, Unit.id)
)


def get(db: Session, unit_id: UUID) -> Unit:
    """One unit, whether or not it still exists."""
    unit = db.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    return unit


def by_code(db: Session, code: str) -> Unit | None:
    """The unit with this code."""
    return db.scalars(select(Unit).where(Unit.code == code)).one_or_none()


def answers_for(db: Session, unit_id: UUID, other_id: UUID) -> bool:
    """Whether what the other unit left unfinished is this one's: its own, or a successor's."""
    return other_id in set(db.scalars(Unit.answered_for_by(unit_id)))


def has_divisions(db: Session, day: date) -> bool:
    """Whether the province works through divisions, without agencies below it (since 1/7/2025)."""
    division = Unit.kind == UnitKind.REGIONAL_DIVISION
    return bool(db.scalar(select(select(Unit.id).where(division, Unit.valid_on(day)).exists())))


def existing_on(db: Session, day: date) -> Sequence[Unit]:
    """Units that exist on `day`: the provincial office first, then in their order."""
    stmt = select(Unit).where(Unit.valid_on(day)).order_by(Unit.position, Unit.name, Unit.id)
    return db.scalars(stmt).all()


def existing_between(db: Session, day: date, other: date) -> Sequence[Unit]:
    """Units that exist on a day from one of these to the other, in the same order."""
    first, last = sorted((day, other))
    stmt = select(Unit).where(
        Unit.valid_from <= last, or_(Unit.valid_to.is_(None), Unit.valid_to >= first)
    )
    return db.scalars(stmt.order_by(Unit.position, Unit.name, Unit.id)).all()


def names_on(db: Session, day: date) -> Sequence[tuple[UUID, str]]:
    """Id and name of the same units, to choose from."""
    driver = Driver(db.connection())
    return identified(tuple(driver.read(_NAMES_ON, [driver.day(day)])))


def every(db: Session) -> Sequence[Unit]:
    """All units that ever were, in their order."""
    return db.scalars(select(Unit).order_by(Unit.position, Unit.name, Unit.id)).all()


def provincial_on(db: Session, day: date) -> Unit | None:
    """The provincial office itself on `day`."""
    return next((unit for unit in existing_on(db, day) if unit.is_provincial), None)
