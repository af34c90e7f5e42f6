"""Worksheets as papers: made and laid out by a worker, kept for a week for who asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy.orm import Session

from thads.communes import actions, grouping, queries
from thads.communes.disclosure import disclosed
from thads.communes.grouping import Placed, place_of
from thads.communes.models import CommuneBatch, CommuneSheet
from thads.core import files
from thads.core.days import VIETNAM
from thads.core.errors import NotFound, RuleBroken
from thads.core.jobs import BackgroundJob, Job
from thads.identity.models import User
from thads.persuasion import queries as persuasion
from thads.persuasion.models import PersuasionContact
from thads.rules import letterhead
from thads.units.models import Unit
from thads.verification.areas import Area

KEPT = timedelta(days=7)
FOLDER = "communes"
CHUNK = 500


def wanted_areas(db: Session, batch: CommuneBatch) -> list[tuple[Area, list[Placed]]]:
    """The communes of a batch in their order, each with its cases; RuleBroken when there is none.

    A commune whose worksheet is there already is left out: a job that runs again goes on.
    """
    found: dict[Area, list[Placed]] = {}
    for case in grouping.placed(db, batch.day, batch.scope_id):
        if batch.area_key in (None, case.area.key):
            found.setdefault(case.area, []).append(case)
    if not found:
        raise RuleBroken(
            "commune.empty", "Không có việc nào còn phải thi hành ở địa bàn này nên chưa lập phiếu."
        )
    made = {one.area_key for one in queries.sheets_of(db, batch.id)}
    return [(area, found[area]) for area in sorted(found, key=place_of) if area.key not in made]


def make(db: Session, batch: CommuneBatch, area: Area, cases: list[Placed], now: datetime) -> None:
    """The worksheet of one commune with what the last talks with its debtors say."""
    told: dict[UUID, PersuasionContact] = {}
    for start in range(0, len(cases), CHUNK):
        ids = [case.case_id for case in cases[start : start + CHUNK]]
        told |= persuasion.latest(db, ids)
    actions.make_sheet(db, batch, area, cases, told, now=now)


def papers(db: Session, batch: CommuneBatch, address: str) -> Iterator[dict[str, Any]]:
    """All that each worksheet prints, one at a time."""
    for one in queries.sheets_of(db, batch.id):
        yield paper_of(db, queries.sheet(db, one.id, None), address)


def paper_of(db: Session, sheet: CommuneSheet, address: str) -> dict[str, Any]:
    """What one worksheet prints: of cases and people nothing but what `disclosure` lets out."""
    batch = sheet.batch
    unit = db.get_one(Unit, batch.scope_id or batch.unit_id)
    lines = disclosed(db, sheet)
    return {
        "superior": letterhead.on(batch.day).superior, "agency": unit.name, "place": unit.place,
        "day": batch.day.isoformat(), "area": sheet.area, "note": sheet.note, "code": sheet.code,
        "answer_by": batch.answer_by.isoformat() if batch.answer_by else None,
        "address": address, "cases": len(lines),
        "remaining": sum(line.remaining for line in lines),
        "officers": [
            {
                "name": name, "lines": [line.as_words() for line in some],
                "remaining": sum(line.remaining for line in some),
            }
            for name, found in groupby(lines, key=lambda line: line.officer)
            for some in [list(found)]
        ],
    }  # fmt: skip


def tell(db: Session, job: BackgroundJob, sheets: int, *, now: datetime) -> str:
    """The words for who asked, once the paper is kept under `key_of`."""
    job.arguments = {**job.arguments, "laid_out": True}
    until = (now + KEPT).astimezone(VIETNAM)
    return f"Đã lập {sheets} phiếu địa bàn. Tệp được giữ đến hết ngày {until:%d/%m/%Y}."


def file_of(db: Session, job_id: UUID, *, by: User) -> BinaryIO:
    """What was printed, for who asked for it; NotFound for others and after a week."""
    job = db.get(BackgroundJob, job_id)
    mine = job is not None and job.asked_by_id == by.id and job.name is Job.PRINT_COMMUNES
    if job is None or not mine or "laid_out" not in job.arguments:
        raise NotFound
    return files.opened(db, key_of(job_id))


def purge(db: Session, *, now: datetime) -> int:
    """Remove what is older than a week."""
    return files.remove_older(db, FOLDER, before=now - KEPT)


def key_of(job_id: UUID) -> str:
    """Where the paper of a job stands."""
    return f"{FOLDER}/{job_id}.pdf"
