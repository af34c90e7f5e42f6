"""Sections 1 and 2.11 of the summary, and what is late of it: directives, tasks, obstacles, the
steering committee; findings of inspections."""

from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from thads.directives.models import (
    Directive,
    DirectiveTask,
    Obstacle,
    ObstacleDecision,
    SteeredCase,
    SteeredCaseEnd,
    SteeringMeeting,
    TaskClosing,
)
from thads.inspections.models import FindingClosing, InspectionFinding

MOST = 10  # documents named in the paper


def directed(db: Session, start: date, end: date) -> dict[str, Any]:
    """What was directed in the period and how it stood at its end."""
    issued = select(Directive).where(Directive.issued_on.between(start, end))
    found = db.scalars(issued.order_by(Directive.issued_on.desc(), Directive.id)).all()
    task, obstacle, met = DirectiveTask, Obstacle, SteeringMeeting
    done = select(TaskClosing.task_id).where(TaskClosing.day <= end)
    decided = select(ObstacleDecision.obstacle_id).where(ObstacleDecision.day <= end)
    return {
        "documents": [
            {"number": one.number, "day": one.issued_on.isoformat(), "issuer": one.issuer_name,
             "title": one.title}
            for one in found[:MOST]
        ],
        "issued": len(found),
        "tasks": {
            "given": _count(db, task.id, task.given_on <= end),
            "done": _count(db, task.id, task.given_on <= end, task.id.in_(done)),
            "late": _count(db, task.id, task.given_on <= end, task.id.not_in(done),
                           task.due_on < end),
        },
        "obstacles": {
            "told": _count(db, obstacle.id, obstacle.day.between(start, end)),
            "waiting": _count(db, obstacle.id, obstacle.day <= end, obstacle.id.not_in(decided)),
        },
        "committee": {
            "meetings": _count(db, met.id, met.held_on.between(start, end)),
            "cases": _steered(db, end),
        },
        "findings": _findings(db, end),
    }  # fmt: skip


def _steered(db: Session, end: date) -> int:
    one, over = SteeredCase, SteeredCaseEnd
    stmt = (
        select(func.count(one.id))
        .join(SteeringMeeting, SteeringMeeting.id == one.meeting_id)
        .outerjoin(over, over.steered_id == one.id)
        .where(SteeringMeeting.held_on <= end, or_(over.id.is_(None), over.day > end))
    )
    return db.scalar(stmt) or 0


def _findings(db: Session, end: date) -> dict[str, int]:
    """Findings not mended by the end, and those of them that are late."""
    one = InspectionFinding
    mended = select(FindingClosing.finding_id).where(FindingClosing.day <= end)
    open_ = (one.found_on <= end, one.id.not_in(mended))
    return {
        "due": _count(db, one.id, *open_), "late": _count(db, one.id, *open_, one.due_on < end)
    }  # fmt: skip


def _count(db: Session, column: Any, *conditions: Any) -> int:
    return db.scalar(select(func.count(column)).where(*conditions)) or 0
