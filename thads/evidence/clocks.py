"""The clocks of exhibits: a file owes each duty once, for its oldest thing that waits for it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from thads.evidence import course
from thads.evidence.light import every
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep
from thads.rules.deadlines.running import Clock

DUTIES = course.DUTIES


def concerns(record: object) -> UUID | None:
    """The file of exhibits of which a record says something."""
    if isinstance(record, EvidenceFile):
        return record.id
    return record.file_id if isinstance(record, Exhibit | ExhibitStep) else None


def running(db: Session, ids: Sequence[UUID] | None) -> Iterator[Clock]:
    """What the steps of these files' exhibits leave open (reference 3.10)."""
    for file_id, things in groupby(every(db, ids), key=lambda thing: thing.file_id):
        of_file = list(things)
        for duty, since, _ in course.owed(of_file):
            yield Clock(duty, file_id, of_file[0].case_id, of_file[0].unit_id, None, since)
