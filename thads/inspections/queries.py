"""Which inspections and findings there are; which findings came before in the same place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.core.errors import NotFound
from thads.inspections.models import (
    FindingClosing,
    Inspection,
    InspectionFinding,
    SampledFile,
)

Record = TypeVar("Record")


def inspections(
    db: Session, *, unit_id: UUID | None = None, since: date | None = None,
    until: date | None = None,
) -> Sequence[Inspection]:  # fmt: skip
    """Inspections of a unit or of all, decided within two days, the newest first."""
    one, stmt = Inspection, listed()
    if unit_id:
        stmt = stmt.where(one.unit_id == unit_id)
    if since:
        stmt = stmt.where(one.decided_on >= since)
    if until:
        stmt = stmt.where(one.decided_on <= until)
    return db.scalars(stmt.order_by(one.decided_on.desc(), one.id.desc())).all()


def get(db: Session, inspection_id: UUID) -> Inspection:
    """One inspection with all that was found."""
    one, finding = Inspection, InspectionFinding
    files = selectinload(one.files)
    stmt = select(one).where(one.id == inspection_id).options(
        joinedload(one.unit), joinedload(one.leader), joinedload(one.conclusion),
        selectinload(one.samples), files.joinedload(SampledFile.case),
        files.joinedload(SampledFile.sample), files.selectinload(SampledFile.answers),
        selectinload(one.findings).options(joinedload(finding.owner), joinedload(finding.closing)),
    )  # fmt: skip
    return _one(db, stmt)


def file(db: Session, file_id: UUID) -> SampledFile:
    """One file of a sample with its answers."""
    one = SampledFile
    stmt = select(one).where(one.id == file_id).options(
        joinedload(one.case), joinedload(one.sample), selectinload(one.answers),
        joinedload(one.inspection).options(
            joinedload(Inspection.conclusion), joinedload(Inspection.unit)
        ),
    )  # fmt: skip
    return _one(db, stmt)


def finding(db: Session, finding_id: UUID) -> InspectionFinding:
    """One finding."""
    return _one(db, found().where(InspectionFinding.id == finding_id))


def findings(
    db: Session, *, unit_id: UUID | None = None, open_only: bool = False
) -> Sequence[InspectionFinding]:
    """Findings of a unit or of all, the first due first."""
    stmt = found()
    if unit_id:
        stmt = stmt.where(InspectionFinding.unit_id == unit_id)
    if open_only:
        stmt = stmt.where(InspectionFinding.id.not_in(select(FindingClosing.finding_id)))
    return db.scalars(stmt.order_by(InspectionFinding.due_on, InspectionFinding.id)).all()


def repeats(db: Session, those: Sequence[InspectionFinding]) -> dict[UUID, date]:
    """Of these, those that repeat an earlier one: same item, same unit or officer; its day."""
    one = InspectionFinding
    items = {finding.item for finding in those}
    stmt = select(one.id, one.item, one.unit_id, one.owner_id, one.found_on, one.inspection_id)
    before = db.execute(stmt.where(one.item.in_(items)).order_by(one.found_on, one.id)).all()
    marked: dict[UUID, date] = {}
    for finding in those:
        earlier = [
            row.found_on
            for row in before
            if row.item == finding.item and row.inspection_id != finding.inspection_id
            and (row.found_on, row.id) < (finding.found_on, finding.id)
            and (row.unit_id == finding.unit_id or row.owner_id == finding.owner_id)
        ]  # fmt: skip
        if earlier:
            marked[finding.id] = earlier[-1]
    return marked


def listed() -> Select[Inspection]:
    """Inspections with all that a list of them shows."""
    one = Inspection
    return select(one).options(
        joinedload(one.unit), joinedload(one.leader), joinedload(one.conclusion),
        selectinload(one.files), selectinload(one.findings).joinedload(InspectionFinding.closing),
    )  # fmt: skip


def found() -> Select[InspectionFinding]:
    """Findings with all that a list of them shows."""
    one = InspectionFinding
    return select(one).options(
        joinedload(one.unit), joinedload(one.owner), joinedload(one.closing),
        joinedload(one.inspection), joinedload(one.file).joinedload(SampledFile.case),
    )  # fmt: skip


def _one(db: Session, stmt: Select[Record]) -> Record:
    found = db.scalars(stmt).unique().one_or_none()
    if found is None:
        raise NotFound
    return found
