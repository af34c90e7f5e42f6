"""Exhibits that wait for their council, then for their destruction."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.evidence.models import EvidenceFile
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock

DUTIES = (Duty.DESTRUCTION_COUNCIL, Duty.DESTRUCTION)


def concerns(record: object) -> UUID | None:
    """The file of exhibits of which a record says something."""
    return record.id if isinstance(record, EvidenceFile) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """Of files (None: all) not destroyed: the council (L08 Đ.125 k.1; L25 Đ.58 k.2), and once it
    is set up the destruction (NĐ62 Đ.33 k.1; NĐ152 Đ.40 k.1)."""
    file = EvidenceFile
    stmt = select(file.id, file.case_id, file.decided_on, file.council_on)
    stmt = stmt.where(file.destroyed_on.is_(None))
    if ids is not None:
        stmt = stmt.where(file.id.in_(ids))
    for file_id, case_id, decided_on, council_on in db.execute(stmt):
        if council_on is None:
            yield Clock.of_case(Duty.DESTRUCTION_COUNCIL, file_id, case_id, decided_on)
        else:
            yield Clock.of_case(Duty.DESTRUCTION, file_id, case_id, council_on)
