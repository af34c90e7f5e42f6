"""The clocks of dossiers: what the procuracy, the court or the office owes next.

How long the procuracy may still protest is a right and not a duty: its last day stands here once,
since the result is to be written into the case when it is over.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from thads.remissions import course
from thads.remissions.models import RemissionDossier, RemissionStep
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (
    Duty.FORGIVENESS_SENDING,
    Duty.FORGIVENESS_OPINION,
    Duty.FORGIVENESS_REGISTRATION,
    Duty.FORGIVENESS_HEARING,
    Duty.FORGIVENESS_DECISION,
    Duty.FORGIVENESS_PROTEST_ABOVE,
)


def concerns(record: object) -> UUID | None:
    """The dossier of which a record says something."""
    if isinstance(record, RemissionDossier):
        return record.id
    return record.dossier_id if isinstance(record, RemissionStep) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """What the steps of these dossiers leave open (TTLT 12/2015 Đ.7; L08 Đ.63–64; L25 Đ.44–45)."""
    stmt = select(RemissionDossier).options(selectinload(RemissionDossier.steps))
    if ids is not None:
        stmt = stmt.where(RemissionDossier.id.in_(ids))
    for dossier in db.scalars(stmt.execution_options(populate_existing=True)):
        for one in course.clocks(dossier):
            if one.rule.duty in DUTIES:
                yield Clock.of_case(one.rule.duty, dossier.id, dossier.case_id, one.since, one.due)
