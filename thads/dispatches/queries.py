"""Which copies were given; a record that was put right is no longer told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from thads.core.errors import NotFound
from thads.dispatches.models import Receiver, ReportDispatch


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which copies; days are inclusive."""

    receiver: Receiver | None = None
    since: date | None = None
    until: date | None = None
    report_id: UUID | None = None


def get(db: Session, dispatch_id: UUID) -> ReportDispatch:
    """One copy that still counts."""
    found = db.scalars(_standing().where(ReportDispatch.id == dispatch_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def dispatches(db: Session, wanted: Wanted) -> Sequence[ReportDispatch]:
    """Copies that answer the filter, newest first."""
    stmt = _standing()
    if wanted.receiver:
        stmt = stmt.where(ReportDispatch.receiver == wanted.receiver)
    if wanted.since:
        stmt = stmt.where(ReportDispatch.sent_on >= wanted.since)
    if wanted.until:
        stmt = stmt.where(ReportDispatch.sent_on <= wanted.until)
    if wanted.report_id:
        stmt = stmt.where(ReportDispatch.report_id == wanted.report_id)
    newest = (ReportDispatch.sent_on.desc(), ReportDispatch.id.desc())
    return db.scalars(stmt.order_by(*newest)).all()


def counts(db: Session) -> dict[UUID, int]:
    """How many copies of each report were given."""
    standing = _standing().with_only_columns(ReportDispatch.report_id, func.count())
    return dict(db.execute(standing.group_by(ReportDispatch.report_id)).all())


def _standing() -> Select[ReportDispatch]:
    later = aliased(ReportDispatch)
    corrected = select(later.corrects_id).where(later.corrects_id.is_not(None))
    return select(ReportDispatch).where(ReportDispatch.id.not_in(corrected))
