"""Which directives and tasks there are, what is late with whom since when, what is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.core.errors import NotFound
from thads.directives.asking import State, TaskFilter, of_obstacle, of_tasks, whole
from thads.directives.models import (
    Directive,
    DirectiveTask,
    Obstacle,
    ObstacleDecision,
    SteeredCase,
    SteeringMeeting,
)
from thads.identity.models import Role, User

Record = TypeVar("Record")
OUTSIDE = (Role.OVERSIGHT, Role.ADMINISTRATOR)


class Late(NamedTuple):
    """A task that is late: since when, and how many days."""

    task: DirectiveTask
    since: date
    days: int


def get(db: Session, directive_id: UUID) -> Directive:
    """One directive with its tasks."""
    stmt = select(Directive).where(Directive.id == directive_id)
    return _one(db, stmt.options(selectinload(Directive.tasks).options(*whole())))


def task(db: Session, task_id: UUID) -> DirectiveTask:
    """One task with all that was said of it."""
    stmt = select(DirectiveTask).where(DirectiveTask.id == task_id)
    return _one(db, stmt.options(joinedload(DirectiveTask.directive), *whole()))


def late(db: Session, day: date, unit_id: UUID | None) -> list[Late]:
    """Tasks late on a day, the longest late first."""
    row, wanted = DirectiveTask, TaskFilter(unit_id=unit_id, state=State.LATE)
    stmt = select(row).join(row.directive).options(joinedload(row.directive), *whole())
    found = db.scalars(stmt.where(*of_tasks(wanted, day))).all()
    dated = [(one, since) for one in found if (since := one.late_since(day))]
    lines = [Late(one, since, (day - since).days) for one, since in dated]
    return sorted(lines, key=lambda line: (-line.days, line.task.id))


def obstacles(
    db: Session, *, unit_id: UUID | None = None, open_only: bool = False,
    task_id: UUID | None = None, case_id: UUID | None = None,
) -> Sequence[Obstacle]:  # fmt: skip
    """What stands in the way, the first due first."""
    stmt = select(Obstacle).options(*of_obstacle())
    if unit_id:
        stmt = stmt.where(Obstacle.unit_id == unit_id)
    if task_id:
        stmt = stmt.where(Obstacle.task_id == task_id)
    if case_id:
        stmt = stmt.where(Obstacle.case_id == case_id)
    if open_only:
        stmt = stmt.where(Obstacle.id.not_in(select(ObstacleDecision.obstacle_id)))
    return db.scalars(stmt.order_by(Obstacle.due_on, Obstacle.id)).all()


def obstacle(db: Session, obstacle_id: UUID) -> Obstacle:
    """One of them."""
    stmt = select(Obstacle).where(Obstacle.id == obstacle_id)
    return _one(db, stmt.options(*of_obstacle()))


def meetings(db: Session) -> Sequence[SteeringMeeting]:
    """All meetings, the latest first, with the cases they took."""
    stmt = select(SteeringMeeting).options(selectinload(SteeringMeeting.cases))
    newest = (SteeringMeeting.held_on.desc(), SteeringMeeting.id.desc())
    return db.scalars(stmt.order_by(*newest)).all()


def meeting(db: Session, meeting_id: UUID) -> SteeringMeeting:
    """One meeting with its cases."""
    stmt = select(SteeringMeeting).where(SteeringMeeting.id == meeting_id)
    cases = selectinload(SteeringMeeting.cases)
    return _one(db, stmt.options(cases.options(joinedload(SteeredCase.case),
                                               joinedload(SteeredCase.end))))  # fmt: skip


def steered(db: Session, *, case_id: UUID | None = None) -> Sequence[SteeredCase]:
    """Cases that the committee directs or directed, the latest first."""
    stmt = select(SteeredCase).options(*_of_steered())
    if case_id:
        stmt = stmt.where(SteeredCase.case_id == case_id)
    return db.scalars(stmt.order_by(SteeredCase.id.desc())).all()


def steered_one(db: Session, steered_id: UUID) -> SteeredCase:
    """One of them."""
    stmt = select(SteeredCase).where(SteeredCase.id == steered_id)
    return _one(db, stmt.options(*_of_steered()))


def steered_now(db: Session, case_id: UUID) -> SteeredCase | None:
    """How the committee directs a case now, if it does."""
    return next((one for one in steered(db, case_id=case_id) if one.end is None), None)


def people_of(db: Session, unit_id: UUID) -> Sequence[User]:
    """Who of a unit may be given a task."""
    stmt = select(User).where(
        User.unit_id == unit_id, User.disabled_at.is_(None), User.role.not_in(OUTSIDE)
    )
    return db.scalars(stmt.order_by(User.name_sort_key, User.id)).all()


def leaders(db: Session, unit_id: UUID) -> Sequence[User]:
    """Who may answer for a unit's task: its head, its deputies, then the head of the province."""
    own = User.role.in_((Role.UNIT_HEAD, Role.DEPUTY_HEAD)) & (User.unit_id == unit_id)
    nearest = case((User.role == Role.UNIT_HEAD, 0), (own, 1), else_=2)
    stmt = select(User).where(User.disabled_at.is_(None), own | (User.role == Role.PROVINCE_HEAD))
    return db.scalars(stmt.order_by(nearest, User.name_sort_key, User.id)).all()


def _of_steered() -> tuple[Any, ...]:
    row = SteeredCase
    return joinedload(row.case), joinedload(row.meeting), joinedload(row.end)


def _one(db: Session, stmt: Select[Record]) -> Record:
    found = db.scalars(stmt).unique().one_or_none()
    if found is None:
        raise NotFound
    return found
