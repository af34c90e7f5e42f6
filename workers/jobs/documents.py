"""Prints papers of cases from what was composed when they were asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.jobs import BackgroundJob
from thads.documents import actions, queries
from workers import pdf, word

if TYPE_CHECKING:
    from workers.run import Progress

STEPS = 3


def make_paper(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Print and file one paper and its draft in Word; running twice files each once."""
    document_id = UUID(job.arguments["document_id"])
    content = queries.get(db, document_id).content
    progress.step(0, STEPS, "Dàn trang văn bản")  # commits: no lock is held while pages are laid
    printed = pdf.decision(content)
    progress.step(1, STEPS, "Soạn bản nháp Word")
    drafted = word.draft(content)
    progress.step(2, STEPS, "Lưu văn bản")
    document = queries.get(db, document_id)
    actions.keep_file(db, document, printed, now=datetime.now(UTC))
    actions.keep_draft(db, document, drafted)
    number = f" số {content['number']}" if content["number"] else ""
    return f"{content['title'].capitalize()}{number} đã lập xong."
