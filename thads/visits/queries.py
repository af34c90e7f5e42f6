"""Which visits there are, and what is still owed on their conclusions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from thads.core.errors import NotFound
from thads.identity.models import Body
from thads.visits.models import (
    ConclusionClosing,
    OversightVisit,
    VisitConclusion,
    VisitQuestion,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose visits one may see: of one body; of every body where it is None."""

    body: Body | None


def visits(db: Session, seen: Seen) -> Sequence[OversightVisit]:
    """The newest decision first."""
    stmt = _of(seen).order_by(OversightVisit.decided_on.desc(), OversightVisit.id.desc())
    return db.scalars(stmt).all()


def get(db: Session, visit_id: UUID, seen: Seen) -> OversightVisit:
    """One visit; another body's is NotFound."""
    visit = db.scalars(_of(seen).where(OversightVisit.id == visit_id)).one_or_none()
    if visit is None:
        raise NotFound
    return visit


def question(db: Session, question_id: UUID) -> VisitQuestion:
    """One question, for the office."""
    found = db.get(VisitQuestion, question_id)
    if found is None:
        raise NotFound
    return found


def conclusion(db: Session, conclusion_id: UUID, seen: Seen) -> VisitConclusion:
    """One conclusion; another body's is NotFound."""
    found = db.get(VisitConclusion, conclusion_id)
    if found is None or seen.body not in (None, found.visit.body):
        raise NotFound
    return found


def before(db: Session, visit: OversightVisit) -> Sequence[VisitConclusion]:
    """What the same body asked for at its earlier visits, the latest visit first."""
    stmt = (
        select(VisitConclusion)
        .join(VisitConclusion.visit)
        .where(OversightVisit.body == visit.body, OversightVisit.decided_on < visit.decided_on)
        .order_by(OversightVisit.decided_on.desc(), VisitConclusion.position)
    )
    return db.scalars(stmt).unique().all()


def conclusions(
    db: Session, seen: Seen, *, unit_id: UUID | None = None, open_only: bool = False,
    late_on: date | None = None,
) -> Sequence[VisitConclusion]:  # fmt: skip
    """Conclusions by their due day; of a unit, not yet closed, or over on a day."""
    stmt = select(VisitConclusion).join(VisitConclusion.visit)
    if seen.body:
        stmt = stmt.where(OversightVisit.body == seen.body)
    if unit_id:
        stmt = stmt.where(VisitConclusion.unit_id == unit_id)
    if open_only or late_on:
        closed = select(ConclusionClosing.conclusion_id)
        stmt = stmt.where(VisitConclusion.id.not_in(closed))
    if late_on:
        stmt = stmt.where(VisitConclusion.due_on < late_on)
    return db.scalars(stmt.order_by(VisitConclusion.due_on, VisitConclusion.id)).unique().all()


def _of(seen: Seen) -> Select[OversightVisit]:
    stmt = select(OversightVisit)
    return stmt.where(OversightVisit.body == seen.body) if seen.body else stmt
