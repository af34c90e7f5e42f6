"""Judgments that wait for their enforcement decision (L08 Đ.36 k.2; L25 Đ.33 k.3)."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case, Judgment
from thads.cases.queries import awaits_decision
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (Duty.EX_OFFICIO_DECISION,)


def concerns(record: object) -> UUID | None:
    """The judgment of which a record says something: itself, or a case on it."""
    if isinstance(record, Judgment):
        return record.id
    return record.judgment_id if isinstance(record, Case) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """Judgments (None: all) without a case that counts."""
    stmt = select(Judgment.id, Judgment.unit_id, Judgment.received_on).where(awaits_decision())
    if ids is not None:
        stmt = stmt.where(Judgment.id.in_(ids))
    for judgment_id, unit_id, day in db.execute(stmt):
        yield Clock(Duty.EX_OFFICIO_DECISION, judgment_id, None, unit_id, None, day)


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """Their numbers."""
    for key, number in db.execute(select(Judgment.id, Judgment.number).where(Judgment.id.in_(ids))):
        yield key, f"Bản án {number or 'không rõ số'}"
