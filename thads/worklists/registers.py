"""Keeps the clocks of registers: of what waits before there is a case, and of what stands beside.

The read model of a case does not make them: a session that enters a record of a register is
watched instead. It only sees to it that they follow the case (`followed`): to another holder, and
standing still while it is postponed or suspended where the law stops them then.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, event, select
from sqlalchemy.orm import Session, SessionTransaction

from thads.cases import standstills
from thads.cases.history import CaseHistory
from thads.cases.models import Case, CaseInterval
from thads.core.driver import Driver, Row
from thads.rules import deadlines
from thads.rules.deadlines.running import Clock
from thads.rules.pauses import Standstill
from thads.worklists.books import BOOK_OF, BOOKS, JUDGMENTS, Book
from thads.worklists.models import RESTS, OpenDuty
from thads.worklists.sources import Found, due_of

CHUNK = 500
_CHANGED = "changed_registers"
_STOPS = {duty.value: duty for duty in BOOK_OF if deadlines.stops_with_case(duty)}


class Holder(NamedTuple):
    """Who holds a case now."""

    unit_id: UUID
    officer_id: UUID | None
    has_ended: bool


def watch(session_class: type[Session]) -> None:
    """Follow every record of a register that a session of this class enters."""

    @event.listens_for(session_class, "after_flush")
    def mark(db: Session, context: Any) -> None:
        for record in (*db.new, *db.dirty):
            for book in BOOKS:
                if subject_id := book.concerns(record):
                    db.info.setdefault(_CHANGED, {}).setdefault(book, set()).add(subject_id)

    @event.listens_for(session_class, "before_commit")
    def keep(db: Session) -> None:
        if not db.in_nested_transaction():
            db.flush()
            changed: dict[Book, set[UUID]] = db.info.pop(_CHANGED, {})
            for book, ids in changed.items():
                _enter_again(db, book, list(ids))

    @event.listens_for(session_class, "after_soft_rollback")
    def forget(db: Session, ended: SessionTransaction) -> None:
        if not ended.nested:  # what was written before a savepoint still stands
            db.info.pop(_CHANGED, None)


def is_of_register(row: Row) -> bool:
    """Whether a row of `open_duty` as the driver keeps it is a register's."""
    return row[0] in BOOK_OF


def followed(driver: Driver, row: Row, history: CaseHistory) -> Row:
    """A register's row, with who holds its case after all its facts, and its last day then."""
    now, rests = history.now, BOOK_OF[row[0]].rests and history.now.standing.has_ended
    opens_on = driver.day(RESTS) if rests else row[5]
    due, duty = row[7], _STOPS.get(row[0])
    if duty is not None:  # by law: nobody sets the day of such a duty
        since = row[5] if isinstance(row[5], date) else date.fromisoformat(row[5])
        due = driver.day(due_of(duty, since, standstills.of_history(history)))
    return (*row[:3], driver.key(now.unit_id), driver.key(now.officer_id), row[5], opens_on, due)


def enter_of_no_case(db: Session) -> None:
    """Every clock that runs outside cases, where nothing is held of any."""
    _add(db, (found for found in open_now(db) if found.case_id is None))


def enter_of(db: Session, case_ids: Collection[UUID]) -> None:
    """The clocks of these cases, where nothing is held of them."""
    _add(db, (found for found in open_now(db) if found.case_id in case_ids))


def enter_left(db: Session, case_ids: Sequence[UUID]) -> None:
    """The judgments of cases that count no more, in the place of what is held of them."""
    of_cases = select(Case.judgment_id).where(Case.id.in_(case_ids), Case.judgment_id.is_not(None))
    _enter_again(db, JUDGMENTS, [key for key in db.scalars(of_cases.distinct()) if key])


def drop_decided(db: Session) -> None:
    """A judgment with a case that counts waits no more, whoever wrote the case."""
    decided = select(Case.id).where(
        Case.judgment_id == OpenDuty.subject_id, Case.struck_by_id.is_(None)
    )
    ours = OpenDuty.duty.in_(JUDGMENTS.duties)
    db.execute(_without_session(delete(OpenDuty).where(ours, decided.exists())))


def open_now(db: Session) -> Iterator[Found]:
    """What the records of all registers leave open."""
    for book in BOOKS:
        yield from _found(db, book, None)


def _enter_again(db: Session, book: Book, ids: Sequence[UUID]) -> None:
    """What these subjects wait for, in the place of what is held of them."""
    ours = OpenDuty.duty.in_(book.duties)
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        held = delete(OpenDuty).where(ours, OpenDuty.subject_id.in_(some))
        db.execute(_without_session(held))
        _add(db, _found(db, book, some))


def _found(db: Session, book: Book, ids: Sequence[UUID] | None) -> Iterator[Found]:
    running = iter(book.running(db, ids))
    while clocks := list(islice(running, CHUNK)):
        holders = _holders(db, {clock.case_id for clock in clocks if clock.case_id})
        stopping = {c.case_id for c in clocks if c.case_id and c.duty.value in _STOPS}
        still = standstills.of_cases(db, stopping, date.max)
        for clock in clocks:
            if clock.case_id is None or clock.case_id in holders:  # else it was struck out
                stood = still.get(clock.case_id, ()) if clock.case_id else ()
                yield _opened(clock, holders.get(clock.case_id), stood, rests=book.rests)


def _opened(
    clock: Clock, holder: Holder | None, stood_still: Sequence[Standstill], *, rests: bool
) -> Found:
    duty, subject_id, case_id, unit_id, officer_id, since, due = clock
    opens_on = since
    if holder is not None:
        unit_id, officer_id = holder.unit_id, holder.officer_id
        opens_on = RESTS if rests and holder.has_ended else since
    if unit_id is None:
        raise ValueError(f"{duty} of no case must name its unit")
    due = due or due_of(duty, since, stood_still)
    return Found(duty, subject_id, case_id, unit_id, officer_id, since, opens_on, due)


def _holders(db: Session, case_ids: Collection[UUID]) -> dict[UUID | None, Holder]:
    if not case_ids:
        return {}
    row = CaseInterval
    stmt = select(row.case_id, row.unit_id, row.officer_id, row.standing).where(
        row.case_id.in_(case_ids), row.ends_on.is_(None)
    )
    return {
        case_id: Holder(unit_id, officer_id, standing.has_ended)
        for case_id, unit_id, officer_id, standing in db.execute(stmt)
    }


def _add(db: Session, found: Iterable[Found]) -> None:
    remaining = iter(found)
    while rows := [one._asdict() for one in islice(remaining, CHUNK)]:
        db.execute(OpenDuty.__table__.insert(), rows)  # type: ignore[attr-defined]


def _without_session(statement: Any) -> Any:
    return statement.execution_options(synchronize_session=False)
