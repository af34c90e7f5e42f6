"""What people say when they record a talk."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.persuasion.models import Answer, Method


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactTerms:
    """A talk; `corrects` is the record in whose place it stands."""

    day: date
    method: Method
    met: str
    place: str | None = None
    offer: str
    answer: Answer
    note: str | None = None
    next_on: date | None = None
    corrects: UUID | None = None
    submission_key: str | None = None
