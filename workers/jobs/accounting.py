"""Lays books and minutes out on A4."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from tenants import context
from thads.accounting import papers
from thads.core import files
from thads.core.jobs import BackgroundJob
from thads.identity.models import User
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress


def make_book(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice makes it anew in its own place; nothing is locked while pages are laid."""
    by, job_id = db.get_one(User, job.asked_by_id).full_name, job.id
    paper = papers.compose(db, job.arguments, office=context.current().name, by=by)
    progress.step(0, 1, "Dàn trang")
    content = pdf.book(paper)
    with files.workshop(db, papers.FOLDER) as folder:
        made = folder / "paper.pdf"
        made.write_bytes(content)
        return papers.keep(
            db, db.get_one(BackgroundJob, job_id), made, pdf.pages_in(made), now=datetime.now(UTC)
        )
