"""Units and people as a workbook names them: by code and by user name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.identity.models import Role, User
from thads.imports.register import Names
from thads.units.models import Unit, UnitKind

# Enforcement passed from the courts to offices of its own on 1/7/1993 (Pháp lệnh Thi hành án dân
# sự 21/4/1993): a unit whose first day is not told has been there from then on.
FIRST_OFFICES = date(1993, 7, 1)

_KINDS_OF_OFFICE = (
    "chi cục ", "cục ", "phòng ", "thi hành án dân sự ", "thads ", "nghiệp vụ ", "tỉnh ",
    "thành phố ", "huyện ", "quận ", "thị xã ", "khu vực ",
)  # fmt: skip


class Office(NamedTuple):
    """A unit; `parent` and `successor` are codes."""

    id: UUID
    code: str
    name: str
    kind: UnitKind
    parent: str | None
    valid_from: date
    valid_to: date | None
    successor: str | None = None

    def exists_on(self, day: date) -> bool:
        """Whether it is there on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Person(NamedTuple):
    """Someone by user name; `unit` is a code."""

    id: UUID
    username: str
    full_name: str
    role: Role
    unit: str | None


Named = TypeVar("Named", Office, Person)


@dataclass
class Brought(Generic[Named]):
    """What a sheet adds and changes, in the order in which it can be written."""

    new: list[Named] = field(default_factory=list)
    changed: list[Named] = field(default_factory=list)
    same: int = 0

    def counts(self) -> dict[str, int]:
        """How many of each, for the preview."""
        return {"new": len(self.new), "same": self.same, "changed": len(self.changed)}


@dataclass(frozen=True)
class Offices:
    """All units and people as they are once the workbook is entered."""

    units: Mapping[str, Office]
    people: Mapping[str, Person]
    brought_units: Brought[Office] = field(default_factory=Brought)
    brought_people: Brought[Person] = field(default_factory=Brought)

    @cached_property
    def names(self) -> Names:
        """What codes and user names stand for."""
        return Names(
            {code: unit.id for code, unit in self.units.items()},
            {username: person.id for username, person in self.people.items()},
        )

    def follows(self, unit: str | None, earlier: str) -> bool:
        """Whether `unit` is the earlier one, or what became of it."""
        seen: set[str] = set()
        code: str | None = earlier
        while code is not None and code not in seen:
            if code == unit:
                return True
            seen.add(code)
            code = self.units[code].successor if code in self.units else None
        return False


def known(db: Session) -> Offices:
    """The units and people that the province has, disabled ones too: they held cases once."""
    code_of: dict[UUID | None, str | None] = {None: None}
    code_of |= dict(db.execute(select(Unit.id, Unit.code)).all())
    units = select(
        Unit.id, Unit.code, Unit.name, Unit.kind, Unit.parent_id, Unit.valid_from, Unit.valid_to,
        Unit.successor_id,
    )  # fmt: skip
    offices = (
        Office(unit_id, code, name, kind, code_of[parent], since, until, code_of[successor])
        for unit_id, code, name, kind, parent, since, until, successor in db.execute(units)
    )
    people = select(User.id, User.username, User.full_name, User.role, User.unit_id)
    persons = (
        Person(user_id, username, full_name, role, code_of[unit])
        for user_id, username, full_name, role, unit in db.execute(people)
    )
    return Offices(
        {office.code: office for office in offices},
        {person.username: person for person in persons},
    )


def place_of(name: str) -> str:
    """Where a unit is, from its name: the words for its kind and level are left out.

    "Chi cục Thi hành án dân sự huyện Bảo Thắng" is at Bảo Thắng; a number alone keeps its word.
    """
    found = name.strip()
    while word := _first_of(found, _KINDS_OF_OFFICE):
        rest = found[len(word) :].strip()
        if not any(letter.isalpha() for letter in rest):
            return found[:1].upper() + found[1:]
        found = rest
    return found[:1].upper() + found[1:]


def _first_of(name: str, words: Iterable[str]) -> str | None:
    folded = name.casefold()
    return next((word for word in words if folded.startswith(word)), None)
