"""Which reports there are, which of them are published, which are being made."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.reports.models import MonthlyReport


def reports(db: Session) -> Sequence[MonthlyReport]:
    """All versions, newest period first."""
    newest = (MonthlyReport.period_end.desc(), MonthlyReport.version.desc())
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


def version(db: Session, period_end: date, number: int) -> MonthlyReport:
    """A published version by its number; NotFound when there is none."""
    stmt = select(MonthlyReport).where(
        MonthlyReport.period_end == period_end, MonthlyReport.version == number
    )
    report = db.scalars(stmt).one_or_none()
    if report is None or report.publication is None:
        raise NotFound
    return report


def next_version(db: Session, period_end: date) -> int:
    """The number of the next version of this period."""
    stmt = select(func.max(MonthlyReport.version)).where(MonthlyReport.period_end == period_end)
    return (db.scalar(stmt) or 0) + 1


def being_made(db: Session, period_end: date) -> BackgroundJob | None:
    """The job that is making this period's summary now, if any."""
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.MAKE_MONTHLY_REPORT,
        BackgroundJob.state.in_([JobState.WAITING, JobState.RUNNING]),
    )
    wanted = period_end.isoformat()
    return next((j for j in db.scalars(stmt) if j.arguments["period_end"] == wanted), None)
