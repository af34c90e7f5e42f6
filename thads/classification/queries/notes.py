"""Notes on cases: the latest one stands, the earlier ones stay readable."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.classification.models import ClassificationNote, NoteSubject
from thads.classification.queries.basis import chunks


def latest(
    db: Session, subject: NoteSubject, case_ids: Iterable[UUID]
) -> dict[UUID, ClassificationNote]:
    """The note that stands on each of these cases."""
    found: dict[UUID, ClassificationNote] = {}
    note = ClassificationNote
    for ids in chunks(case_ids):
        stmt = select(note).where(note.subject == subject, note.case_id.in_(ids))
        for one in db.scalars(stmt.order_by(note.day, note.entered_at, note.id)):
            found[one.case_id] = one
    return found


def of_case(db: Session, case_id: UUID) -> Sequence[ClassificationNote]:
    """All notes on a case, the newest first."""
    note = ClassificationNote
    stmt = select(note).where(note.case_id == case_id)
    return db.scalars(stmt.order_by(note.day.desc(), note.entered_at.desc(), note.id.desc())).all()


def ageing_reasons(db: Session) -> dict[UUID, str]:
    """The reason that stands on each case that has one; one statement."""
    note = ClassificationNote
    stmt = select(note.case_id, note.reason).where(note.subject == NoteSubject.AGEING)
    rows = db.execute(stmt.order_by(note.day, note.entered_at, note.id))
    return {case_id: reason for case_id, reason in rows if reason}
