"""Which reports there are, which of them are published, which are being made."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.closing.models import PeriodVersion
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.reports.models import MonthlyReport, ReportPublication


def reports(db: Session) -> Sequence[MonthlyReport]:
    """All summaries, newest period first, the latest made first."""
    newest = (MonthlyReport.period_end.desc(), MonthlyReport.entered_at.desc(), MonthlyReport.id)
    return db.scalars(select(MonthlyReport).order_by(*newest)).all()


def get(db: Session, report_id: UUID) -> MonthlyReport:
    """One report; NotFound when there is none."""
    report = db.get(MonthlyReport, report_id)
    if report is None:
        raise NotFound
    return report


def published(db: Session) -> Sequence[MonthlyReport]:
    """Published versions, newest period first: all that oversight bodies may know of."""
    newest = (MonthlyReport.period_end.desc(), MonthlyReport.version.desc())
    stmt = select(MonthlyReport).join(MonthlyReport.publication).order_by(*newest)
    return db.scalars(stmt).all()


def published_one(db: Session, report_id: UUID) -> MonthlyReport:
    """One published report; an unpublished one is NotFound."""
    report = get(db, report_id)
    if report.publication is None:
        raise NotFound
    return report


def newest_published(db: Session, period_end: date) -> MonthlyReport:
    """The published version of a period that counts; NotFound when none is published."""
    stmt = select(MonthlyReport).join(MonthlyReport.publication)
    stmt = stmt.where(MonthlyReport.period_end == period_end)
    found = db.scalars(stmt.order_by(MonthlyReport.version.desc()).limit(1)).one_or_none()
    if found is None:
        raise NotFound
    return found


def hold_publication(db: Session, report: MonthlyReport) -> ReportPublication | None:
    """Its version's publication as it stands now; nobody else publishes it until this transaction
    ends.

    SQLite's writers hold their lock already; PostgreSQL waits here for the one before.
    """
    held = select(PeriodVersion.id).where(PeriodVersion.id == report.period_version_id)
    db.execute(held.with_for_update(key_share=True)).all()
    assert report.period_version_id is not None
    return publication_of(db, report.period_version_id)


def version(db: Session, period_end: date, number: int) -> MonthlyReport:
    """A published version by its number; NotFound when there is none."""
    stmt = select(MonthlyReport).join(MonthlyReport.publication)
    of_period = (MonthlyReport.period_end == period_end, MonthlyReport.version == number)
    report = db.scalars(stmt.where(*of_period)).one_or_none()
    if report is None:
        raise NotFound
    return report


def next_provisional(db: Session, period_end: date) -> int:
    """The number of the next provisional summary of this period."""
    stmt = select(func.max(MonthlyReport.version)).where(
        MonthlyReport.period_end == period_end, MonthlyReport.period_version_id.is_(None)
    )
    return (db.scalar(stmt) or 0) + 1


def publication_of(db: Session, period_version_id: UUID) -> ReportPublication | None:
    """How a version of a period was published, in whichever of its papers."""
    stmt = select(ReportPublication).join(
        MonthlyReport, MonthlyReport.id == ReportPublication.report_id
    )
    return db.scalars(
        stmt.where(MonthlyReport.period_version_id == period_version_id)
    ).one_or_none()


def being_made(
    db: Session, period_end: date, period_version_id: UUID | None
) -> BackgroundJob | None:
    """The job that is making this summary now, if any."""
    wanted = (period_end.isoformat(), str(period_version_id) if period_version_id else None)
    for job in _unfinished(db):
        asked = job.arguments
        if job.state not in (JobState.DONE, JobState.FAILED) and wanted == (
            asked["period_end"], asked.get("period_version_id"),
        ):  # fmt: skip
            return job
    return None


def unfinished(db: Session) -> dict[UUID, BackgroundJob]:
    """The latest work on each version that is not finished: it waits, runs or has failed."""
    return {UUID(job.arguments["report_id"]): job for job in _unfinished(db)}


def work_on(db: Session, report_id: UUID) -> BackgroundJob:
    """The latest work on a version; NotFound once its paper is made, or when there is none."""
    report, job = db.get(MonthlyReport, report_id), unfinished(db).get(report_id)
    if job is None or (report and report.file_key):
        raise NotFound
    return job


def _unfinished(db: Session) -> Sequence[BackgroundJob]:
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.MAKE_MONTHLY_REPORT, BackgroundJob.state != JobState.DONE
    )
    return db.scalars(stmt.order_by(BackgroundJob.asked_at, BackgroundJob.id)).all()
