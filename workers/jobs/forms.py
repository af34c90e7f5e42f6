"""Lays statistical forms out on A4."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from tenants.sessions import TenantSession
from thads.core import files
from thads.core.jobs import BackgroundJob
from thads.formbook import papers
from thads.identity.models import User
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress


def print_form(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice makes it anew in its own place; nothing is locked while it is made."""
    by, job_id, terms = db.get_one(User, job.asked_by_id).full_name, job.id, dict(job.arguments)
    progress.step(0, 1, "Đọc số liệu, dàn trang")
    with files.workshop(db, papers.FOLDER) as folder:
        made = folder / "made"
        with TenantSession(info={"read_only": True}) as reading:
            made.write_bytes(pdf.form(papers.compose(reading, terms, by=by)))
        pages = pdf.pages_in(made)
        return papers.keep(
            db, db.get_one(BackgroundJob, job_id), made, pages, now=datetime.now(UTC)
        )
