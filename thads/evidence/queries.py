"""Files of evidence to destroy: where they stand, which are late (reference 3.10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, CaseInterval
from thads.core.errors import NotFound
from thads.evidence.models import EvidenceFile
from thads.rules import deadlines
from thads.rules.deadlines import Duty
from thads.units.models import Unit


@dataclass(frozen=True, slots=True)
class Step:
    """What is due next on a file and until when; `due` empty: the law of the time set no day."""

    duty: Duty
    due: date | None

    def is_late_on(self, day: date) -> bool:
        """The last day is over."""
        return self.due is not None and self.due < day


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """One file whose evidence is not destroyed yet."""

    evidence: EvidenceFile
    case: Case
    unit: Unit
    step: Step


class LateEvidence(NamedTuple):
    """`n` late of `m` files that still wait for destruction, and the late ones, oldest first."""

    late: Sequence[WaitingFile]
    n: int
    m: int


def get(db: Session, evidence_id: UUID) -> EvidenceFile:
    """One file; its case decides who may see it."""
    found = db.get(EvidenceFile, evidence_id)
    if found is None:
        raise NotFound
    return found


def of_case(db: Session, case_id: UUID) -> Sequence[EvidenceFile]:
    """The files of a case, oldest first."""
    stmt = select(EvidenceFile).where(EvidenceFile.case_id == case_id)
    return db.scalars(stmt.order_by(EvidenceFile.decided_on, EvidenceFile.id)).all()


def step_on(evidence: EvidenceFile, day: date) -> Step | None:
    """What was due next on `day`; None before the decision and after the destruction."""
    if evidence.decided_on > day or (evidence.destroyed_on and evidence.destroyed_on <= day):
        return None
    if evidence.council_on is None or evidence.council_on > day:
        return _step(Duty.DESTRUCTION_COUNCIL, evidence.decided_on)
    return _step(Duty.DESTRUCTION, evidence.council_on)


def late(db: Session, day: date, unit_id: UUID | None = None) -> LateEvidence:
    """Late files of a unit (None: the province) on `day`, as n of m with the late ones."""
    waiting = waiting_on(db, day, unit_id)
    found = [file for file in waiting if file.step.is_late_on(day)]
    return LateEvidence(found, len(found), len(waiting))


def waiting_on(db: Session, day: date, unit_id: UUID | None = None) -> Sequence[WaitingFile]:
    """Files not destroyed by `day`, with the unit that held the case then, oldest first."""
    ends = CaseInterval.ends_on
    stmt = (
        select(EvidenceFile, Case, Unit)
        .join(Case, Case.id == EvidenceFile.case_id)
        .join(CaseInterval, CaseInterval.case_id == Case.id)
        .join(Unit, Unit.id == CaseInterval.unit_id)
        .where(
            EvidenceFile.decided_on <= day,
            or_(EvidenceFile.destroyed_on.is_(None), EvidenceFile.destroyed_on > day),
            CaseInterval.starts_on <= day,
            or_(ends.is_(None), ends > day),
        )
        .order_by(EvidenceFile.decided_on, EvidenceFile.id)
    )
    if unit_id is not None:
        stmt = stmt.where(CaseInterval.unit_id.in_(Unit.answered_for_by(unit_id)))
    rows = db.execute(stmt).all()
    return [
        WaitingFile(evidence, case, unit, step)
        for evidence, case, unit in rows
        if (step := step_on(evidence, day))
    ]


def _step(duty: Duty, start: date) -> Step:
    return Step(duty, deadlines.due(duty, start) if deadlines.exists(duty, start) else None)
