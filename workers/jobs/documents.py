"""Prints papers of cases from what was composed when they were asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.jobs import BackgroundJob
from thads.documents import actions, queries
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress

STEPS = 2


def make_paper(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Print and file one paper; running twice files it once."""
    document_id = UUID(job.arguments["document_id"])
    content = queries.get(db, document_id).content
    progress.step(0, STEPS, "Dàn trang văn bản")  # commits: no lock is held while pages are laid
    printed = pdf.decision(content)
    progress.step(1, STEPS, "Lưu văn bản")
    actions.keep_file(db, queries.get(db, document_id), printed, now=datetime.now(UTC))
    return f"{content['title'].capitalize()} số {content['number']} đã lập xong."
