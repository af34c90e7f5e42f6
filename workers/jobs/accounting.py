"""Lays books and minutes out on A4, and writes long workbooks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from tenants import context
from tenants.sessions import TenantSession
from thads.accounting import papers
from thads.accounting.books import open_book
from thads.accounting.books.asked import asked_of
from thads.core import files
from thads.core.jobs import BackgroundJob
from thads.identity.models import User
from thads.imports.exporting.accounting import write_book
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress


def make_book(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice makes it anew in its own place; nothing is locked while it is made."""
    by, job_id, terms = db.get_one(User, job.asked_by_id), job.id, dict(job.arguments)
    db.expunge(by)
    office = context.current().name
    progress.step(0, 1, "Đọc sổ, dàn trang")
    with files.workshop(db, papers.FOLDER) as folder:
        made = folder / "made"
        with TenantSession(info={"read_only": True}) as reading:
            if "workbook" in terms:
                asked = asked_of(terms["workbook"])
                title = asked.book.label
                banner = papers.banner_of(title, terms["words"], office=office, by=by)
                sheet = open_book(reading, asked)
                write_book(made, sheet, title=title, banner=banner)
                size = sheet.total
            else:
                made.write_bytes(
                    pdf.book(papers.compose(reading, terms, office=office, by=by.full_name))
                )
                size = pdf.pages_in(made)
        return papers.keep(db, db.get_one(BackgroundJob, job_id), made, size, now=datetime.now(UTC))
