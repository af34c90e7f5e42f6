"""Who reads what is published, for whom and when: written on every such page and copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thads.identity import queries as people
from thads.web.request import db, me, now


@dataclass(frozen=True, slots=True)
class Reader:
    """One person at one moment. `of`: the body, or the role of a person of the office."""

    name: str
    of: str
    at: datetime


def reader() -> Reader:
    """Who asks now."""
    person = me()
    body = people.body_of(db(), person.id) if person.is_oversight else None
    return Reader(person.full_name, body.label if body else person.role.label, now())
