"""Asking for a month's summary, keeping what the worker made, publishing it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from thads.anchors import actions as anchors
from thads.audit import actions as audit
from thads.closing import documents, frozen
from thads.closing import queries as closing
from thads.closing.models import PeriodVersion
from thads.core import files, jobs
from thads.core.days import month_end
from thads.core.errors import RuleBroken
from thads.core.ids import new_id
from thads.identity.models import User
from thads.reports import queries, sending, summary
from thads.reports.models import MonthlyReport, ReportPublication


def ask_for(
    db: Session, period_end: date, *, version: PeriodVersion | None = None, by: User | None,
    today: date, now: datetime, check_at: str = "",
) -> jobs.BackgroundJob:  # fmt: skip
    """Ask for the summary of a version of the period; without one, of the figures of this moment.

    While the same is being made, that work is answered: asking twice has one effect.
    `check_at`: the address, known to who asks, below which the paper's code is checked.
    Errors: RuleBroken for a day that ends no month, or a month that has not ended (TT05 Đ.5).
    """
    _check_ended(period_end, today)
    version_id = version.id if version else None
    running = queries.being_made(db, period_end, version_id)
    if running is not None:
        return running
    asked = {"report_id": str(new_id()), "period_end": period_end.isoformat(),
             "dated": today.isoformat(), "check_at": check_at}  # fmt: skip
    if version_id is not None:
        asked["period_version_id"] = str(version_id)
    job = jobs.after_commit(
        db, jobs.Job.MAKE_MONTHLY_REPORT, asked_by_id=by.id if by else None, now=now, **asked
    )
    audit.record(db, by, "report.asked", job, period_end=period_end,
                 version=version.number if version else None)  # fmt: skip
    return job


def try_again(
    db: Session, before: jobs.BackgroundJob, *, by: User, now: datetime
) -> jobs.BackgroundJob:
    """Ask once more for a summary that was not finished; the same one is completed.

    While its period is being made, that work is answered: asking twice has one effect.
    """
    asked = before.arguments
    version_id = asked.get("period_version_id")
    running = queries.being_made(
        db, date.fromisoformat(asked["period_end"]), UUID(version_id) if version_id else None
    )
    if running is not None:
        return running
    job = jobs.after_commit(db, before.name, asked_by_id=by.id, now=now, **asked)
    audit.record(db, by, "report.asked_again", job, report_id=asked["report_id"])
    return job


def compose(
    db: Session, report_id: UUID, *, period_end: date, dated: date, by_id: UUID | None,
    now: datetime, version: PeriodVersion | None = None, check_at: str = "",
) -> MonthlyReport:  # fmt: skip
    """Store the figures of a new summary; a second call with the same id answers the first.

    Errors: RuleBroken when the figures are not those that the version froze.
    """
    known = db.get(MonthlyReport, report_id)
    if known is not None:
        return known
    number = version.number if version else queries.next_provisional(db, period_end)
    if version:
        kept = frozen.summary(db, version.id)
        figures = summary.of_version(db, version, kept, dated=dated)
    else:
        figures = summary.compose(db, period_end, dated=dated, version=number)
    if version is not None and documents.digest(figures["statistics"]) != version.digest:
        raise RuleBroken(
            "report.not_frozen",
            f"Số liệu đã thay đổi sau khi chốt {version.name.lower()} nên không lập báo cáo của "
            "bản đó từ số liệu hiện nay. Chưa lập gì; chốt bản sau rồi lập báo cáo.",
        )
    figures["is_provisional"] = version is None
    figures["anchor"] = anchors.draw(db, check_at=check_at)
    report = MonthlyReport(
        id=report_id, period_end=period_end, version=number, regime=figures["regime"],
        figures=figures, entered_at=now, entered_by_id=by_id,
        period_version_id=version.id if version else None,
    )  # fmt: skip
    db.add(report)
    db.flush()
    anchors.keep(db, figures["anchor"], report_id=report.id, by_id=by_id, now=now)
    audit.record(db, None, "report.composed", report, period_end=period_end, version=number,
                 is_provisional=version is None)  # fmt: skip
    return report


def keep_file(db: Session, report: MonthlyReport, content: bytes, *, now: datetime) -> None:
    """File the paper; running twice files it once."""
    if report.file_key is not None:
        return
    kind = "t" if report.period_version_id is None else "v"  # tạm tính
    name = f"{report.period_end:%Y-%m}-{kind}{report.version}-{report.id.hex[-8:]}"
    key = f"reports/{name}.pdf"
    report.file_sha256 = files.put(db, key, content)
    report.file_key = key
    report.made_at = now
    audit.record(db, None, "report.filed", report, sha256=report.file_sha256)


def publish(
    db: Session, report: MonthlyReport, *, by: User, today: date, now: datetime
) -> ReportPublication:
    """Publish a version once: from now on oversight bodies read it (TT05 Đ.13; reference 5.1).

    Errors: RuleBroken for provisional figures, while its paper is not made, when the version was
    published or replaced.
    """
    version = report.period_version
    if version is None:
        raise RuleBroken(
            "report.provisional",
            "Đây là số liệu tạm tính, tỉnh chưa duyệt, nên không công bố được. Chưa công bố gì; "
            "khóa sổ, duyệt và chốt bản của kỳ rồi lập báo cáo của bản đó.",
        )
    if report.file_key is None:
        raise RuleBroken(
            "report.not_made",
            "Báo cáo chưa lập xong nên chưa công bố được. Chưa công bố gì; chờ việc nền kết thúc.",
        )
    published = queries.hold_publication(db, report)
    if published is not None:
        raise RuleBroken(
            "report.published",
            f"{version.name} đã được công bố ngày {published.published_on:%d/%m/%Y} "
            f"({published.published_by.full_name}). Chưa công bố thêm gì.",
        )
    _check_newest(db, version)
    publication = ReportPublication(
        report_id=report.id, published_on=today, published_by_id=by.id, entered_at=now,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(publication)
    audit.record(db, by, "report.published", report, version=report.version)
    sending.ask(db, report, by=by, now=now)
    return publication


def _check_newest(db: Session, version: PeriodVersion) -> None:
    newest = closing.newest(db, version.period_end)
    if newest is not None and newest.number > version.number:
        raise RuleBroken(
            "report.replaced",
            f"{version.name} đã được thay thế bởi bản {newest.number} ngày {newest.day:%d/%m/%Y}. "
            f"Chưa công bố gì; lập và công bố báo cáo của bản {newest.number}.",
        )


def _check_ended(period_end: date, today: date) -> None:
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
