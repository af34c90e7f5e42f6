"""Making worksheets, and writing down what communes answer. Nothing commits."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.models import Standing
from thads.communes.grouping import Placed, other_names
from thads.communes.models import (
    CommuneBatch,
    CommuneRemark,
    CommuneSheet,
    CommuneSheetLine,
    CommuneSheetReturn,
    Proposal,
    RemarkKind,
)
from thads.core import jobs
from thads.core import paper_codes as codes
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob, Job
from thads.core.text import clean
from thads.identity.models import User
from thads.persuasion.models import Answer, PersuasionContact
from thads.verification.areas import Area

KEPT = "Chưa ghi gì"
WITHOUT_MEANS = (Standing.NOT_YET_ENFORCEABLE, Standing.SEPARATE_TRACKING)
HELD = (Answer.PERFORMS, Answer.PROMISES, Answer.HANDS_OVER)
Drawing = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTerms:
    """Whose cases (None: the province's), of which commune (None: all), answered until when."""

    scope_id: UUID | None
    area_key: str | None
    answer_by: date | None
    address: str  # below which a code leads to its line


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkTerms:
    """What the commune says on one line."""

    kind: RemarkKind
    told_on: date
    told_by: str
    content: str | None = None
    submission_key: str | None = None


def ask_for(
    db: Session, terms: BatchTerms, *, by: User, today: date, now: datetime
) -> BackgroundJob:
    """Have worksheets made and printed in the background."""
    if terms.answer_by is not None and terms.answer_by <= today:
        _refuse("answer_by", "Ngày đề nghị trả lời phải sau hôm nay.", "answer_by")
    assert by.unit_id is not None, "who may print belongs to a unit"
    batch = CommuneBatch(
        unit_id=by.unit_id, scope_id=terms.scope_id, area_key=terms.area_key, day=today,
        answer_by=terms.answer_by, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    db.add(batch)
    db.flush()
    wanted = {"commune_batch_id": str(batch.id), "address": terms.address}
    job = jobs.after_commit(db, Job.PRINT_COMMUNES, asked_by_id=by.id, now=now, **wanted)
    audit.record(
        db, by, "commune.asked", batch, scope_id=terms.scope_id, area=terms.area_key, job_id=job.id
    )
    return job


def make_sheet(
    db: Session, batch: CommuneBatch, area: Area, cases: Sequence[Placed],
    told: dict[UUID, PersuasionContact], *, now: datetime, choice: Drawing = secrets.choice,
) -> CommuneSheet:  # fmt: skip
    """One worksheet with a code of its own and one on each line, grouped by officer."""
    by = batch.entered_by_id
    sheet = CommuneSheet(
        batch_id=batch.id, area_key=area.key, area=area.name, note=other_names(area, batch.day),
        code=codes.draw(choice), entered_at=now, entered_by_id=by,
    )  # fmt: skip
    db.add(sheet)
    db.flush()
    ordered = sorted(cases, key=lambda one: (str(one.officer_id or ""), -one.remaining, one.title))
    for position, case in enumerate(ordered, start=1):
        contact = told.get(case.case_id)
        db.add(CommuneSheetLine(
            sheet_id=sheet.id, position=position, case_id=case.case_id,
            officer_id=case.officer_id, remaining=case.remaining,
            contacted_on=contact.day if contact else None,
            proposal=proposed(case.standing, contact), code=codes.draw(choice), entered_at=now,
            entered_by_id=by,
        ))  # fmt: skip
    db.flush()
    return sheet


def proposed(standing: Standing, contact: PersuasionContact | None) -> Proposal:
    """What to ask of a commune: means where none are known, else by the last talk's answer."""
    if standing in WITHOUT_MEANS:
        return Proposal.MEANS
    if contact is None:
        return Proposal.EXPLAIN
    if contact.answer is Answer.ABSENT:
        return Proposal.FIND
    return Proposal.REMIND if contact.answer in HELD else Proposal.INSIST


def remark(
    db: Session, line: CommuneSheetLine, terms: RemarkTerms, *, by: User, today: date
) -> CommuneRemark:
    """Write down what the commune says of one case."""
    before = _sent(db, terms.submission_key)
    if before is not None:
        return before
    _check_day(line.sheet, terms.told_on, today, "told_on")
    if not clean(terms.told_by):
        _refuse("told_by", "Phải ghi ai của xã nhận xét.", "told_by")
    if terms.kind is RemarkKind.OTHER and not clean(terms.content or ""):
        _refuse("content", "Nhận xét khác phải có nội dung.", "content")
    found = CommuneRemark(
        line_id=line.id, kind=terms.kind, told_on=terms.told_on, told_by=clean(terms.told_by),
        content=terms.content, submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(found)
    db.flush()
    audit.record(db, by, "commune.remark", found, case_id=line.case_id, kind=terms.kind)
    return found


def take_back(
    db: Session, sheet: CommuneSheet, day: date, note: str | None, *, by: User, today: date
) -> CommuneSheetReturn:
    """The commune answered; nothing more is waited for."""
    _check_day(sheet, day, today, "day")
    if sheet.returned is not None:
        _refuse("returned", f"Phiếu này đã nhận lại ngày {sheet.returned.day:%d/%m/%Y}.")
    found = CommuneSheetReturn(sheet_id=sheet.id, day=day, note=note, entered_by_id=by.id)
    db.add(found)
    db.flush()
    audit.record(db, by, "commune.returned", sheet, day=day)
    return found


def _sent(db: Session, key: str | None) -> CommuneRemark | None:
    return db.query(CommuneRemark).filter_by(submission_key=key).one_or_none() if key else None


def _check_day(sheet: CommuneSheet, day: date, today: date, field: str) -> None:
    if not sheet.batch.day <= day <= today:
        _refuse("day", f"Ngày phải từ ngày lập phiếu {sheet.batch.day:%d/%m/%Y} đến hôm nay.",
                field)  # fmt: skip


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"commune.{code}", f"{message} {KEPT}; sửa rồi gửi lại.", field=field)
