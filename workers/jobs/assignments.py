"""Gives many cases to an officer or a unit, each case in a transaction of its own."""

from __future__ import annotations

from datetime import date
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.actions import bulk, handing
from thads.core.jobs import BackgroundJob
from thads.identity.models import User
from thads.periods import guard as periods

if TYPE_CHECKING:
    from workers.run import Progress

EVERY_SECONDS = 0.5


def hand_over_cases(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice gives no case twice: each act bears the key of the hand-over and its case."""
    wanted, job_id = handing.hand_over_of(job), job.id
    ids = [UUID(case_id) for case_id in job.arguments["case_ids"]]
    key, today = UUID(job.arguments["key"]), date.fromisoformat(job.arguments["today"])
    periods.take_up(db, job.arguments)
    by, told, refused = db.get_one(User, job.asked_by_id), 0.0, dict[UUID, str]()
    for done, case_id in enumerate(ids):
        if monotonic() > told + EVERY_SECONDS:
            told = monotonic()
            progress.step(done, len(ids), "Giao từng việc")
        reason = bulk.attempt(db, case_id, wanted, key=key, by=by, today=today)
        if reason is None:
            db.commit()
        else:
            db.rollback()
            refused[case_id] = reason
    return handing.close(db, db.get_one(BackgroundJob, job_id), refused, by=by, today=today)
