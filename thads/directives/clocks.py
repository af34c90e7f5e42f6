"""Tasks, milestones and obstacles that wait, each until the day it was given itself."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import chain
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.directives.models import (
    Directive,
    DirectiveTask,
    Obstacle,
    ObstacleDecision,
    TaskClosing,
    TaskMilestone,
    TaskReport,
)
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (Duty.DIRECTIVE_TASK, Duty.DIRECTIVE_MILESTONE, Duty.OBSTACLE_DECISION)
LETTERS = 60  # of what a list says of one


def concerns(record: object) -> UUID | None:
    """The task or obstacle of which a record says something; a milestone is its task's."""
    if isinstance(record, DirectiveTask | Obstacle):
        return record.id
    if isinstance(record, TaskMilestone | TaskReport | TaskClosing):
        return record.task_id
    return record.obstacle_id if isinstance(record, ObstacleDecision) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """The clocks of these tasks and obstacles (None: of all) that nothing has ended."""
    return chain(_tasks(db, ids), _obstacles(db, ids))


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """A task by its directive's number, an obstacle by what it is."""
    task = select(DirectiveTask.id, Directive.number, DirectiveTask.what).join(Directive)
    for task_id, number, what in db.execute(task.where(DirectiveTask.id.in_(ids))):
        yield task_id, _short(f"{number}: {what}")
    obstacle = select(Obstacle.id, Obstacle.what).where(Obstacle.id.in_(ids))
    for obstacle_id, what in db.execute(obstacle):
        yield obstacle_id, _short(f"Vướng mắc: {what}")


def _tasks(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """A task has one clock: of its next milestone, after the last of its own end."""
    task, closed = DirectiveTask, select(TaskClosing.task_id)
    reached = select(TaskReport.milestone_id).where(TaskReport.milestone_id.is_not(None))
    next_days = (
        select(TaskMilestone.task_id, TaskMilestone.due_on)
        .where(TaskMilestone.id.not_in(reached))
        .order_by(TaskMilestone.due_on.desc())
    )
    stmt = select(task.id, task.unit_id, task.owner_id, task.given_on, task.due_on)
    stmt = stmt.where(task.id.not_in(closed))
    if ids is not None:
        stmt = stmt.where(task.id.in_(ids))
        next_days = next_days.where(TaskMilestone.task_id.in_(ids))
    soonest: dict[UUID, date] = {row.task_id: row.due_on for row in db.execute(next_days)}
    for task_id, unit_id, owner_id, given_on, due_on in db.execute(stmt):
        if task_id in soonest:
            kind, due = Duty.DIRECTIVE_MILESTONE, soonest[task_id]
        else:
            kind, due = Duty.DIRECTIVE_TASK, due_on
        yield Clock(kind, task_id, None, unit_id, owner_id, given_on, due)


def _obstacles(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    one, decided = Obstacle, select(ObstacleDecision.obstacle_id)
    stmt = select(one.id, one.unit_id, one.decider_id, one.day, one.due_on)
    stmt = stmt.where(one.id.not_in(decided))
    if ids is not None:
        stmt = stmt.where(one.id.in_(ids))
    for obstacle_id, unit_id, decider_id, day, due_on in db.execute(stmt):
        yield Clock(Duty.OBSTACLE_DECISION, obstacle_id, None, unit_id, decider_id, day, due_on)


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1].rstrip()}…"
