"""Decides on the ability of many cases, each case in a transaction of its own."""

from __future__ import annotations

from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thads.classification.actions import undertaking
from thads.classification.actions.deciding import attempt
from thads.core.jobs import BackgroundJob
from thads.identity.models import User
from thads.periods import guard as periods

if TYPE_CHECKING:
    from workers.run import Progress

EVERY_SECONDS = 0.5


def classify_cases(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice decides on no case twice: each act bears the key of the form and its case."""
    wanted, job_id, key = undertaking.decision_of(job), job.id, undertaking.key_of(job)
    seen, today = undertaking.seen_of(job), date.fromisoformat(job.arguments["today"])
    periods.take_up(db, job.arguments)
    by, told, refused = db.get_one(User, job.asked_by_id), 0.0, undertaking.Refusals()
    for done, (case_id, revision) in enumerate(seen.items()):
        if monotonic() > told + EVERY_SECONDS:
            told = monotonic()
            progress.step(done, len(seen), "Ghi từng việc")
        reason = attempt(db, case_id, wanted, key=key, revision=revision, by=by, today=today)
        if reason is None:
            db.commit()
        else:
            db.rollback()
            refused[case_id] = reason
    return undertaking.close(db, db.get_one(BackgroundJob, job_id), refused, by=by)
