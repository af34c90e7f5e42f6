"""What a province sends to the national desk, and takes from there: its own rows only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import TYPE_CHECKING, cast

from sqlalchemy.orm import Session

from tenants.control import control_session
from tenants.sessions import pinned
from thads.core.jobs import BackgroundJob, JobState
from thads.national import receiving
from thads.reports import queries, sending
from thads.reports.models import MonthlyReport
from thads.targets import actions as targets

if TYPE_CHECKING:
    from workers.run import Progress

Handler = Callable[[Session, BackgroundJob, "Progress"], str]
DESK = "Cục Quản lý Thi hành án dân sự"
KEPT_IN = "Tỉnh tập huấn sao từ dữ liệu thật: không gửi số liệu ra ngoài."


def send_published(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Send one published report; running twice sends it once."""
    if pinned(db).is_copy:
        return KEPT_IN
    report = queries.published_one(db, sending.report_id(job))
    progress.step(0, 1, "Gửi số liệu đã công bố")
    send(db, report)
    return f"Đã gửi số liệu kỳ {report.period_end:%m/%Y}, bản {report.version}."


def send(db: Session, report: MonthlyReport) -> None:
    """Write the public part of a report to the control database; it is there once."""
    assert report.publication is not None
    told = receiving.Published(
        report.period_end, report.version, report.publication.published_on, report.regime,
        sending.total_of(report), sending.lines_of(db, report),
    )  # fmt: skip
    with control_session() as control:
        receiving.receive(control, pinned(db).id, told, now=datetime.now(UTC))
        control.commit()


def take_targets(db: Session, job: BackgroundJob, progress: Progress) -> str:
    """Take over what the desk has set for this province; running twice takes each once."""
    here = pinned(db).id
    with control_session(reading=True) as control:
        waiting = receiving.targets_waiting(control, here)
    progress.step(0, 1, "Nhận chỉ tiêu")
    for given in waiting:
        terms = targets.Terms(
            year=given.year, unit_id=None, cases_percent=given.cases_percent,
            money_percent=given.money_percent, given_by=DESK, document=given.document,
            document_day=given.document_day,
        )  # fmt: skip
        targets.take_over(db, given.id, terms, now=datetime.now(UTC))
    db.commit()  # kept here first: what is noted as taken is never missing
    with control_session() as control:
        for given in waiting:
            receiving.taken(control, here, given.id, now=datetime.now(UTC))
        control.commit()
    return f"Đã nhận {len(waiting)} chỉ tiêu."


class Telling:
    """Tells the national desk of each step of a report, as the province's own work takes it."""

    def __init__(self, db: Session, progress: Progress, period_end: date) -> None:
        self.tenant = pinned(db)
        self.progress = progress
        self.period_end = period_end

    def step(self, done: int, total: int, label: str) -> None:
        """The step of the work, told when it is committed."""
        self.progress.step(done, total, label)
        self.tell(JobState.RUNNING, done, total, label)

    def tell(self, state: JobState, done: int, total: int, label: str) -> None:
        """Write where the work stands; nobody is told of a copy's."""
        if self.tenant.is_copy:
            return
        with control_session() as control:
            receiving.tell_progress(
                control, self.tenant.id, self.period_end, state=state.value, done=done,
                total=total, label=label, now=datetime.now(UTC),
            )  # fmt: skip
            control.commit()


def told(make_report: Handler) -> Handler:
    """The work of a report of a period, with its steps and its end told to the national desk."""

    @wraps(make_report)
    def work(db: Session, job: BackgroundJob, progress: Progress) -> str:
        telling = Telling(db, progress, date.fromisoformat(job.arguments["period_end"]))
        try:
            message = make_report(db, job, cast("Progress", telling))
        except Exception as failure:
            telling.tell(JobState.FAILED, 0, 1, f"Không thành: {type(failure).__name__}")
            raise
        telling.tell(JobState.DONE, 1, 1, message)
        return message

    return work
