"""What people say of training and outreach."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.training.models import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTerms:
    """An event that was held; `people` and `commune` are outreach's."""

    kind: EventKind
    title: str
    subject: str
    article: str | None
    first_day: date
    last_day: date
    minutes: int
    place: str
    held_by: str
    people: int | None = None
    commune: str | None = None
    finding_ids: tuple[UUID, ...] = ()
    submission_key: str | None = None
