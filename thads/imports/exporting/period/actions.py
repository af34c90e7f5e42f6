"""Asking for a list of a period, making it, and giving it to who asked for it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.closing import endings
from thads.closing import queries as closing
from thads.core import files, jobs
from thads.core.days import VIETNAM, statistics_year, year_start
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.core.money import format_dong
from thads.identity.models import User
from thads.imports.exporting import making, workbook
from thads.imports.exporting.actions import FOLDER, KEPT
from thads.imports.exporting.asked import ExportPurpose
from thads.imports.exporting.period import budget, ended, procuracy, reading
from thads.imports.exporting.period.asked import PeriodAsked, PeriodList
from thads.imports.exporting.workbook import Sheet
from thads.statistics.columns import Theme
from thads.units import queries as units


def count(db: Session, asked: PeriodAsked) -> int:
    """How many cases the list holds."""
    if asked.kind is PeriodList.ENDED:
        first = year_start(statistics_year(asked.period_end))
        return endings.until(db, first, asked.period_end, unit_id=asked.unit_id, size=1).page.total
    found = reading.figures_of(db, asked)
    line = found.total if asked.kind is PeriodList.PROCURACY else found.theme(Theme.STATE_BUDGET)
    return line.cases["caseload_total"]


def ask_for(
    db: Session, asked: PeriodAsked, purpose: ExportPurpose, *, by: User, now: datetime
) -> BackgroundJob:
    """Ask for a long list, to be made in the background."""
    terms = {**asked.as_json(), "purpose": purpose.value}
    job = jobs.after_commit(db, Job.EXPORT_PERIOD_LIST, asked_by_id=by.id, now=now, **terms)
    audit.record(db, by, "export.asked", job, purpose=purpose, **asked.as_json())
    return job


def make_at_once(
    db: Session, reading: Session, asked: PeriodAsked, purpose: ExportPurpose, *,
    office: str, by: User, now: datetime,
) -> BackgroundJob:  # fmt: skip
    """Make a short list now; it stands among the person's work like a long one."""
    job = BackgroundJob(
        name=Job.EXPORT_PERIOD_LIST, arguments={**asked.as_json(), "purpose": purpose.value},
        state=JobState.DONE, asked_by_id=by.id, asked_at=now, started_at=now, finished_at=now,
    )  # fmt: skip
    db.add(job)
    db.flush()
    made = make_file(reading, job.id, asked, office=office, by=by, now=now)
    record(db, job, asked, purpose, made, by=by, now=now)
    return job


def make_file(
    db: Session, job_id: UUID, asked: PeriodAsked, *, office: str, by: User, now: datetime
) -> int:
    """Make the workbook of a job and keep it; how many cases it holds."""
    making.snapshot(db)
    whose = units.get(db, asked.unit_id).name if asked.unit_id else office
    banner = (
        f"{asked.kind.label}, {whose}",
        f"Từ {year_start(statistics_year(asked.period_end)):%d/%m/%Y} đến hết ngày "
        f"{asked.period_end:%d/%m/%Y}. {_standing(db, asked)}, đọc lúc "
        f"{now.astimezone(VIETNAM):%H:%M %d/%m/%Y}; người xuất: {by.full_name}",
        "",
    )
    made = count(db, asked)
    with files.workshop(db, FOLDER) as folder:
        path: Path = folder / "period.xlsx"
        workbook.write(path, _sheets(db, asked, banner))
        files.keep(db, _key(job_id), path)
    return made


def _standing(db: Session, asked: PeriodAsked) -> str:
    """Which figures these are."""
    version = closing.newest(db, asked.period_end)
    if version is None:
        return "Số liệu tạm tính"
    return f"Số liệu của {version.name.lower()}, chốt ngày {version.day:%d/%m/%Y}"


def _sheets(db: Session, asked: PeriodAsked, banner: tuple[str, ...]) -> list[Sheet]:
    match asked.kind:
        case PeriodList.PROCURACY:
            people = db.execute(select(User.username, User.full_name)).all()
            return procuracy.sheets(db, asked, banner, dict(people))
        case PeriodList.ENDED:
            return ended.sheets(db, asked, banner)
        case PeriodList.BUDGET:
            return budget.sheets(db, asked, banner)


def record(
    db: Session, job: BackgroundJob, asked: PeriodAsked, purpose: ExportPurpose, cases: int, *,
    by: User, now: datetime,
) -> None:  # fmt: skip
    """Write down who took out what, how many cases and what for; say so on the job."""
    terms: dict[str, Any] = asked.as_json()
    job.arguments = {**job.arguments, "cases": cases}
    until = (now + KEPT).astimezone(VIETNAM)
    job.message = (
        f"{asked.kind.label}: {format_dong(cases)} việc. Tệp được giữ đến hết ngày "
        f"{until:%d/%m/%Y}."
    )
    audit.record(db, by, "export.made", job, purpose=purpose, cases=cases, **terms)


def file_of(db: Session, job_id: UUID, *, by: User) -> tuple[BackgroundJob, BinaryIO]:
    """A finished list, for who asked for it; NotFound for others and after a week."""
    job = db.get(BackgroundJob, job_id)
    mine = job is not None and job.asked_by_id == by.id and job.name is Job.EXPORT_PERIOD_LIST
    if job is None or not mine or "cases" not in job.arguments:
        raise NotFound
    return job, files.opened(db, _key(job_id))


def _key(job_id: UUID) -> str:
    return f"{FOLDER}/{job_id}-period.xlsx"
