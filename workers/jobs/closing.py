"""Prints the supplementary report of a later version."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from thads.closing import queries, supplements
from thads.core.jobs import BackgroundJob
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress


def print_supplement(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Running twice files it once."""
    version = queries.version(db, UUID(job.arguments["version_id"]))
    progress.step(0, 1, "Dàn trang báo cáo bổ sung")
    if version.supplement is None:
        content = supplements.compose(db, version)
        supplements.keep(db, version, content, pdf.supplement(content), now=datetime.now(UTC))
    return f"Báo cáo bổ sung của {version.name.lower()}, kỳ {version.period_end:%m/%Y}, đã lập."
