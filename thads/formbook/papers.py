"""Forms on A4: asked for, composed as plain words, kept for a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core import files, jobs
from thads.core.days import VIETNAM
from thads.core.errors import NotFound
from thads.core.jobs import BackgroundJob, Job, JobState
from thads.documents.agency import issuer
from thads.formbook import queries
from thads.formbook.sheets import Sheet, SheetColumn, SheetLine, notes_of
from thads.identity.models import User
from thads.rules import letterhead
from thads.statistics.subject import Subject
from thads.units import queries as units

KEPT = timedelta(days=7)
FOLDER = "forms"
LIVE = "SỐ LIỆU TẠM TÍNH, tính trực tiếp từ hồ sơ, chưa công bố"
_FOR_FIGURES = 138  # letters of figures that stand side by side on A4, wide
_GAP = 3  # letters between two columns


def ask_for(
    db: Session, number: int, period_end: date, subject: Subject, *, scale: int, door: str,
    version: int | None, by: User, today: date, now: datetime,
) -> BackgroundJob:  # fmt: skip
    """Have a form laid out in the background; `door`: the address that opens a figure code."""
    terms = {
        "form": number, "period_end": period_end.isoformat(), "scale": scale, "door": door,
        "version": version,
        "unit_id": str(subject.unit_id) if subject.unit_id else None,
        "officer_id": str(subject.officer_id) if subject.officer_id else None,
        "today": today.isoformat(),
    }  # fmt: skip
    queries.kept_on(period_end).form(number)
    stmt = select(BackgroundJob).where(
        BackgroundJob.name == Job.PRINT_FORM, BackgroundJob.asked_by_id == by.id,
        BackgroundJob.state.in_([JobState.WAITING, JobState.RUNNING]),
    )  # fmt: skip
    running = next((job for job in db.scalars(stmt) if job.arguments == terms), None)
    if running is not None:
        return running
    job = jobs.after_commit(db, Job.PRINT_FORM, asked_by_id=by.id, now=now, **terms)
    audit.record(db, by, "form.asked", job, **terms)
    return job


def asked_subject(terms: Mapping[str, Any]) -> Subject:
    """Whose form a job prints."""
    unit, officer = terms["unit_id"], terms["officer_id"]
    return Subject(UUID(unit) if unit else None, UUID(officer) if officer else None)


def compose(
    db: Session, terms: Mapping[str, Any], sheet: Sheet, *, standing: str, by: str
) -> dict[str, Any]:  # fmt: skip
    """All that the paper prints of a filled form, as plain words."""
    subject, day = asked_subject(terms), date.fromisoformat(terms["today"])
    return laid_out(sheet, scale=terms["scale"], door=terms["door"], standing=standing) | {
        "head": _head(db, subject, sheet.end, day), "dated": day.isoformat(), "by": by,
        "of_officer": subject.officer_id is not None,
    }  # fmt: skip


def laid_out(sheet: Sheet, *, scale: int, door: str, standing: str) -> dict[str, Any]:
    """A form as words, its columns in as many tables as the width of the paper asks for."""
    return {
        "form": sheet.form, "title": sheet.title, "article": sheet.article,
        "regime": sheet.regime, "subject": sheet.subject, "from": sheet.start.isoformat(),
        "to": sheet.end.isoformat(), "standing": standing, "notes": notes_of(sheet),
        "scale": {1: "đồng", 1_000: "1.000 đồng"}[scale] if sheet.has_money else None,
        "blocks": [_block(sheet, block, scale, door) for block in _blocks(sheet, scale)],
    }  # fmt: skip


def _blocks(sheet: Sheet, scale: int) -> list[list[SheetColumn]]:
    """Neighbouring columns as long as their widest cells fit side by side."""
    blocks: list[list[SheetColumn]] = []
    room = 0
    for column in sheet.columns:
        width = _width(sheet, column, scale)
        if not blocks or width > room:
            blocks.append([])
            room = _FOR_FIGURES
        blocks[-1].append(column)
        room -= width
    return blocks


def _width(sheet: Sheet, column: SheetColumn, scale: int) -> int:
    place = list(sheet.columns).index(column)
    figures = [column.words(line.cells[place], scale) for line in sheet.lines]
    longest_word = max(map(len, column.title.split()))
    return max(longest_word, *map(len, figures)) + _GAP


def _block(
    sheet: Sheet, columns: Sequence[SheetColumn], scale: int, door: str
) -> dict[str, Any]:  # fmt: skip
    places = [list(sheet.columns).index(column) for column in columns]
    widths = [_width(sheet, column, scale) for column in columns]
    return {
        "headings": _headings(columns),
        "columns": [
            {"title": c.title, "number": c.number, "formula": c.formula, "metric": c.metric,
             "unit": c.unit, "width": width}
            for c, width in zip(columns, widths, strict=True)
        ],
        "rows": [
            {"number": line.number, "title": line.title, "level": line.level, "name": line.name,
             "cells": [_cell(sheet, line, place, scale, door) for place in places]}
            for line in sheet.lines
        ],
    }  # fmt: skip


def _headings(columns: Sequence[SheetColumn]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for column in columns:
        if found and found[-1][0] == column.heading:
            found[-1] = (column.heading, found[-1][1] + 1)
        else:
            found.append((column.heading, 1))
    return found


def _cell(
    sheet: Sheet, line: SheetLine, place: int, scale: int, door: str
) -> tuple[str, str]:  # fmt: skip
    column = sheet.columns[place]
    return column.words(line.cells[place], scale), f"{door}{sheet.code(line, column)}"


def _head(db: Session, subject: Subject, end: date, dated: date) -> dict[str, str]:
    """Who reports: the province's office, or the unit under it."""
    office = units.provincial_on(db, end)
    unit = units.get(db, subject.unit_id) if subject.unit_id else office
    if unit is None:
        lines = letterhead.on(dated)
        return {"superior": lines.superior, "agency": lines.agency_words, "place": ""}
    of = issuer(unit, office or unit, dated)
    return {"superior": of.superior, "agency": of.agency, "place": of.place}


def keep(db: Session, job: BackgroundJob, made: Path, pages: int, *, now: datetime) -> str:
    """Keep what was made, made again it takes its own place; the words for who asked."""
    files.keep(db, _key(job), made)
    job.arguments = {**job.arguments, "pages": pages}
    until = (now + KEPT).astimezone(VIETNAM)
    return f"Đã lập xong, {pages} trang. Tệp được giữ đến hết ngày {until:%d/%m/%Y}."


def file_of(db: Session, job_id: UUID, *, by: User) -> tuple[BackgroundJob, BinaryIO]:
    """The paper, for who asked for it; NotFound for others and after a week."""
    job = db.get(BackgroundJob, job_id)
    mine = job is not None and job.asked_by_id == by.id and job.name is Job.PRINT_FORM
    if job is None or not mine or "pages" not in job.arguments:
        raise NotFound
    return job, files.opened(db, _key(job))


def purge(db: Session, *, now: datetime) -> int:
    """Remove papers that are older than a week."""
    return files.remove_older(db, FOLDER, before=now - KEPT)


def _key(job: BackgroundJob) -> str:
    return f"{FOLDER}/{job.id}.pdf"
