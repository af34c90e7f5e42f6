"""Makes the monthly summary: figures first, then the paper from the stored figures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from thads.closing import queries as closing
from thads.core.jobs import BackgroundJob
from thads.reports import actions
from workers import pdf

if TYPE_CHECKING:
    from workers.run import Progress

STEPS = 3


def make_monthly_report(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Compose, print and file one version; running twice files it once."""
    wanted = job.arguments
    progress.step(0, STEPS, "Tổng hợp số liệu từ hồ sơ")
    asked = wanted.get("period_version_id")
    report = actions.compose(
        db, UUID(wanted["report_id"]), period_end=date.fromisoformat(wanted["period_end"]),
        dated=date.fromisoformat(wanted["dated"]), by_id=job.asked_by_id, now=datetime.now(UTC),
        check_at=wanted.get("check_at", ""),  # a job that waited during the upgrade has none
        version=closing.version(db, UUID(asked)) if asked else None,
    )  # fmt: skip
    figures, is_filed = report.figures, report.file_key is not None
    progress.step(1, STEPS, "Dàn trang báo cáo")  # commits: no lock is held while pages are laid
    if not is_filed:
        content = pdf.monthly(figures)
        progress.step(2, STEPS, "Lưu báo cáo")
        actions.keep_file(db, report, content, now=datetime.now(UTC))
    return f"Báo cáo kỳ {report.period_end:%m/%Y}, {report.edition.lower()}, đã lập xong."
