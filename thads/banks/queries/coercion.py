"""Coercion on the cases of an institution, and what it has to do with hand-overs that failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from thads.banks.models import VoluntaryHandover, VoluntaryHandoverStep
from thads.banks.queries.links import case_ids_of
from thads.cases.models import Case, CaseInterval
from thads.cases.queries.filters import unended
from thads.measures import queries as measures
from thads.measures.models import Measure, MeasureState


@dataclass(frozen=True, slots=True)
class Coercion:
    """Measures that run on the cases of an institution, and what came of the others."""

    running: Sequence[Measure]
    ended: Mapping[MeasureState, int]


def of_institution(
    db: Session, institution_id: UUID, day: date, *, scope: UUID | None
) -> Coercion:  # fmt: skip
    """Measures of security and coercion on its cases that a unit holds (None: the province)."""
    held = CaseInterval
    stmt = (
        measures.loaded()
        .options(joinedload(Measure.case))
        .join(Case, Case.id == Measure.case_id)
        .join(held, held.case_id == Case.id)
        .where(
            Case.id.in_(case_ids_of(institution_id)), Case.struck_by_id.is_(None),
            held.starts_on <= day, or_(*unended(day)),
        )
        .order_by(Measure.id.desc())
    )  # fmt: skip
    found = db.scalars(stmt.where(held.unit_id == scope) if scope else stmt).all()
    running = [one for one in found if one.result is None]
    return Coercion(running, Counter(one.state for one in found if one.result))


def coercions(db: Session, case_id: UUID) -> list[Measure]:
    """The decisions on coercion in a case."""
    found = measures.of_case(db, case_id)
    return [one for one in found if not one.kind.is_security and one.decision]


def handovers_before(db: Session, measure_id: UUID) -> Sequence[VoluntaryHandover]:
    """The hand-overs that failed before this measure was decided."""
    step = VoluntaryHandoverStep
    stmt = select(VoluntaryHandover).where(
        VoluntaryHandover.id.in_(select(step.handover_id).where(step.measure_id == measure_id))
    )
    return db.scalars(stmt.order_by(VoluntaryHandover.id)).unique().all()
