"""Reading what was brought in: imports, their faults and differences, what may be undone."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.imports.models import (
    DifferenceKind,
    ImportDifference,
    ImportFault,
    RegisterImport,
    Severity,
)


def get(db: Session, import_id: UUID, *, by_id: UUID | None = None) -> RegisterImport:
    """One import; `by_id`: only if this person brought it in. NotFound otherwise."""
    found = db.get(RegisterImport, import_id)
    if found is None or (by_id is not None and found.entered_by_id != by_id):
        raise NotFound
    return found


def imports(db: Session, *, by_id: UUID | None = None, page: int = 1) -> Page[RegisterImport]:
    """Imports, the last received first; `by_id`: those of one person."""
    wanted = [] if by_id is None else [RegisterImport.entered_by_id == by_id]
    total = db.scalar(select(func.count(RegisterImport.id)).where(*wanted)) or 0
    newest = (RegisterImport.entered_at.desc(), RegisterImport.id.desc())
    stmt = select(RegisterImport).where(*wanted).order_by(*newest)
    rows = db.scalars(stmt.limit(PAGE_SIZE).offset(offset_of(page))).all()
    return Page(rows, max(1, page), PAGE_SIZE, total)


def faults(
    db: Session, import_id: UUID, *, severity: Severity | None = None, code: str | None = None,
    page: int = 1,
) -> Page[ImportFault]:  # fmt: skip
    """The faults that are kept of an import, in the order of the workbook."""
    wanted = [ImportFault.import_id == import_id]
    if severity is not None:
        wanted.append(ImportFault.severity == severity)
    if code is not None:
        wanted.append(ImportFault.code == code)
    total = db.scalar(select(func.count()).select_from(ImportFault).where(*wanted)) or 0
    stmt = select(ImportFault).where(*wanted).order_by(ImportFault.position)
    rows = db.scalars(stmt.limit(PAGE_SIZE).offset(offset_of(page))).all()
    return Page(rows, max(1, page), PAGE_SIZE, total)


def differences(
    db: Session, import_id: UUID, *, kind: DifferenceKind | None = None, page: int = 1
) -> Page[ImportDifference]:
    """The differences that are kept of an import or a comparison, in the order of the workbook."""
    wanted = [ImportDifference.import_id == import_id]
    if kind is not None:
        wanted.append(ImportDifference.kind == kind)
    total = db.scalar(select(func.count()).select_from(ImportDifference).where(*wanted)) or 0
    stmt = select(ImportDifference).where(*wanted).order_by(ImportDifference.position)
    rows = db.scalars(stmt.limit(PAGE_SIZE).offset(offset_of(page))).all()
    return Page(rows, max(1, page), PAGE_SIZE, total)


def fault_codes(db: Session, import_id: UUID) -> Sequence[tuple[Severity, str, int]]:
    """How often each thing is wrong in an import, faults before warnings."""
    count = func.count()
    stmt = select(ImportFault.severity, ImportFault.code, count)
    stmt = stmt.where(ImportFault.import_id == import_id)
    stmt = stmt.group_by(ImportFault.severity, ImportFault.code)
    stmt = stmt.order_by(ImportFault.severity, count.desc())
    return [(severity, code, int(times)) for severity, code, times in db.execute(stmt)]


def difference_kinds(db: Session, import_id: UUID) -> dict[DifferenceKind, int]:
    """How many differences of each kind are kept."""
    stmt = select(ImportDifference.kind, func.count())
    stmt = stmt.where(ImportDifference.import_id == import_id).group_by(ImportDifference.kind)
    return {kind: int(times) for kind, times in db.execute(stmt)}


def written_by(import_id: UUID) -> Select[UUID]:
    """The cases that an import wrote and that count still."""
    stmt = select(Case.id).where(Case.import_id == import_id, Case.struck_by_id.is_(None))
    return stmt.order_by(Case.id)


def replaced_by(import_id: UUID) -> Select[UUID]:
    """The cases of earlier imports that an import struck out by writing them anew."""
    stmt = select(Case.id).where(Case.struck_by_id == import_id, Case.import_id != import_id)
    return stmt.order_by(Case.id)


def count(db: Session, cases: Select[UUID]) -> int:
    """How many there are."""
    return db.scalar(select(func.count()).select_from(cases.order_by(None).subquery())) or 0
