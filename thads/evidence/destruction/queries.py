"""Councils: one with all that it did, those of a unit, and what waits to be put before one."""

import hashlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.attachments.models import Attachment
from thads.core import files
from thads.core.errors import NotFound
from thads.evidence import course
from thads.evidence import queries as register
from thads.evidence.destruction.models import (
    CouncilMember,
    CouncilSession,
    CouncilVote,
    DestructionCouncil,
    DestructionPhoto,
)
from thads.evidence.kinds import StepKind
from thads.evidence.models import Exhibit, ExhibitStep
from thads.rules.deadlines import Duty
from thads.units.models import Unit

READ = 1 << 20  # bytes at a time


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
    """What is to be destroyed and was put before no council yet, or before one of which no member
    is known: that one cannot sit. The longest waiting first."""
    file_ids = [
        one.evidence.id for one in register.waiting_on(db, day, unit_id)
        if one.step.duty in (Duty.DESTRUCTION_COUNCIL, Duty.DESTRUCTION)
    ]  # fmt: skip
    found = []
    for start in range(0, len(file_ids), register.CHUNK):
        some = file_ids[start : start + register.CHUNK]
        stmt = select(Exhibit.id).where(Exhibit.file_id.in_(some)).order_by(Exhibit.position)
        found += register.exhibits(db, db.scalars(stmt).all())
    vain = without_members(db, found)
    return sorted(
        (one for one in found if awaits_council(one, vain)),
        key=lambda one: one.steps[0].day,
    )


def awaits_council(exhibit: Exhibit, vain: Collection[UUID]) -> bool:
    """It is to be destroyed, and no council can: there is none, or it is one of those in vain."""
    running = course.running(exhibit.kind, exhibit.steps)
    if running is None or running.duty not in course.DESTROYING:
        return False
    put = [one for one in exhibit.steps if one.kind is StepKind.PUT_BEFORE]
    return running.duty is Duty.DESTRUCTION_COUNCIL or put[-1].council_id in vain


def without_members(db: Session, exhibits: Sequence[Exhibit]) -> frozenset[UUID]:
    """Of the councils that these were put before, those whose members nobody wrote down."""
    put = {step.council_id for one in exhibits for step in one.steps if step.council_id}
    known = select(CouncilMember.council_id).distinct().where(CouncilMember.council_id.in_(put))
    return frozenset(put - set(db.scalars(known))) if put else frozenset()


def exhibit_ids(db: Session, council_id: UUID) -> list[UUID]:
    """What was put before a council, in the order of entry."""
    step = ExhibitStep
    stmt = select(step.exhibit_id).where(step.council_id == council_id).order_by(step.id)
    return list(dict.fromkeys(db.scalars(stmt)))


def changed_photos(db: Session, council: DestructionCouncil) -> list[DestructionPhoto]:
    """Photos whose files are gone, or are no longer those of which the hash was kept."""
    return [one for one in council.photos if _hash(db, one.attachment) != one.attachment.sha256]


def _hash(db: Session, attachment: Attachment) -> str | None:
    with suppress(NotFound), files.opened(db, attachment.file_key) as kept:
        found = hashlib.sha256()
        while part := kept.read(READ):
            found.update(part)
        return found.hexdigest()
    return None


def _whole() -> Select[DestructionCouncil]:
    stmt: Select[DestructionCouncil] = select(DestructionCouncil).options(
        joinedload(DestructionCouncil.signer), selectinload(DestructionCouncil.members),
        selectinload(DestructionCouncil.sessions)
        .options(
            selectinload(CouncilSession.votes).joinedload(CouncilVote.member),
            selectinload(CouncilSession.exhibits),
        ),
        selectinload(DestructionCouncil.photos).joinedload(DestructionPhoto.attachment),
    )  # fmt: skip
    return stmt.execution_options(populate_existing=True)
