"""Findings that wait to be mended and inspections that wait for their conclusion."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.inspections.models import (
    FindingClosing,
    Inspection,
    InspectionConclusion,
    InspectionFinding,
)
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (Duty.FINDING_REMEDY, Duty.INSPECTION_CONCLUSION)
LETTERS = 60  # of what a list says of one


def concerns(record: object) -> UUID | None:
    """The finding or inspection of which a record says something."""
    if isinstance(record, Inspection | InspectionFinding):
        return record.id
    if isinstance(record, InspectionConclusion):
        return record.inspection_id
    return record.finding_id if isinstance(record, FindingClosing) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """The clocks of these (None: of all) that nothing has ended."""
    return chain(_findings(db, ids), _inspections(db, ids))


def titles(db: Session, ids: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """A finding by what it says, an inspection by its decision."""
    finding = InspectionFinding
    for key, content in db.execute(select(finding.id, finding.content).where(finding.id.in_(ids))):
        yield key, content if len(content) <= LETTERS else f"{content[: LETTERS - 1].rstrip()}…"
    one = Inspection
    for key, number in db.execute(select(one.id, one.number).where(one.id.in_(ids))):
        yield key, f"Kiểm tra theo {number}"


def _findings(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    one, closed = InspectionFinding, select(FindingClosing.finding_id)
    stmt = select(one.id, one.unit_id, one.owner_id, one.found_on, one.due_on)
    stmt = stmt.where(one.id.not_in(closed))
    if ids is not None:
        stmt = stmt.where(one.id.in_(ids))
    for key, unit_id, owner_id, found_on, due_on in db.execute(stmt):
        yield Clock(Duty.FINDING_REMEDY, key, None, unit_id, owner_id, found_on, due_on)


def _inspections(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    one, ended = Inspection, select(InspectionConclusion.inspection_id)
    stmt = select(one.id, one.unit_id, one.leader_id, one.decided_on, one.due_on)
    stmt = stmt.where(one.id.not_in(ended))
    if ids is not None:
        stmt = stmt.where(one.id.in_(ids))
    for key, unit_id, leader_id, decided_on, due_on in db.execute(stmt):
        yield Clock(Duty.INSPECTION_CONCLUSION, key, None, unit_id, leader_id, decided_on, due_on)
