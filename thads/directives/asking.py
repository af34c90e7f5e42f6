"""What lists of tasks and directives are asked for, and one page of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.core.codes import Coded
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.directives.models import (
    Directive,
    DirectiveTask,
    IssuerKind,
    Obstacle,
    ObstacleDecision,
    TaskClosing,
    TaskMilestone,
    TaskReport,
)
from thads.identity.models import User
from thads.units.models import Unit


class State(Coded):
    """How a task stands on a day."""

    OPEN = "open", "Chưa xong"
    LATE = "late", "Quá hạn"
    DONE = "done", "Đã xong"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """Which tasks; `unit_id` is bound by what the reader may see."""

    unit_id: UUID | None = None
    state: State | None = None
    issuer: IssuerKind | None = None
    directive_id: UUID | None = None


class Deciding(Coded):
    """How far an obstacle is on a day."""

    OPEN = "open", "Chờ quyết định"
    LATE = "late", "Quá hạn quyết định"
    DECIDED = "decided", "Đã quyết định"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleFilter:
    """Which obstacles; `unit_id` is bound by what the reader may see."""

    unit_id: UUID | None = None
    state: Deciding | None = None
    decider_id: UUID | None = None
    of_cases: bool | None = None  # None: of cases and of tasks


_T, _M = DirectiveTask, TaskMilestone
SOONEST = "due"
_O = Obstacle
OBSTACLE_ORDERS: dict[str, tuple[Any, ...]] = {
    "due": (_O.due_on,), "day": (_O.day,), "unit": (Unit.position, Unit.name, _O.due_on),
}  # fmt: skip
ORDERS: dict[str, tuple[Any, ...]] = {
    "due": (_T.due_on,), "directive": (Directive.issued_on, _T.position),
    "owner": (User.name_sort_key, _T.due_on), "unit": (Unit.position, Unit.name, _T.due_on),
}  # fmt: skip


def tasks(
    db: Session, wanted: TaskFilter, day: date, *, order: str = SOONEST, number: int = 1,
    size: int = PAGE_SIZE,
) -> Page[DirectiveTask]:  # fmt: skip
    """A page of the tasks asked for."""
    known = order if order.removeprefix("-") in ORDERS else SOONEST
    keys = ORDERS[known.removeprefix("-")]
    stmt = (
        select(_T).join(_T.directive).join(_T.owner).join(_T.unit)
        .options(joinedload(_T.directive), *whole()).where(*of_tasks(wanted, day))
        .order_by(*(key.desc() if known.startswith("-") else key for key in keys), _T.id)
    )  # fmt: skip
    return _page(db, stmt, number, size)


def count(db: Session, wanted: TaskFilter, day: date) -> int:
    """How many tasks are asked for."""
    stmt = select(func.count()).select_from(_T).join(_T.directive).where(*of_tasks(wanted, day))
    return db.scalar(stmt) or 0


def directives(db: Session, *, number: int = 1, size: int = PAGE_SIZE) -> Page[Directive]:
    """A page of directives, the newest first, with their tasks and how these ended."""
    stmt = (
        select(Directive)
        .options(selectinload(Directive.tasks).joinedload(_T.closing))
        .order_by(Directive.issued_on.desc(), Directive.id.desc())
    )
    return _page(db, stmt, number, size)


def obstacles(
    db: Session, wanted: ObstacleFilter, day: date, *, order: str = SOONEST, number: int = 1,
    size: int = PAGE_SIZE,
) -> Page[Obstacle]:  # fmt: skip
    """A page of the obstacles asked for."""
    known = order if order.removeprefix("-") in OBSTACLE_ORDERS else SOONEST
    keys = OBSTACLE_ORDERS[known.removeprefix("-")]
    stmt = (
        select(_O).join(_O.unit).options(*of_obstacle()).where(*_of_obstacles(wanted, day))
        .order_by(*(key.desc() if known.startswith("-") else key for key in keys), _O.id)
    )  # fmt: skip
    return _page(db, stmt, number, size)


def _of_obstacles(wanted: ObstacleFilter, day: date) -> list[ColumnElement[bool]]:
    decided, found = select(ObstacleDecision.obstacle_id), list[ColumnElement[bool]]()
    if wanted.unit_id:
        found.append(_O.unit_id == wanted.unit_id)
    if wanted.decider_id:
        found.append(_O.decider_id == wanted.decider_id)
    if wanted.of_cases is not None:
        found.append(_O.case_id.is_not(None) if wanted.of_cases else _O.task_id.is_not(None))
    if wanted.state is Deciding.DECIDED:
        found.append(_O.id.in_(decided))
    elif wanted.state:
        found.append(_O.id.not_in(decided))
    if wanted.state is Deciding.LATE:
        found.append(_O.due_on < day)
    return found


def of_tasks(wanted: TaskFilter, day: date) -> list[ColumnElement[bool]]:
    """The same in SQL; late is a task whose own day or an open milestone's has passed."""
    closed, found = select(TaskClosing.task_id), list[ColumnElement[bool]]()
    if wanted.unit_id:
        found.append(_T.unit_id == wanted.unit_id)
    if wanted.issuer:
        found.append(Directive.issuer == wanted.issuer)
    if wanted.directive_id:
        found.append(_T.directive_id == wanted.directive_id)
    if wanted.state is State.DONE:
        found.append(_T.id.in_(closed))
    elif wanted.state:
        found.append(_T.id.not_in(closed))
    if wanted.state is State.LATE:
        reached = select(TaskReport.milestone_id).where(TaskReport.milestone_id.is_not(None))
        passed = select(_M.task_id).where(_M.due_on < day, _M.id.not_in(reached))
        found.append(or_(_T.due_on < day, _T.id.in_(passed)))
    return found


def of_obstacle() -> tuple[Any, ...]:
    """All that a line of an obstacle shows."""
    return (
        joinedload(_O.unit), joinedload(_O.decider), joinedload(_O.case), joinedload(_O.decision),
        joinedload(_O.task).joinedload(_T.directive),
    )  # fmt: skip


def whole() -> tuple[Any, ...]:
    """All that a line of a task shows."""
    row = DirectiveTask
    return (
        joinedload(row.unit), joinedload(row.owner), joinedload(row.leader),
        joinedload(row.closing), selectinload(row.milestones), selectinload(row.reports),
    )  # fmt: skip


def _page(db: Session, stmt: Select[Any], number: int, size: int) -> Page[Any]:
    total = db.scalar(select(func.count()).select_from(stmt.order_by(None).subquery())) or 0
    number = max(1, number)
    cut = stmt.limit(size).offset(offset_of(number, size))
    return Page(db.scalars(cut).all(), number, size, total)
