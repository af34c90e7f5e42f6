"""Books and minutes on A4: asked for, composed as plain words, kept for a week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.accounting.books import Asked, open_book
from thads.accounting.books.asked import asked_of
from thads.accounting.models import Side
from thads.accounting.periods import PeriodKind, period_of
from thads.accounting.reconciling.confirming import Standing, standing_of
from thads.accounting.sheet import Cells, Sheet
from thads.audit import actions as audit
from thads.core import files, jobs
from thads.core.days import VIETNAM
from thads.core.errors import NotFound, RuleBroken
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.core.money import format_dong
from thads.identity.models import User
from thads.units.models import Unit

KEPT = timedelta(days=7)
FOLDER = "accounting"
MOST = 2_000  # rows of one paper: more is for the workbook
MINUTES_HEAD = (
    "TT", "Quyết định thi hành án", "Hồ sơ: đã thu", "Hồ sơ: đã chi", "Hồ sơ: còn giữ",
    "Sổ: đã thu", "Sổ: đã chi", "Sổ: còn giữ", "Sổ: tiền khác còn giữ",
)  # fmt: skip


def ask_for_book(
    db: Session, asked: Asked, *, words: str, by: User, today: date, now: datetime
) -> BackgroundJob:  # fmt: skip
    """Have a book laid out in the background; RuleBroken when it is too long for paper."""
    total = open_book(db, asked).total
    if total > MOST:
        raise RuleBroken(
            "book.too_long",
            f"Sổ có {format_dong(total)} dòng, dài hơn {format_dong(MOST)} dòng của một bản in. "
            "Chưa lập gì; chọn khoảng ngày ngắn hơn hoặc xuất Excel.",
        )
    return _ask(db, {"paper": asked.as_json(), "words": words, "today": today.isoformat()},
                by=by, now=now)  # fmt: skip


def ask_for_workbook(
    db: Session, asked: Asked, *, words: str, purpose: str, by: User, today: date, now: datetime
) -> BackgroundJob:  # fmt: skip
    """Have a long book written as a workbook; what for is recorded (P39)."""
    return _ask(db, {"workbook": asked.as_json(), "words": words, "purpose": purpose,
                     "today": today.isoformat()}, by=by, now=now)  # fmt: skip


def banner_of(title: str, words: str, *, office: str, by: User) -> tuple[str, ...]:
    """What stands above the rows of a workbook."""
    return (f"{title}, {office}", words, f"Người xuất: {by.full_name}", "")


def ask_for_minutes(
    db: Session, standing: Standing, kind: PeriodKind, last_day: date, *, by: User, today: date,
    now: datetime,
) -> BackgroundJob:  # fmt: skip
    """Have the minutes of one officer's reconciliation laid out."""
    minutes = {
        "unit_id": str(standing.holding.unit_id), "officer_id": str(standing.holding.officer_id),
        "kind": kind.value, "last_day": last_day.isoformat(),
    }  # fmt: skip
    return _ask(db, {"minutes": minutes, "today": today.isoformat()}, by=by, now=now)


def _ask(db: Session, terms: dict[str, Any], *, by: User, now: datetime) -> BackgroundJob:
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.MAKE_BOOK, BackgroundJob.asked_by_id == by.id,
        BackgroundJob.state.in_([JobState.WAITING, JobState.RUNNING]),
    )  # fmt: skip
    running = next((job for job in db.scalars(stmt) if job.arguments == terms), None)
    if running is not None:
        return running
    job = jobs.after_commit(db, Job.MAKE_BOOK, asked_by_id=by.id, now=now, **terms)
    audit.record(db, by, "book.asked", job, **terms)
    return job


def compose(db: Session, terms: Mapping[str, Any], *, office: str, by: str) -> dict[str, Any]:
    """All that the paper prints, as plain words."""
    head = {"office": office, "by": by, "dated": terms["today"]}
    if "minutes" in terms:
        return head | _minutes(db, terms["minutes"])
    asked = asked_of(terms["paper"])
    units = asked.units or ()
    unit = db.get(Unit, units[0]) if len(units) == 1 else None
    head |= {"title": asked.book.label, "words": terms["words"]}
    return head | {"unit": unit.name if unit else office} | _table(open_book(db, asked))


def _table(sheet: Sheet) -> dict[str, Any]:
    def words(cells: Cells | None) -> list[str] | None:
        if cells is None:
            return None
        return [column.words(cell) for column, cell in zip(sheet.columns, cells, strict=True)]

    return {
        "heads": [column.label for column in sheet.columns],
        "numeric": [column.is_number for column in sheet.columns],
        "widths": [column.width for column in sheet.columns],
        "opening": words(sheet.opening), "sums": words(sheet.sums),
        "closing": words(sheet.closing), "rows": [words(line.cells) for line in sheet.every()],
    }  # fmt: skip


def _minutes(db: Session, asked: Mapping[str, str]) -> dict[str, Any]:
    period = period_of(PeriodKind.of(asked["kind"]), date.fromisoformat(asked["last_day"]))
    officer_id, unit_id = UUID(asked["officer_id"]), UUID(asked["unit_id"])
    standing = standing_of(db, period, unit_id=unit_id, officer_id=officer_id)
    holding = standing.holding
    rows = [
        [str(place), one.title, *map(format_dong, one.amounts.all)]
        for place, one in enumerate(holding.decisions, start=1)
    ]
    return {
        "minutes": True, "unit": db.get_one(Unit, unit_id).name,
        "officer": db.get_one(User, officer_id).full_name, "period": period.name,
        "first": period.first.isoformat(), "last": period.last.isoformat(),
        "heads": MINUTES_HEAD, "rows": rows, "differing": holding.differing,
        "sums": ["", "Cộng", *map(format_dong, holding.sums.all)],
        "said": {side.value: _said(db, standing, side) for side in Side},
    }  # fmt: skip


def _said(db: Session, standing: Standing, side: Side) -> dict[str, Any] | None:
    word = standing.said.get(side)
    if word is None:
        return None
    person = db.get(User, word.entered_by_id) if word.entered_by_id else None
    return {
        "name": person.full_name if person else "–", "note": word.note,
        "at": f"{word.entered_at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}",
        "outdated": standing.outdated(side),
    }  # fmt: skip


def keep(db: Session, job: BackgroundJob, made: Path, size: int, *, now: datetime) -> str:
    """Keep what was made, made again it takes its own place; the words for who asked."""
    files.keep(db, _key(job), made)
    job.arguments = {**job.arguments, "sheets": size}
    until = (now + KEPT).astimezone(VIETNAM)
    unit = "dòng" if "workbook" in job.arguments else "trang"
    return f"Đã lập xong, {format_dong(size)} {unit}. Tệp được giữ đến hết ngày {until:%d/%m/%Y}."


def file_of(db: Session, job_id: UUID, *, by: User) -> tuple[BackgroundJob, BinaryIO]:
    """The paper, for who asked for it; NotFound for others and after a week."""
    job = db.get(BackgroundJob, job_id)
    mine = job is not None and job.asked_by_id == by.id and job.name is Job.MAKE_BOOK
    if job is None or not mine or "sheets" not in job.arguments:
        raise NotFound
    return job, files.opened(db, _key(job))


def purge(db: Session, *, now: datetime) -> int:
    """Remove papers that are older than a week."""
    return files.remove_older(db, FOLDER, before=now - KEPT)


def _key(job: BackgroundJob) -> str:
    return f"{FOLDER}/{job.id}.{'xlsx' if 'workbook' in job.arguments else 'pdf'}"
