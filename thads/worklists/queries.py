"""What must be done: of one case, of many, of a unit or a person; n late of m under each duty."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from thads.worklists.models import OpenDuty
from thads.worklists.tasks import Task

CHUNK = 500
_COLUMNS = (
    OpenDuty.duty, OpenDuty.subject_id, OpenDuty.case_id, OpenDuty.unit_id, OpenDuty.officer_id,
    OpenDuty.since, OpenDuty.opens_on, OpenDuty.due,
)  # fmt: skip
_SOONEST = (OpenDuty.due.is_(None), OpenDuty.due, OpenDuty.subject_id, OpenDuty.duty)


def of_case(db: Session, case_id: UUID, day: date) -> Sequence[Task]:
    """What is still to be done on one case, the first due first."""
    stmt = _open(day).where(OpenDuty.case_id == case_id).order_by(*_SOONEST)
    return [Task(*row) for row in db.execute(stmt)]


def next_of_cases(db: Session, case_ids: Collection[UUID], day: date) -> dict[UUID, Task]:
    """The duty due first of each of these cases; a case with nothing to do is left out."""
    found: dict[UUID, Task] = {}
    ids = iter(case_ids)
    while chunk := list(islice(ids, CHUNK)):
        stmt = _open(day).where(OpenDuty.case_id.in_(chunk)).order_by(*_SOONEST)
        for task in (Task(*row) for row in db.execute(stmt)):
            if task.case_id is not None:
                found.setdefault(task.case_id, task)
    return found


def _open(day: date) -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).where(OpenDuty.opens_on <= day)
