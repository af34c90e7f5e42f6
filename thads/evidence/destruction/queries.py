"""Councils: one with all that it did, those of a unit, and what waits to be put before one."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.core.errors import NotFound
from thads.evidence import course
from thads.evidence import queries as register
from thads.evidence.destruction.models import (
    CouncilSession,
    CouncilVote,
    DestructionCouncil,
    DestructionPhoto,
)
from thads.evidence.models import Exhibit, ExhibitStep
from thads.rules.deadlines import Duty
from thads.units.models import Unit


def get(db: Session, council_id: UUID) -> DestructionCouncil:
    """One council with members, sessions, votes and photos."""
    found = db.scalars(_whole().where(DestructionCouncil.id == council_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def councils(
    db: Session, unit_id: UUID | None, *, limit: int = 200
) -> Sequence[DestructionCouncil]:
    """The latest councils of a unit (None: the province)."""
    stmt = _whole()
    if unit_id is not None:
        stmt = stmt.where(DestructionCouncil.unit_id.in_(Unit.answered_for_by(unit_id)))
    order = (DestructionCouncil.formed_on.desc(), DestructionCouncil.id.desc())
    return db.scalars(stmt.order_by(*order).limit(limit)).all()


def waiting(db: Session, day: date, unit_id: UUID | None) -> Sequence[Exhibit]:
    """What is to be destroyed and was put before no council yet, the longest waiting first."""
    file_ids = [
        one.evidence.id for one in register.waiting_on(db, day, unit_id)
        if one.step.duty is Duty.DESTRUCTION_COUNCIL
    ]  # fmt: skip
    found = []
    for start in range(0, len(file_ids), register.CHUNK):
        some = file_ids[start : start + register.CHUNK]
        stmt = select(Exhibit.id).where(Exhibit.file_id.in_(some)).order_by(Exhibit.position)
        found += register.exhibits(db, db.scalars(stmt).all())
    running = {one.id: course.running(one.kind, one.steps) for one in found}
    wait = Duty.DESTRUCTION_COUNCIL
    return sorted(
        (one for one in found if (clock := running[one.id]) and clock.duty is wait),
        key=lambda one: one.steps[0].day,
    )


def exhibit_ids(db: Session, council_id: UUID) -> list[UUID]:
    """What was put before a council, in the order of entry."""
    step = ExhibitStep
    stmt = select(step.exhibit_id).where(step.council_id == council_id).order_by(step.id)
    return list(dict.fromkeys(db.scalars(stmt)))


def _whole() -> Select[DestructionCouncil]:
    stmt: Select[DestructionCouncil] = select(DestructionCouncil).options(
        joinedload(DestructionCouncil.signer), selectinload(DestructionCouncil.members),
        selectinload(DestructionCouncil.sessions)
        .selectinload(CouncilSession.votes).joinedload(CouncilVote.member),
        selectinload(DestructionCouncil.photos).joinedload(DestructionPhoto.attachment),
    )  # fmt: skip
    return stmt.execution_options(populate_existing=True)
