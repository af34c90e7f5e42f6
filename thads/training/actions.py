"""Entering training and outreach, who took part and what it answers. The caller commits."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NoReturn
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.errors import RuleBroken
from thads.core.text import fold
from thads.identity.models import User
from thads.inspections.models import InspectionFinding
from thads.periods import guard
from thads.places import queries as places
from thads.places.models import Commune
from thads.training import queries
from thads.training.hours import in_hours
from thads.training.models import (
    EventKind,
    TrainingAttendance,
    TrainingEvent,
    TrainingFinding,
    TrainingStrike,
)
from thads.training.terms import EventTerms

DAY = 24 * 60  # minutes
KEPT = "Chưa ghi gì"


def hold(
    db: Session, terms: EventTerms, *, by: User, today: date, now: datetime
) -> TrainingEvent:  # fmt: skip
    """Enter an event that was held, with the findings that it answers."""
    if terms.submission_key:
        same = TrainingEvent.submission_key == terms.submission_key
        if before := db.scalars(select(TrainingEvent).where(same)).one_or_none():
            return before
    if by.unit_id is None:
        _refuse("no_unit", "Người không thuộc đơn vị nào thì không ghi được.")
    _check(terms, today)
    place = _place(terms)
    event = TrainingEvent(
        kind=terms.kind, unit_id=by.unit_id, title=terms.title, subject=terms.subject,
        article=terms.article, first_day=terms.first_day, last_day=terms.last_day,
        minutes=terms.minutes, place=terms.place, held_by=terms.held_by, people=terms.people,
        commune=place.full_name if place else None, commune_code=place.code if place else None,
        late_reason=guard.explained_of(db, by.unit_id, terms.last_day),
        submission_key=terms.submission_key, entered_at=now, entered_by_id=by.id,
        attendances=[], answers=[],
    )  # fmt: skip
    db.add(event)
    db.flush()
    audit.record(db, by, "training.held", event, kind=terms.kind, first_day=terms.first_day,
                 minutes=terms.minutes, people=terms.people)  # fmt: skip
    if terms.finding_ids:
        answer(db, event, terms.finding_ids, by=by, now=now)
    return event


def attend(
    db: Session, event: TrainingEvent, given: Mapping[UUID, int], *, by: User, now: datetime
) -> int:
    """Say how many minutes each took part; answers how many of them that changes."""
    queries.hold(db, event)
    _must_stand(event)
    before = {one.user_id: one for one in event.attendances}
    told = {key: one.minutes for key, one in before.items()}
    changed = {key: minutes for key, minutes in given.items() if minutes != told.get(key, 0)}
    if too_long := [minutes for minutes in changed.values() if minutes > event.minutes]:
        _refuse("too_long", f"Không ai dự được {in_hours(max(too_long))} giờ khi cả lớp chỉ có "
                f"{in_hours(event.minutes)} giờ.")  # fmt: skip
    for user_id, minutes in changed.items():
        last = before.get(user_id)
        event.attendances.append(TrainingAttendance(
            event_id=event.id, user_id=user_id, minutes=minutes,
            sequence=last.sequence + 1 if last else 1, entered_at=now, entered_by_id=by.id,
        ))  # fmt: skip
    db.flush()
    audit.record(db, by, "training.attended", event, people=len(changed))
    return len(changed)


def answer(
    db: Session, event: TrainingEvent, finding_ids: Collection[UUID], *, by: User, now: datetime
) -> None:
    """Say which findings it answers; RuleBroken for one that was found after it."""
    queries.hold(db, event)
    _must_stand(event)
    before = {one.finding_id: one for one in event.answers}
    wanted = set(finding_ids)
    found = db.scalars(select(InspectionFinding).where(InspectionFinding.id.in_(wanted))).all()
    if late := [one for one in found if one.found_on > event.last_day]:
        _refuse("before_finding", f"Vi phạm “{late[0].content}” phát hiện ngày "
                f"{late[0].found_on:%d/%m/%Y}, sau khi đã tập huấn xong.", "findings")  # fmt: skip
    for finding_id in sorted(wanted | before.keys()):
        last = before.get(finding_id)
        if (finding_id in wanted) != (last is not None and last.answers):
            event.answers.append(TrainingFinding(
                event_id=event.id, finding_id=finding_id, answers=finding_id in wanted,
                sequence=last.sequence + 1 if last else 1, entered_at=now, entered_by_id=by.id,
            ))  # fmt: skip
    db.flush()
    audit.record(db, by, "training.answers", event, findings=len(wanted))


def strike(
    db: Session, event: TrainingEvent, reason: str, *, by: User, today: date, now: datetime
) -> TrainingStrike:
    """Strike an event that was entered wrongly."""
    queries.hold(db, event)
    _must_stand(event)
    record = TrainingStrike(
        event_id=event.id, day=today, reason=reason, entered_at=now, entered_by_id=by.id
    )
    event.strike = record
    db.flush()
    audit.record(db, by, "training.struck", event, reason=reason)
    return record


def _check(terms: EventTerms, today: date) -> None:
    if terms.last_day < terms.first_day:
        _refuse("days", "Ngày cuối phải từ ngày đầu trở đi.", "last_day")
    if terms.last_day > today:
        _refuse("future", f"Chỉ ghi lớp, buổi đã tổ chức: ngày {terms.last_day:%d/%m/%Y} chưa "
                "đến.", "last_day")  # fmt: skip
    days = (terms.last_day - terms.first_day).days + 1
    if not 0 < terms.minutes <= days * DAY:
        _refuse("hours", f"Số giờ phải lớn hơn 0 và không quá {days} ngày.", "minutes")
    is_outreach = terms.kind is EventKind.OUTREACH
    if is_outreach and not (terms.people and terms.commune):
        _refuse("people", "Tuyên truyền phải ghi số người dự và xã, phường.",
                "commune" if terms.people else "people")  # fmt: skip
    if not is_outreach and (terms.people is not None or terms.commune):
        _refuse("staff", "Tập huấn thì người dự ghi theo tên ở bước sau; bỏ trống số người và xã.",
                "people")  # fmt: skip


def _place(terms: EventTerms) -> Commune | None:
    """The one commune of the first day that is meant; RuleBroken where none or several may be."""
    if not terms.commune:
        return None
    name = fold(terms.commune.split(",")[0])
    found = places.search(terms.commune, terms.first_day)
    named = [one for one in found if fold(one.name).endswith(name)]
    if not named:
        _refuse("commune", f"Không có xã, phường nào tên “{terms.commune}” vào ngày "
                f"{terms.first_day:%d/%m/%Y}.", "commune")  # fmt: skip
    if len(named) > 1:
        _refuse("communes", f"Có nhiều xã, phường tên “{terms.commune}”; ghi đủ tên, ví dụ: "
                f"{'; '.join(one.full_name for one in named[:4])}.", "commune")  # fmt: skip
    return named[0]


def _must_stand(event: TrainingEvent) -> None:
    if event.strike:
        _refuse("struck", f"Mục này đã xóa khỏi sổ ngày {event.strike.day:%d/%m/%Y}.")


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"training.{code}", f"{message} {KEPT}; sửa rồi gửi lại.", field=field)
