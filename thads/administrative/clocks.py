"""The day promised for urging and looking again at an administrative judgment."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.administrative.models import AdministrativeJudgment, AdministrativeStep
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (Duty.ADMINISTRATIVE_URGING,)


def concerns(record: object) -> UUID | None:
    """The judgment of which a record says something."""
    if isinstance(record, AdministrativeJudgment):
        return record.id
    return record.record_id if isinstance(record, AdministrativeStep) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """Of judgments (None: all) still watched."""
    stmt = select(AdministrativeJudgment).options(selectinload(AdministrativeJudgment.steps))
    if ids is not None:
        stmt = stmt.where(AdministrativeJudgment.id.in_(ids))
    for one in db.scalars(stmt.execution_options(populate_existing=True)):
        if due := one.next_check:
            since = one.last.day if one.last else one.received_on
            yield Clock(
                Duty.ADMINISTRATIVE_URGING, one.id, None, one.unit_id, one.watcher_id, since, due
            )


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """The judgment and who must act."""
    judgment = AdministrativeJudgment
    stmt = select(judgment.id, judgment.number, judgment.debtor_body)
    for key, number, body in db.execute(stmt.where(judgment.id.in_(ids))):
        yield key, f"Bản án hành chính số {number}: {body}"
