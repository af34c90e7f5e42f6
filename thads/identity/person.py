"""Who asks, as one row says: read at every request, so a changed role counts at once (P6)."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from thads.identity.models import Role


class Office(NamedTuple):
    """The unit a person belongs to."""

    code: str
    name: str


class Person(NamedTuple):
    """What pages and the audit record say of the person signed in.

    Plain values, so it stays readable when the request's transaction has ended.
    """

    id: UUID
    username: str
    full_name: str
    role: Role
    unit_id: UUID | None
    must_change_password: bool
    is_active: bool
    unit_code: str | None
    unit_name: str | None

    @property
    def unit(self) -> Office | None:
        """Code and name of the unit; nothing for a person of the whole province."""
        return Office(self.unit_code, self.unit_name) if self.unit_code and self.unit_name else None

    @property
    def is_oversight(self) -> bool:
        """Reads published figures only, over a read-only connection (P5)."""
        return self.role is Role.OVERSIGHT


class SignIn(NamedTuple):
    """One sign-in and who is behind it."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None
    user: Person
