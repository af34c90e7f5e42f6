"""A person who brings workbooks to the web, and the worker that takes them up."""

from contextvars import Context
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from tests.imports.workbooks import make_workbook
from thads.cases.models import Case
from thads.core.jobs import BackgroundJob, JobState
from thads.identity.models import User
from thads.imports import actions
from thads.imports.models import ImportPurpose, RegisterImport
from workers.run import run

TODAY = date(2024, 9, 30)


class Desk:
    """Receives, has checked, has entered; by one person."""

    def __init__(self, db: Any, by: User, folder: Path, now: datetime) -> None:
        self.db, self.by, self.folder, self.now = db, by, folder, now

    def receive(
        self, given: Any, purpose: ImportPurpose = ImportPurpose.REGISTER
    ) -> RegisterImport:
        path = self.folder / "sổ.xlsx"
        if isinstance(given, bytes):
            path.write_bytes(given)
        else:
            make_workbook(path, given)
        found = actions.receive(
            self.db, "sổ.xlsx", path, purpose, by=self.by, today=TODAY, now=self.now
        )
        self.db.commit()
        return found

    def apply(self, register_import: RegisterImport, *, sound_only: bool = False) -> UUID:
        job = actions.ask_to_apply(
            self.db, register_import, sound_only=sound_only, by=self.by, today=TODAY, now=self.now
        )
        self.db.commit()
        return job.id

    def work(self, register_import: RegisterImport) -> BackgroundJob:
        """The worker does the latest job; the job as it is then."""
        job_id = register_import.job_id
        self.db.rollback()
        elsewhere(run, "lao-cai", str(job_id))
        self.db.expire_all()
        return self.db.get_one(BackgroundJob, job_id)

    def checked(self, given: Any, **named: Any) -> RegisterImport:
        found = self.receive(given, **named)
        assert self.work(found).state is JobState.DONE
        return found


def elsewhere(call: Any, *arguments: Any, **named: Any) -> Any:
    """As a worker would: outside the test's province."""
    return Context().run(call, *arguments, **named)


def cases(db: Any) -> int:
    """How many cases count."""
    db.rollback()
    return int(db.scalar(select(func.count(Case.id)).where(Case.struck_by_id.is_(None))))
