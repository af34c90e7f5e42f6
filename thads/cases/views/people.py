"""Names of people and units, and who may be chosen, in the shape that forms and pages need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from thads.cases.models import Case, CaseAct
from thads.cases.queries import suggest_number
from thads.identity import queries as identity
from thads.identity.models import User
from thads.rules.dated import MissingRule
from thads.units import queries as units
from thads.units.models import Unit
from thads.web.request import db, today

Choices = list[tuple[object, str]]


def officers_of(unit_id: UUID | None) -> Choices:
    """Officers of a unit, or of the whole province with their unit."""
    found = identity.officers(db(), unit_id=unit_id)
    if unit_id is not None:
        return [(officer_id, name) for officer_id, name, _ in found]
    return [(officer_id, f"{name} ({unit})" if unit else name) for officer_id, name, unit in found]


def units_of(day: date, *, without: UUID | None = None) -> Choices:
    """Units that exist on that day."""
    return [(unit_id, name) for unit_id, name in units.names_on(db(), day) if unit_id != without]


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Full names by id."""
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    stmt = select(User.id, User.full_name).where(User.id.in_(wanted))
    return {row.id: row.full_name for row in db().execute(stmt)}


def unit_names() -> dict[UUID, str]:
    """Names of all units, past ones too."""
    return {row.id: row.name for row in db().execute(select(Unit.id, Unit.name))}


def next_number(unit: Unit, *, of: type[Case] | type[CaseAct]) -> int | None:
    """The next number of a unit's series today; None when the unit issues none any more."""
    try:
        return suggest_number(db(), unit, today(), of=of)
    except MissingRule:
        return None
