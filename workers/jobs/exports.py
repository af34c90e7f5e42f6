"""Makes long workbooks of cases and of periods."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from tenants import context
from tenants.sessions import TenantSession
from thads.core.jobs import BackgroundJob
from thads.identity.models import User
from thads.imports.exporting import actions
from thads.imports.exporting.asked import ExportPurpose, asked_of
from thads.imports.exporting.period import actions as lists
from thads.imports.exporting.period.asked import asked_of as list_asked_of

if TYPE_CHECKING:
    from workers.run import Progress

TELL_SECONDS = 0.7


def export_register(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Make and keep the workbook; running twice makes it anew in its own place.

    The records are read by a session of its own: progress commits meanwhile, and the snapshot
    stays. Nothing of `db` is touched while it is read, so no writer waits for this job.
    """
    asked, purpose = asked_of(job.arguments["asked"]), ExportPurpose.of(job.arguments["purpose"])
    by, job_id = db.get_one(User, job.asked_by_id), job.id
    db.expunge(by)
    told = time.monotonic()

    def tell(done: int, total: int, label: str) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_SECONDS:
            told = time.monotonic()
            progress.step(done, total, label)

    progress.step(0, 1, "Đọc hồ sơ")
    with TenantSession(info={"read_only": True}) as reading:
        made = actions.make_file(
            reading, job_id, asked,
            office=context.current().name, by=by, now=datetime.now(UTC), tell=tell,
        )  # fmt: skip
    job = db.get_one(BackgroundJob, job_id)
    person = db.get_one(User, job.asked_by_id)
    actions.record(db, job, asked, purpose, made, by=person, now=datetime.now(UTC))
    return str(job.message)


def export_period_list(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Make and keep a list of a period; running twice makes it anew in its own place."""
    asked, purpose = list_asked_of(job.arguments), ExportPurpose.of(job.arguments["purpose"])
    by, job_id = db.get_one(User, job.asked_by_id), job.id
    db.expunge(by)
    progress.step(0, 1, "Đọc hồ sơ của kỳ")
    with TenantSession(info={"read_only": True}) as reading:
        made = lists.make_file(
            reading, job_id, asked, office=context.current().name, by=by, now=datetime.now(UTC)
        )
    job = db.get_one(BackgroundJob, job_id)
    person = db.get_one(User, job.asked_by_id)
    lists.record(db, job, asked, purpose, made, by=person, now=datetime.now(UTC))
    return str(job.message)
