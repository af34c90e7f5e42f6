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


_T, _M = DirectiveTask, TaskMilestone
SOONEST = "due"
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
