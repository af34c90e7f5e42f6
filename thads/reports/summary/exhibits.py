"""Section 2.7 of a summary: exhibits received, handed over, destroyed, counted, unknown."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.evidence import queries
from thads.evidence.destruction.models import CouncilSession, DestructionCouncil
from thads.evidence.kinds import ENDS, StepKind
from thads.evidence.models import ExhibitStep
from thads.evidence.store.models import Stocktaking, StocktakingLine
from thads.evidence.store.queries import counts

TOLD = (StepKind.RECEIVED, *(kind for kind in StepKind if kind in ENDS))


def exhibits(db: Session, start: date, end: date) -> dict[str, Any]:
    """What happened to exhibits from `start` to `end`, and how they stood at its close."""
    step, council, session = ExhibitStep, DestructionCouncil, CouncilSession
    by_kind = (
        select(step.kind, func.count())
        .where(step.kind.in_(TOLD), step.day.between(start, end))
        .group_by(step.kind)
    )
    count = {row[0]: row[1] for row in db.execute(by_kind)}
    unknown = queries.unknown(db, end)
    lines = (
        select(func.count())
        .select_from(StocktakingLine)
        .join(Stocktaking, Stocktaking.id == StocktakingLine.stocktaking_id)
        .where(Stocktaking.day.between(start, end))
    )
    return {
        "happened": [{"name": kind.label, "count": count.get(kind, 0)} for kind in TOLD],
        "councils": _number(db, council.formed_on, start, end),
        "sessions": _number(db, session.held_on, start, end),
        "stocktakings": _number(db, Stocktaking.day, start, end),
        "counted": db.scalar(lines) or 0,
        "differing": db.scalar(
            lines.where(StocktakingLine.counted != StocktakingLine.expected)
        ) or 0,
        "stored": sum(counts(db, end).values()),
        "unknown": len(unknown),
        "unknown_over": sum(one.listed_on < end for one in unknown),
    }  # fmt: skip


def _number(db: Session, day: Any, start: date, end: date) -> int:
    return db.scalar(select(func.count(day)).where(day.between(start, end))) or 0
