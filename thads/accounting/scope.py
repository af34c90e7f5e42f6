"""Whose books and whose decisions a person reads."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.errors import NotFound
from thads.identity.models import Role, User
from thads.identity.policy import sees_whole_province
from thads.ledger.books import keeper
from thads.units import queries as units
from thads.units.models import Unit

Units = tuple[UUID, ...] | None


def books_of(db: Session, reader: User, today: date) -> Units:
    """The books that keep the money of the reader's unit, and those of the units it carries on;
    None: all of the province."""
    if sees_whole_province(reader.role):
        return None
    own = _own(reader)
    return tuple(dict.fromkeys((keeper(db, own, today).id, *_before(db, own))))


def holders_of(db: Session, reader: User, today: date) -> Units:
    """The units whose decisions the reader reconciles: one's own, and for the unit that keeps the
    books those whose money stands in them; None: all of the province."""
    if sees_whole_province(reader.role):
        return None
    own = _own(reader)
    kept = [one.id for one in units.existing_on(db, today) if keeper(db, one, today).id == own.id]
    return tuple(dict.fromkeys((own.id, *_before(db, own), *kept)))


def books_units(db: Session, reader: User, today: date) -> list[Unit]:
    """The same books as units to choose from, in their order; units that keep none are left out."""
    mine = books_of(db, reader, today)
    return [
        unit for unit in units.every(db)
        if (mine is None or unit.id in mine)
        and any(keeper(db, unit, day).id == unit.id for day in (unit.valid_from, today))
    ]  # fmt: skip


def is_officer(reader: User) -> bool:
    """Sees his or her own decisions only."""
    return reader.role is Role.OFFICER


def _own(reader: User) -> Unit:
    if reader.unit is None:
        raise NotFound
    return reader.unit


def _before(db: Session, unit: Unit) -> tuple[UUID, ...]:
    return tuple(db.scalars(Unit.answered_for_by(unit.id)))
