"""Meetings, promises and obstacles of a credit institution. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.attachments.inspecting import Inspected
from thads.audit import actions as audit
from thads.banks.models import (
    BankMeeting,
    BankMeetingPaper,
    BankObstacle,
    BankObstacleEnd,
    BankPromise,
    BankPromiseOutcome,
    CreditInstitution,
    CreditorLink,
    Decider,
    Outcome,
    Promiser,
)
from thads.banks.queries.links import case_ids_of
from thads.cases.actions import file
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core import files
from thads.core.errors import RuleBroken
from thads.identity.models import User

KEPT = "Chưa ghi gì"
Record = TypeVar("Record", BankMeeting, BankPromise, BankObstacle)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTerms:
    """A meeting that was held."""

    held_on: date
    place: str
    people: str
    subject: str
    conclusion: str
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTerms:
    """What was promised, by whom, for which day."""

    promiser: Promiser
    content: str
    made_on: date
    due_on: date
    meeting_id: UUID | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleTerms:
    """What stands in the way, the proposal, who decides and until when that was asked."""

    raised_on: date
    content: str
    proposal: str
    decider: Decider
    due_on: date | None = None
    meeting_id: UUID | None = None
    submission_key: str | None = None


def hold_meeting(
    db: Session, institution: CreditInstitution, terms: MeetingTerms,
    given: Sequence[Inspected], *, by: User, today: date, now: datetime,
) -> BankMeeting:  # fmt: skip
    """Write a meeting down, with the files of its minutes."""
    if before := _earlier(db, BankMeeting, terms.submission_key):
        return before
    _check_past(terms.held_on, today, "held_on")
    meeting = BankMeeting(
        institution_id=institution.id, unit_id=unit_of(by), held_on=terms.held_on,
        place=terms.place, people=terms.people, subject=terms.subject,
        conclusion=terms.conclusion, submission_key=terms.submission_key, entered_at=now,
        entered_by_id=by.id, papers=[],
    )  # fmt: skip
    db.add(meeting)
    db.flush()
    add_papers(db, meeting, given, by=by, now=now)
    audit.record(
        db, by, "bank_meeting.held", meeting, institution_id=institution.id,
        held_on=terms.held_on, papers=len(given),
    )  # fmt: skip
    return meeting


def add_papers(
    db: Session, meeting: BankMeeting, given: Sequence[Inspected], *, by: User, now: datetime
) -> None:
    """Keep files with a meeting; RuleBroken for one that it has already."""
    known = {one.sha256 for one in meeting.papers}
    for one in given:
        if one.sha256 in known:
            _refuse("paper_known", f"“{one.name}” đã có trong tài liệu của buổi làm việc. {KEPT}; "
                    "bỏ tệp này rồi gửi lại.", "files")  # fmt: skip
        known.add(one.sha256)
        paper = BankMeetingPaper(
            meeting_id=meeting.id, file_type=one.file_type, file_name=one.name, size=one.size,
            sha256=one.sha256, entered_at=now, entered_by_id=by.id,
        )  # fmt: skip
        meeting.papers.append(paper)
        db.flush()
        files.add(db, paper.file_key, one.path)
        audit.record(db, by, "bank_meeting.paper", paper, meeting_id=meeting.id, sha256=one.sha256)


def promise(
    db: Session, institution: CreditInstitution, case: Case | None, terms: PromiseTerms, *,
    by: User, today: date,
) -> BankPromise:  # fmt: skip
    """Write a promise down: its day is a task of who holds the case, or of who wrote it."""
    if before := _earlier(db, BankPromise, terms.submission_key):
        return before
    check_case(db, institution, case, by)
    _check_past(terms.made_on, today, "made_on")
    if terms.due_on < terms.made_on:
        _refuse("due_early", f"Ngày hẹn phải từ ngày hứa ({terms.made_on:%d/%m/%Y}) trở đi. "
                f"{KEPT}; nhập lại ngày hẹn.", "due_on")  # fmt: skip
    _check_meeting(db, institution, terms.meeting_id, terms.made_on, "made_on")
    record = BankPromise(
        institution_id=institution.id, unit_id=unit_of(by), case_id=case.id if case else None,
        meeting_id=terms.meeting_id, promiser=terms.promiser, content=terms.content,
        made_on=terms.made_on, due_on=terms.due_on, submission_key=terms.submission_key,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "bank_promise.made", record, institution_id=institution.id,
        case_id=record.case_id, promiser=terms.promiser, due_on=terms.due_on,
    )  # fmt: skip
    return record


def settle(
    db: Session, given: BankPromise, outcome: Outcome, settled_on: date, note: str, *, by: User,
    today: date,
) -> BankPromiseOutcome:  # fmt: skip
    """Say that a promise was kept or broken; broken is plain only once its day is over."""
    db.refresh(given, with_for_update={"of": BankPromise})
    if given.outcome is not None:
        _refuse("settled", f"Lời hẹn này đã được ghi kết quả ngày "
                f"{given.outcome.settled_on:%d/%m/%Y}. {KEPT}; xem lại.")  # fmt: skip
    if not given.made_on <= settled_on <= today:
        _refuse("settled_day", f"Ngày có kết quả phải từ {given.made_on:%d/%m/%Y} đến hôm nay. "
                f"{KEPT}; nhập lại ngày.", "settled_on")  # fmt: skip
    if outcome is Outcome.BROKEN and settled_on <= given.due_on:
        _refuse("not_due", f"Chưa qua ngày hẹn {given.due_on:%d/%m/%Y} nên chưa thể ghi không thực "
                f"hiện. {KEPT}; đợi hết ngày hẹn.", "outcome")  # fmt: skip
    record = BankPromiseOutcome(
        promise_id=given.id, outcome=outcome, settled_on=settled_on, note=note,
        entered_by_id=by.id,
    )  # fmt: skip
    given.outcome = record
    db.flush()
    audit.record(db, by, "bank_promise.settled", given, outcome=outcome, settled_on=settled_on)
    return record


def raise_obstacle(
    db: Session, institution: CreditInstitution, case: Case | None, terms: ObstacleTerms, *,
    by: User, today: date,
) -> BankObstacle:  # fmt: skip
    """Write down what stands in the way; it waits for who decides."""
    if before := _earlier(db, BankObstacle, terms.submission_key):
        return before
    check_case(db, institution, case, by)
    _check_past(terms.raised_on, today, "raised_on")
    if terms.due_on and terms.due_on < terms.raised_on:
        _refuse("due_early", f"Hạn đề nghị phải từ ngày nêu ({terms.raised_on:%d/%m/%Y}) trở đi. "
                f"{KEPT}; nhập lại hạn.", "due_on")  # fmt: skip
    _check_meeting(db, institution, terms.meeting_id, terms.raised_on, "raised_on")
    record = BankObstacle(
        institution_id=institution.id, unit_id=unit_of(by), case_id=case.id if case else None,
        meeting_id=terms.meeting_id, raised_on=terms.raised_on, content=terms.content,
        proposal=terms.proposal, decider=terms.decider, due_on=terms.due_on,
        submission_key=terms.submission_key, entered_by_id=by.id,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "bank_obstacle.raised", record, institution_id=institution.id,
        case_id=record.case_id, decider=terms.decider, due_on=terms.due_on,
    )  # fmt: skip
    return record


def end_obstacle(
    db: Session, obstacle: BankObstacle, ended_on: date, result: str, paper: str | None, *,
    by: User, today: date,
) -> BankObstacleEnd:  # fmt: skip
    """Say how an obstacle was settled."""
    db.refresh(obstacle, with_for_update={"of": BankObstacle})
    if obstacle.end is not None:
        _refuse("ended", f"Vướng mắc này đã được ghi kết quả ngày {obstacle.end.ended_on:%d/%m/%Y}."
                f" {KEPT}; xem lại.")  # fmt: skip
    if not obstacle.raised_on <= ended_on <= today:
        _refuse("ended_day", f"Ngày giải quyết phải từ {obstacle.raised_on:%d/%m/%Y} đến hôm nay. "
                f"{KEPT}; nhập lại ngày.", "ended_on")  # fmt: skip
    record = BankObstacleEnd(
        obstacle_id=obstacle.id, ended_on=ended_on, result=result, paper=paper,
        entered_by_id=by.id,
    )  # fmt: skip
    obstacle.end = record
    db.flush()
    audit.record(db, by, "bank_obstacle.ended", obstacle, ended_on=ended_on, paper=paper)
    return record


def check_case(db: Session, institution: CreditInstitution, case: Case | None, by: User) -> None:
    """Only a case in which the institution is a creditor, of the unit that acts."""
    if case is None:
        return
    if db.scalar(case_ids_of(institution.id).where(CreditorLink.case_id == case.id)) is None:
        _refuse("not_creditor", f"{institution.title} chưa được gắn là người được thi hành án của "
                f"việc {case.title}. {KEPT}; gắn ở trang của việc trước.", "case")  # fmt: skip
    file.check_unit(replay(file.known(db, case)), by)


def unit_of(by: User) -> UUID:
    """The unit that acts."""
    if by.unit_id is None:
        _refuse("no_unit", f"Người không thuộc đơn vị nào thì không ghi được. {KEPT}.")
    return by.unit_id


def _check_meeting(
    db: Session, institution: CreditInstitution, meeting_id: UUID | None, day: date, field: str
) -> None:
    meeting = db.get(BankMeeting, meeting_id) if meeting_id else None
    if meeting_id and (meeting is None or meeting.institution_id != institution.id):
        _refuse("no_meeting", "Buổi làm việc đã chọn không phải với tổ chức tín dụng này. "
                f"{KEPT}; chọn lại.", "meeting")  # fmt: skip
    if meeting and day != meeting.held_on:
        _refuse("other_day", f"Buổi làm việc đã chọn diễn ra ngày {meeting.held_on:%d/%m/%Y}. "
                f"{KEPT}; ghi đúng ngày đó, hoặc bỏ chọn buổi làm việc.", field)  # fmt: skip


def _earlier(db: Session, record: type[Record], key: str | None) -> Record | None:
    """What this form wrote when it was sent before."""
    stmt = select(record).where(record.submission_key == key)
    return db.scalars(stmt).unique().one_or_none() if key else None


def _check_past(day: date, today: date, field: str) -> None:
    if day > today:
        _refuse("future", f"Ngày {day:%d/%m/%Y} chưa đến: hôm nay là {today:%d/%m/%Y}. {KEPT}; "
                "nhập ngày đã xảy ra.", field)  # fmt: skip


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"bank.{code}", message, field=field)
