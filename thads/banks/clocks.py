"""The clocks of the work with credit institutions: what was promised, asked for, agreed.

Their days are set by people; only coercion after a refusal has none, since no law sets it
(L08 Đ.46; L25 Đ.71: whoever has means and does not comply is coerced).
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from thads.banks.models import (
    BankObstacle,
    BankObstacleEnd,
    BankPromise,
    BankPromiseOutcome,
    CreditInstitution,
    HandoverStep,
    VoluntaryHandover,
    VoluntaryHandoverStep,
)
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (
    Duty.BANK_PROMISE,
    Duty.BANK_OBSTACLE,
    Duty.VOLUNTARY_HANDOVER,
    Duty.COERCION_AFTER_REFUSAL,
)


def concerns(record: object) -> UUID | None:
    """The promise, obstacle or hand-over of which a record says something."""
    if isinstance(record, BankPromise | BankObstacle):
        return record.id
    if isinstance(record, BankPromiseOutcome):
        return record.promise_id
    if isinstance(record, BankObstacleEnd):
        return record.obstacle_id
    return record.handover_id if isinstance(record, VoluntaryHandoverStep) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """What these leave open (None: all)."""
    yield from _promises(db, ids)
    yield from _obstacles(db, ids)
    yield from _handovers(db, ids)


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """With whom it is, where it is of no case."""
    for record, words in ((BankPromise, "Hẹn với"), (BankObstacle, "Vướng mắc với")):
        stmt: Select[UUID, CreditInstitution] = (
            select(record.id, CreditInstitution)
            .join(CreditInstitution, CreditInstitution.id == record.institution_id)
            .where(record.id.in_(ids))
        )
        for key, institution in db.execute(stmt).unique():
            yield key, f"{words} {institution.title}"


def _promises(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    settled = select(BankPromiseOutcome.id).where(BankPromiseOutcome.promise_id == BankPromise.id)
    stmt = select(BankPromise).where(~settled.exists())
    for one in db.scalars(_among(stmt, BankPromise.id, ids)).unique():
        yield _clock(Duty.BANK_PROMISE, one, one.made_on, one.due_on)


def _obstacles(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """Those for which an answer was asked by a day."""
    ended = select(BankObstacleEnd.id).where(BankObstacleEnd.obstacle_id == BankObstacle.id)
    stmt = select(BankObstacle).where(~ended.exists(), BankObstacle.due_on.is_not(None))
    for one in db.scalars(_among(stmt, BankObstacle.id, ids)).unique():
        yield _clock(Duty.BANK_OBSTACLE, one, one.raised_on, one.due_on)


def _handovers(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    stmt = _among(select(VoluntaryHandover), VoluntaryHandover.id, ids)
    fresh = stmt.execution_options(populate_existing=True)
    for one in db.scalars(fresh).unique():
        last = one.last
        if last.kind.waits_for_a_day:
            yield Clock.of_case(Duty.VOLUNTARY_HANDOVER, one.id, one.case_id, last.day, last.due_on)
        elif last.kind is HandoverStep.FAILED:
            yield Clock.of_case(Duty.COERCION_AFTER_REFUSAL, one.id, one.case_id, last.day)


def _clock(duty: Duty, one: BankPromise | BankObstacle, since: date, due: date | None) -> Clock:
    if one.case_id:
        return Clock.of_case(duty, one.id, one.case_id, since, due)
    return Clock(duty, one.id, None, one.unit_id, one.entered_by_id, since, due)


def _among(stmt: Select[Any], key: Any, ids: Sequence[UUID] | None) -> Select[Any]:
    return stmt if ids is None else stmt.where(key.in_(ids))
