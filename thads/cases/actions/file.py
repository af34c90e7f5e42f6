"""Writing one more fact into a case file, whatever the fact: lock, prove, write, seal.

Acts, verifications and money all pass through here, so that they share one order, one
check against the facts that follow, and one protection from two people at once.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import func, inspect, select, union_all
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from thads.cases import facts
from thads.cases.history import CaseFacts, CaseHistory, Happening, Reading
from thads.cases.models import Case, CaseAct
from thads.core.errors import Conflict, RuleBroken
from thads.identity.models import User
from thads.identity.policy import sees_whole_province

CHANGED = (
    "Hồ sơ {title} đã được người khác cập nhật sau khi anh/chị mở. Chưa ghi gì thêm; xem thay "
    "đổi mới nhất rồi gửi lại nếu vẫn đúng."
)

_PLACE = itemgetter(slice(2))  # day and sequence of a fact

STRUCK = (
    "Hồ sơ {title} đã bị thay thế hoặc thu hồi khi nhập sổ từ tệp, chỉ còn để xem. Chưa ghi gì; mở "
    "hồ sơ đang có hiệu lực của việc này."
)


def hold(db: Session, case: Case) -> int:
    """Hold the file until the transaction ends; its revision as it stands now.

    SQLite's writers hold their lock already; PostgreSQL waits here for the one before.
    RuleBroken for a file that an import struck out: nothing is added to it any more.
    """
    return hold_each(db, [case])[case.id]


def hold_each(db: Session, cases: Collection[Case]) -> dict[UUID, int]:
    """The same of several files, taken in the order of their ids: nobody waits in a circle."""
    stmt = (
        select(Case.id, Case.revision, Case.struck_by_id)
        .where(Case.id.in_([case.id for case in cases]))
        .order_by(Case.id)
        .with_for_update()
    )
    found = {row.id: row for row in db.execute(stmt)}
    for case in cases:
        if found[case.id].struck_by_id is not None:
            raise RuleBroken("case.struck", STRUCK.format(title=case.title))
    return {case_id: int(row.revision) for case_id, row in found.items()}


def check_revision(case: Case, current: int, seen: int | None) -> None:
    """Conflict when the file is no longer the one that the person saw (P16)."""
    if current != case.revision or (seen is not None and seen != current):
        raise Conflict(CHANGED.format(title=case.title))


def touch(db: Session, case: Case) -> None:
    """Give the file its next revision with whatever was added to it."""
    touch_each(db, [case])


def touch_each(db: Session, cases: Collection[Case]) -> None:
    """The same of several files at once."""
    for case in cases:
        flag_modified(case, "docketed_on")
    try:
        db.flush()
    except StaleDataError as stale:
        title = next(iter(cases)).title
        raise Conflict(CHANGED.format(title=title)) from stale


def known(db: Session, case: Case) -> CaseFacts:
    """The facts of the file as the database has them now."""
    return next(facts.load(db, [case.id]))


def prove(known_facts: CaseFacts, happening: Happening) -> CaseHistory:
    """Read the case with one more fact at its legal place; RuleBroken if it cannot stand there.

    A back-dated fact is read before those that follow it, and they must still hold.
    """
    return prove_each(known_facts, [happening])


def prove_each(known_facts: CaseFacts, happenings: Sequence[Happening]) -> CaseHistory:
    """The same with several more facts, each read after those before it; one at least.

    Facts in their legal order are read in one go: a case may get tens of thousands at once.
    """
    reading, read = Reading(known_facts), 0
    ordered = list(known_facts.happenings)
    for happening in happenings:
        place = bisect_left(ordered, happening[:2], key=_PLACE)
        if place < read:  # at its place some of what was read has not happened yet
            reading, read = Reading(known_facts), 0
        _take(reading, ordered[read:place])
        reading.take(happening)
        ordered.insert(place, happening)
        read = place + 1
    try:
        _take(reading, ordered[read:])
    except RuleBroken as broken:
        raise RuleBroken(
            "case.breaks_later_fact",
            f"Nếu ghi {happening.kind.label} vào ngày {happening.day:%d/%m/%Y} thì một diễn biến "
            f"sau đó không còn đúng: {broken.message}",
            field="day",
        ) from broken
    return reading.history(replace(known_facts, happenings=tuple(ordered)))


def _take(reading: Reading, happenings: Iterable[Happening]) -> None:
    for happening in happenings:
        reading.take(happening)


def next_sequence(db: Session, case: Case) -> int:
    """The place of the next fact; acts and money of a case share one order."""
    return next_sequences(db, [case.id])[case.id]


def next_sequences(db: Session, case_ids: Collection[UUID]) -> dict[UUID, int]:
    """The same of several cases."""
    entry = Case.entries.property.entity.local_table.c
    last = [
        select(owner, func.max(sequence)).where(owner.in_(case_ids)).group_by(owner)
        for owner, sequence in (
            (CaseAct.case_id, CaseAct.sequence),
            (entry.case_id, entry.sequence),
        )
    ]
    found = dict.fromkeys(case_ids, 1)
    for case_id, sequence in db.execute(union_all(*last)):
        found[case_id] = max(found[case_id], (sequence or 0) + 1)
    return found


def check_day(case: Case, day: date, today: date) -> None:
    """A fact has happened: not in the future, not before the case began."""
    if day > today:
        raise RuleBroken(
            "case.future_day",
            f"Ngày {day:%d/%m/%Y} ở sau hôm nay ({today:%d/%m/%Y}). Chưa ghi gì; nhập ngày đã "
            "xảy ra.",
            field="day",
        )
    if day < case.docketed_on:
        raise RuleBroken(
            "case.before_docketing",
            f"Ngày {day:%d/%m/%Y} ở trước ngày ra quyết định thi hành án "
            f"({case.docketed_on:%d/%m/%Y}). Chưa ghi gì; kiểm tra lại ngày.",
            field="day",
        )


def check_unit(history: CaseHistory, by: User) -> None:
    """Only the unit that holds the case acts on it, or that carries on the work of one that did;
    the head of the province acts on all."""
    if sees_whole_province(by.role) or by.unit_id == history.now.unit_id:
        return
    if by.unit and any(unit.id == history.now.unit_id for unit in by.unit.carries_on):
        return
    raise RuleBroken(
        "case.other_unit",
        "Hồ sơ này đang do đơn vị khác thi hành. Chưa ghi gì; liên hệ đơn vị đang giữ hồ sơ.",
    )


def keep(case: Case, name: str, record: Any) -> None:
    """Add a record to a list of the case, in the order of days if the list is loaded."""
    state = inspect(case)
    if name in state.unloaded:
        assert state.session is not None
        state.session.add(record)
        return
    rows: list[Any] = getattr(case, name)
    rows.append(record)
    rows.sort(key=lambda row: (row.day, row.sequence))


class _Sent(Protocol):
    @property
    def case_id(self) -> UUID: ...


Record = TypeVar("Record", bound=_Sent)


def earlier(db: Session, record: type[Record], key: str | None, case_id: UUID) -> Record | None:
    """What this form wrote when it was sent before, if it was (P15)."""
    if not key:
        return None
    found = db.scalars(select(record).filter_by(submission_key=key)).one_or_none()
    if found is not None and found.case_id != case_id:
        raise RuleBroken(
            "case.key_of_another",
            "Mẫu này đã dùng cho hồ sơ khác. Chưa ghi gì; mở lại trang rồi nhập lại.",
        )
    return found
