"""Asking for a month's summary, keeping what the worker made, publishing it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.anchors import actions as anchors
from thads.audit import actions as audit
from thads.core import files, jobs
from thads.core.days import month_end
from thads.core.errors import RuleBroken
from thads.core.ids import new_id
from thads.identity.models import User
from thads.reports import queries, sending, summary
from thads.reports.models import MonthlyReport, ReportPublication


def ask_for(
    db: Session, period_end: date, *, by: User | None, today: date, now: datetime,
    check_at: str = "",
) -> jobs.BackgroundJob:  # fmt: skip
    """Ask for the summary of the period that ends on `period_end` (TT05 Đ.5: a month's last day).

    While one of the same period is being made, that one is answered: asking twice has one effect.
    `check_at`: the address, known to who asks, below which the paper's code is checked.
    Errors: RuleBroken for a day that ends no month, or a month that has not ended.
    """
    if period_end != month_end(period_end):
        raise RuleBroken(
            "report.not_month_end",
            "Kỳ báo cáo phải kết thúc vào ngày cuối tháng. Chọn lại kỳ.",
            field="period_end",
        )
    if period_end > today:
        raise RuleBroken(
            "report.not_ended",
            f"Kỳ kết thúc ngày {period_end:%d/%m/%Y} chưa hết; hôm nay là {today:%d/%m/%Y}. "
            "Chọn kỳ đã kết thúc.",
            field="period_end",
        )
    running = queries.being_made(db, period_end)
    if running is not None:
        return running
    job = jobs.after_commit(
        db, jobs.Job.MAKE_MONTHLY_REPORT, asked_by_id=by.id if by else None, now=now,
        report_id=str(new_id()), period_end=period_end.isoformat(), dated=today.isoformat(),
        check_at=check_at,
    )  # fmt: skip
    audit.record(db, by, "report.asked", job, period_end=period_end)
    return job


def try_again(
    db: Session, before: jobs.BackgroundJob, *, by: User, now: datetime
) -> jobs.BackgroundJob:
    """Ask once more for a version that was not finished; the same version is completed.

    While its period is being made, that work is answered: asking twice has one effect.
    """
    running = queries.being_made(db, date.fromisoformat(before.arguments["period_end"]))
    if running is not None:
        return running
    job = jobs.after_commit(db, before.name, asked_by_id=by.id, now=now, **before.arguments)
    audit.record(db, by, "report.asked_again", job, report_id=before.arguments["report_id"])
    return job


def compose(
    db: Session, report_id: UUID, *, period_end: date, dated: date, by_id: UUID | None,
    now: datetime, check_at: str = "",
) -> MonthlyReport:  # fmt: skip
    """Store the figures of a new version; a second call with the same id answers the first."""
    known = db.get(MonthlyReport, report_id)
    if known is not None:
        return known
    version = queries.next_version(db, period_end)
    figures = summary.compose(db, period_end, dated=dated, version=version)
    figures["anchor"] = anchors.draw(db, check_at=check_at)
    report = MonthlyReport(
        id=report_id, period_end=period_end, version=version, regime=figures["regime"],
        figures=figures, entered_at=now, entered_by_id=by_id,
    )  # fmt: skip
    db.add(report)
    db.flush()
    anchors.keep(db, figures["anchor"], report_id=report.id, by_id=by_id, now=now)
    audit.record(db, None, "report.composed", report, period_end=period_end, version=version)
    return report


def keep_file(db: Session, report: MonthlyReport, content: bytes, *, now: datetime) -> None:
    """File the paper; running twice files it once."""
    if report.file_key is not None:
        return
    key = f"reports/{report.period_end:%Y-%m}-v{report.version}-{report.id.hex[-8:]}.pdf"
    report.file_sha256 = files.put(db, key, content)
    report.file_key = key
    report.made_at = now
    audit.record(db, None, "report.filed", report, sha256=report.file_sha256)


def publish(
    db: Session, report: MonthlyReport, *, by: User, today: date, now: datetime
) -> ReportPublication:
    """Publish a report once: from now on oversight bodies read it (TT05 Đ.13; reference 5.1).

    Errors: RuleBroken when its paper is not made yet or it has been published.
    """
    if report.file_key is None:
        raise RuleBroken(
            "report.not_made", "Báo cáo chưa lập xong nên chưa công bố được. Chờ việc nền kết thúc."
        )
    published = queries.hold_publication(db, report)
    if published is not None:
        raise RuleBroken(
            "report.published",
            f"Báo cáo này đã được công bố ngày {published.published_on:%d/%m/%Y}.",
        )
    publication = ReportPublication(
        report_id=report.id, published_on=today, published_by_id=by.id, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(publication)
    audit.record(db, by, "report.published", report, version=report.version)
    sending.ask(db, report, by=by, now=now)
    return publication
