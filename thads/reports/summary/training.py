"""Section 3 of a summary: training of the staff, outreach, repeated findings that it answered."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from thads.training import queries
from thads.training.hours import in_hours
from thads.training.models import EventKind
from thads.training.queries import EventFilter


def trained(db: Session, start: date, end: date) -> dict[str, Any]:
    """What was held from `start` to `end`; repeated findings as they stood at its end."""
    courses = EventFilter(kind=EventKind.TRAINING, since=start, until=end)
    talks = EventFilter(kind=EventKind.OUTREACH, since=start, until=end)
    taught, told = queries.search(db, courses), queries.search(db, talks)
    _, repeated = queries.repeated(db, None, end)
    return {
        "courses": {
            "events": taught.total, "hours": in_hours(taught.sums["minutes"]),
            "turns": taught.sums["staff"], "staff": queries.people(db, courses),
        },
        "talks": {
            "events": told.total, "hours": in_hours(told.sums["minutes"]),
            "people": told.sums["people"], "communes": queries.communes(db, talks),
        },
        "repeated": {"n": repeated.numerator, "m": repeated.denominator},
    }  # fmt: skip
