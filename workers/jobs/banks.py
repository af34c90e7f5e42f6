"""Lays the meeting packs of credit institutions out on A4."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from tenants.sessions import TenantSession
from thads.banks import papers, printing
from thads.core import files
from thads.core.jobs import BackgroundJob
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress


def print_bank_pack(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice makes it anew in its own place; nothing is locked while it is made."""
    job_id, terms = job.id, dict(job.arguments)
    scope = UUID(terms["scope"]) if terms["scope"] else None
    progress.step(0, 1, "Đọc sổ, dàn trang")
    with files.workshop(db, printing.FOLDER) as folder:
        made = folder / "pack.pdf"
        with TenantSession(info={"read_only": True}) as reading:
            paper = papers.pack(
                reading, UUID(terms["pack_of"]), date.fromisoformat(terms["day"]), scope=scope,
                unit_id=UUID(terms["unit_id"]),
            )  # fmt: skip
        made.write_bytes(pdf.bank_pack(paper))
        pages = pdf.pages_in(made)
        return printing.keep(
            db, db.get_one(BackgroundJob, job_id), made, pages, now=datetime.now(UTC)
        )
