"""Lays papers of inspections out on A4."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from tenants.sessions import TenantSession
from thads.checkups import papers as checkups
from thads.core import files
from thads.core.jobs import BackgroundJob
from thads.identity.models import User
from thads.inspections import papers, printing
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress


def laid_out(db: Session, terms: Mapping[str, Any], *, by: str) -> bytes:
    """A unit's page, or the conclusion of an inspection."""
    if "checkup_unit_id" in terms:
        unit_id, day = UUID(terms["checkup_unit_id"]), date.fromisoformat(terms["day"])
        return pdf.checkup(checkups.compose(db, unit_id, day, by=by))
    return pdf.inspection_conclusion(papers.conclusion(db, UUID(terms["concluded_id"])))


def print_inspection(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice makes it anew in its own place; nothing is locked while it is made."""
    by, job_id, terms = db.get_one(User, job.asked_by_id).full_name, job.id, dict(job.arguments)
    progress.step(0, 1, "Đọc hồ sơ, dàn trang")
    with files.workshop(db, printing.FOLDER) as folder:
        made = folder / "made"
        with TenantSession(info={"read_only": True}) as reading:
            made.write_bytes(laid_out(reading, terms, by=by))
        pages = pdf.pages_in(made)
        return printing.keep(
            db, db.get_one(BackgroundJob, job_id), made, pages, now=datetime.now(UTC)
        )
