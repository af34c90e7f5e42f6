"""Which agency a unit's decisions are of, and who its head, deputies and heads of division are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from thads.identity.models import Role
from thads.rules.numbering import ONE_AGENCY
from thads.rules.signing import Substitute
from thads.units.models import Unit, UnitKind

if TYPE_CHECKING:
    from thads.identity.models import User


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency with a head of its own; without `branch_id` the province's (L08 Đ.13; L25 Đ.19)."""

    branch_id: UUID | None

    def is_head(self, person: User) -> bool:
        """Whether this person is its head."""
        if self.branch_id is None:
            return person.role is Role.PROVINCE_HEAD
        return person.role is Role.UNIT_HEAD and person.unit_id == self.branch_id

    def is_deputy(self, person: User) -> bool:
        """Whether this person is a deputy of its head; a division's deputy is none."""
        if person.role is not Role.DEPUTY_HEAD or person.unit is None:
            return False
        if self.branch_id is None:
            return person.unit.is_provincial
        return person.unit_id == self.branch_id

    def heads_part(self, person: User, day: date) -> bool:
        """Whether this person heads a part of it that has no legal personality of its own."""
        if person.role is not Role.UNIT_HEAD or person.unit is None or self.is_head(person):
            return False
        return not person.unit.is_provincial and agency_of(person.unit, day) == self

    def has_as(self, substitute: Substitute | None, person: User, day: date) -> bool:
        """Whether this person has the place that a mode of signing asks for (None: the head's)."""
        if substitute is None:
            return self.is_head(person)
        if substitute is Substitute.DEPUTY:
            return self.is_deputy(person)
        is_part = self.heads_part(person, day)
        if substitute is Substitute.SUBORDINATE_HEAD or not is_part:
            return is_part
        return person.unit is not None and person.unit.kind is UnitKind.REGIONAL_DIVISION


PROVINCE = Agency(None)


def agency_of(unit: Unit, day: date) -> Agency:
    """A district's branch itself until 30/6/2025; since then everything is the province's."""
    if unit.kind is UnitKind.DISTRICT_BRANCH and day < ONE_AGENCY:
        return Agency(unit.id)
    return PROVINCE


def above(agency: Agency) -> Agency | None:
    """The agency directly above; the one above the province's is not in this system."""
    return PROVINCE if agency.branch_id else None
