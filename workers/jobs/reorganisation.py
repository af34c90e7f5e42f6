"""Carries out a reorganisation: units, people, then case by case; running twice does it once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.jobs import BackgroundJob
from thads.identity.models import User
from thads.reorganisation import queries, running

if TYPE_CHECKING:
    from workers.run import Progress


def reorganise_units(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """What a run before this one had committed is not done again."""
    plan = queries.get(db, UUID(job.arguments["reorganisation_id"]))
    today, by = date.fromisoformat(job.arguments["today"]), db.get_one(User, job.asked_by_id)
    tree = running.open_units(db, plan, by=by)
    db.commit()
    moves = running.to_move(db, plan, tree)
    for done, chunk in enumerate(running.chunks(moves)):
        progress.step(done * running.CHUNK, len(moves), "Chuyển từng việc sang đơn vị mới")
        for held, unit_id in chunk:
            running.move(db, plan, held, unit_id, by=by, today=today)
        db.commit()
    progress.step(len(moves), len(moves), "Đối chiếu trước và sau")
    return running.finish(db, plan, by=by, now=datetime.now(UTC))
