"""Writes the units and people that a workbook brings; they stay when the import is taken back."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.audit.actions import Person as Actor
from thads.core.text import fold, name_sort_key
from thads.identity.models import User
from thads.imports.offices import Office, Offices, Person, place_of
from thads.units.models import Unit


def write(db: Session, offices: Offices, *, by: Actor | None, now: datetime) -> None:
    """Enter new units and people, and what changed of those that were there.

    A person has no password until an invitation is taken up.
    """
    last = db.scalar(select(func.max(Unit.position))) or 0
    for position, office in enumerate(offices.brought_units.new, start=last + 1):
        unit = Unit(id=office.id, code=office.code, place=place_of(office.name), position=position)
        _describe_unit(unit, office, offices)
        db.add(unit)
        audit.record(db, by, "unit.brought_in", unit, **_office_terms(office))
    for office in offices.brought_units.changed:
        unit = db.get_one(Unit, office.id)
        _describe_unit(unit, office, offices)
        audit.record(db, by, "unit.changed_by_import", unit, **_office_terms(office))
    for person in offices.brought_people.new:
        user = User(id=person.id, username=person.username, created_at=now)
        _describe_user(user, person, offices)
        db.add(user)
        audit.record(db, by, "user.brought_in", user, **_person_terms(person))
    for person in offices.brought_people.changed:
        user = db.get_one(User, person.id)
        _describe_user(user, person, offices)
        audit.record(db, by, "user.changed_by_import", user, **_person_terms(person))


def _describe_unit(unit: Unit, office: Office, offices: Offices) -> None:
    unit.name, unit.kind = office.name, office.kind
    unit.parent_id = offices.units[office.parent].id if office.parent else None
    unit.valid_from, unit.valid_to = office.valid_from, office.valid_to


def _describe_user(user: User, person: Person, offices: Offices) -> None:
    user.full_name, user.role = person.full_name, person.role
    user.name_folded, user.name_sort_key = fold(person.full_name), name_sort_key(person.full_name)
    user.unit_id = offices.units[person.unit].id if person.unit else None


def _office_terms(office: Office) -> dict[str, object]:
    return {
        "code": office.code, "name": office.name, "kind": office.kind, "parent": office.parent,
        "valid_from": office.valid_from, "valid_to": office.valid_to,
    }  # fmt: skip


def _person_terms(person: Person) -> dict[str, object]:
    return {"username": person.username, "role": person.role, "unit": person.unit}
