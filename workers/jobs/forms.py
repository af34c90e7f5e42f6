"""Lays statistical forms out on A4."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from tenants.sessions import TenantSession
from thads.core import files
from thads.core.jobs import BackgroundJob
from thads.figures import versions
from thads.formbook import papers, queries
from thads.identity.models import User
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress


def composed(db: Session, terms: Mapping[str, Any], *, by: str) -> dict[str, Any]:
    """The form of the records as they are, or of the version that was asked for."""
    end, subject = date.fromisoformat(terms["period_end"]), papers.asked_subject(terms)
    if terms["version"] is None:
        sheet, standing = queries.sheet(db, terms["form"], end, subject), papers.LIVE
    else:
        version = versions.get(db, end, terms["version"], published=False)
        sheet = versions.sheet(db, terms["form"], subject, version)
        standing = version.standing
    return papers.compose(db, terms, sheet, standing=standing, by=by)


def print_form(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice makes it anew in its own place; nothing is locked while it is made."""
    by, job_id, terms = db.get_one(User, job.asked_by_id).full_name, job.id, dict(job.arguments)
    progress.step(0, 1, "Đọc số liệu, dàn trang")
    with files.workshop(db, papers.FOLDER) as folder:
        made = folder / "made"
        with TenantSession(info={"read_only": True}) as reading:
            made.write_bytes(pdf.form(composed(reading, terms, by=by)))
        pages = pdf.pages_in(made)
        return papers.keep(
            db, db.get_one(BackgroundJob, job_id), made, pages, now=datetime.now(UTC)
        )
