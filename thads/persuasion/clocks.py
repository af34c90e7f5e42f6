"""The next talk that was agreed: its day is its own, whatever the law says of other clocks."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.persuasion.models import PersuasionContact
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (Duty.PERSUASION,)


def concerns(record: object) -> UUID | None:
    """The case that was spoken of: its latest talk says when the next one is."""
    return record.case_id if isinstance(record, PersuasionContact) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """Of each case (None: all) the next talk, as its latest talk agreed it."""
    row = PersuasionContact
    replaced = select(row.corrects_id).where(row.corrects_id.is_not(None))
    stmt = select(row.case_id, row.day, row.next_on).where(row.id.not_in(replaced))
    if ids is not None:
        stmt = stmt.where(row.case_id.in_(ids))
    latest = {
        case_id: (day, due) for case_id, day, due in db.execute(stmt.order_by(row.day, row.id))
    }
    for case_id, (day, due) in latest.items():
        if due is not None:
            yield Clock.of_case(Duty.PERSUASION, case_id, case_id, day, due)
