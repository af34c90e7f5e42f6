"""Meetings, promises, obstacles and hand-overs, as far as a reader may see them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from thads.banks.course import PromiseState, Tally, state_on
from thads.banks.models import (
    BankMeeting,
    BankMeetingPaper,
    BankObstacle,
    BankPromise,
    HandoverStep,
    VoluntaryHandover,
)
from thads.cases.models import CaseInterval
from thads.core.errors import NotFound

Record = TypeVar(
    "Record", BankMeeting, BankMeetingPaper, BankPromise, BankObstacle, VoluntaryHandover
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Records of an institution, of a case or of a meeting; of what a unit sees (None: all)."""

    institution_id: UUID | None = None
    case_id: UUID | None = None
    meeting_id: UUID | None = None
    scope: UUID | None = None


@dataclass(slots=True)
class Work:
    """What is in hand with one institution, or with all."""

    promises: Tally = field(default_factory=lambda: Tally(Counter()))
    obstacles: int = 0  # open
    handovers: int = 0  # that have not ended
    met_on: date | None = None  # last

    def add(self, other: Work) -> None:
        """The other's too."""
        self.promises.of_state.update(other.promises.of_state)
        self.obstacles += other.obstacles
        self.handovers += other.handovers
        days = [day for day in (self.met_on, other.met_on) if day]
        self.met_on = max(days, default=None)


def get(db: Session, record: type[Record], record_id: UUID) -> Record:
    """One record; its case or its unit decides who may see it."""
    found = db.get(record, record_id)
    if found is None:
        raise NotFound
    return found


def meetings(db: Session, asked: Asked) -> Sequence[BankMeeting]:
    """Meetings, the latest first."""
    stmt = select(BankMeeting).order_by(BankMeeting.held_on.desc(), BankMeeting.id.desc())
    if asked.institution_id:
        stmt = stmt.where(BankMeeting.institution_id == asked.institution_id)
    if asked.scope:
        stmt = stmt.where(BankMeeting.unit_id == asked.scope)
    return db.scalars(stmt).unique().all()


def promises(db: Session, asked: Asked) -> Sequence[BankPromise]:
    """Promises by their day."""
    stmt = _of(BankPromise, asked).order_by(BankPromise.due_on, BankPromise.id)
    return db.scalars(stmt).unique().all()


def obstacles(db: Session, asked: Asked) -> Sequence[BankObstacle]:
    """Obstacles, the oldest first."""
    stmt = _of(BankObstacle, asked).order_by(BankObstacle.raised_on, BankObstacle.id)
    return db.scalars(stmt).unique().all()


def handovers(db: Session, asked: Asked) -> Sequence[VoluntaryHandover]:
    """Hand-overs, steps loaded, the oldest first."""
    record = VoluntaryHandover
    stmt = select(record).order_by(record.id)
    if asked.institution_id:
        stmt = stmt.where(record.institution_id == asked.institution_id)
    if asked.case_id:
        stmt = stmt.where(record.case_id == asked.case_id)
    if asked.scope:
        stmt = stmt.where(record.case_id.in_(_held_by(asked.scope)))
    return db.scalars(stmt).unique().all()


def is_running(handover: VoluntaryHandover, day: date) -> bool:
    """Offered by then and not ended by then."""
    last = step_on(handover, day)
    return last is not None and not last.ends_it


def step_on(handover: VoluntaryHandover, day: date) -> HandoverStep | None:
    """The last step by the end of a day; None before the offer."""
    return next((one.kind for one in reversed(handover.steps) if one.day <= day), None)


def work(db: Session, asked: Asked, day: date) -> dict[UUID, Work]:
    """What is in hand on a day, by institution."""
    found: dict[UUID, Work] = defaultdict(Work)
    for one in promises(db, asked):
        if one.made_on <= day:
            found[one.institution_id].promises.of_state[state_on(one, day)] += 1
    for obstacle in obstacles(db, asked):
        found[obstacle.institution_id].obstacles += is_open(obstacle, day)
    for handover in handovers(db, asked):
        found[handover.institution_id].handovers += is_running(handover, day)
    for meeting in meetings(db, asked):
        held = found[meeting.institution_id]
        if meeting.held_on <= day:
            held.met_on = max(filter(None, (held.met_on, meeting.held_on)))
    return found


def is_open(obstacle: BankObstacle, day: date) -> bool:
    """Raised and not settled by the end of a day."""
    return obstacle.raised_on <= day and (obstacle.end is None or obstacle.end.ended_on > day)


def marks(db: Session, case_ids: Iterable[UUID], day: date) -> dict[UUID, list[str]]:
    """What is in hand on each of these cases, in words; three statements."""
    ids, found = list(case_ids), defaultdict[UUID, list[str]](list)
    for one in db.scalars(select(BankObstacle).where(BankObstacle.case_id.in_(ids))).unique():
        if is_open(one, day) and one.case_id:
            found[one.case_id].append("Vướng mắc")
    for promise in db.scalars(select(BankPromise).where(BankPromise.case_id.in_(ids))).unique():
        state = state_on(promise, day)
        if promise.case_id and state in (PromiseState.OPEN, PromiseState.OVERDUE):
            words = "Hẹn quá hạn" if state is PromiseState.OVERDUE else "Hẹn"
            found[promise.case_id].append(f"{words} {promise.due_on:%d/%m/%Y}")
    stmt = select(VoluntaryHandover).where(VoluntaryHandover.case_id.in_(ids))
    for handover in db.scalars(stmt).unique():
        step = step_on(handover, day)
        if step:
            found[handover.case_id].append(step.label)
    return found


def _of(record: Any, asked: Asked) -> Select[Any]:
    """Promises or obstacles: those of a case go with its holder, the others with their unit."""
    stmt = select(record)
    for name in ("institution_id", "case_id", "meeting_id"):
        if (wanted := getattr(asked, name)) is not None:
            stmt = stmt.where(getattr(record, name) == wanted)
    return stmt.where(_seen_by(record, asked.scope)) if asked.scope else stmt


def _seen_by(record: Any, unit_id: UUID) -> ColumnElement[bool]:
    own = and_(record.case_id.is_(None), record.unit_id == unit_id)
    return or_(own, record.case_id.in_(_held_by(unit_id)))


def _held_by(unit_id: UUID) -> Select[UUID]:
    held = CaseInterval
    return select(held.case_id).where(held.ends_on.is_(None), held.unit_id == unit_id)
