"""The nightly reading of the whole record of acts, itself an entry of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from thads.audit import actions, queries

ACT, CHAIN = "audit.proved", "audit_chain"


@dataclass(frozen=True, slots=True)
class Proof:
    """When the record was read through, up to which entry, and the first that was not sound."""

    at: datetime
    until: int
    first_bad: int | None


def note(db: Session, *, until: int, first_bad: int | None) -> None:
    """Write down what reading the record gave; the reading itself holds no writer's lock."""
    actions.record(db, None, ACT, CHAIN, until=until, first_bad=first_bad)


def latest(db: Session) -> Proof | None:
    """The last reading; None when there was none."""
    for entry in queries.of_subject(db, CHAIN, limit=1):
        return Proof(entry.happened_at, entry.details["until"], entry.details["first_bad"])
    return None
