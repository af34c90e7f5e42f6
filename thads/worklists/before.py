"""What waits before there is a case: a judgment for its decision, a request for an answer.

No read model of cases sees them: a session that enters one of them, a step of a request or a case
on a judgment is watched instead.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, event, select
from sqlalchemy.orm import Session, SessionTransaction, joinedload, selectinload

from thads.cases.models import Case, Judgment
from thads.cases.queries import awaits_decision
from thads.requests.models import EnforcementRequest, RequestStep
from thads.requests.standing import CLOSING, clock_of
from thads.rules.deadlines import Duty
from thads.worklists.models import OpenDuty
from thads.worklists.sources import Found, due_of

CHUNK = 500
OF_REQUESTS = (
    Duty.REQUEST_COMPLETION,
    Duty.REQUEST_DECISION,
    Duty.ENTRUSTED_DECISION,
    Duty.PRIVATE_CASE_DECISION,
)
_CHANGED = "changed_before_cases"


@dataclass(frozen=True)
class Book:
    """Records that wait: their duties, whom a new record concerns, and what the records say."""

    duties: tuple[Duty, ...]
    concerns: Callable[[object], UUID | None]
    waiting: Callable[[Session, Sequence[UUID] | None], Iterator[Found]]


def watch(session_class: type[Session]) -> None:
    """Follow every record of the books that a session of this class enters."""

    @event.listens_for(session_class, "after_flush")
    def mark(db: Session, context: Any) -> None:
        for record in db.new:
            for book in BOOKS:
                if subject_id := book.concerns(record):
                    db.info.setdefault(_CHANGED, set()).add((book, subject_id))

    @event.listens_for(session_class, "before_commit")
    def keep(db: Session) -> None:
        if not db.in_nested_transaction():
            db.flush()
            changed = db.info.pop(_CHANGED, None)
            for book in BOOKS if changed else ():
                _enter_again(db, book, [key for of, key in changed if of is book])

    @event.listens_for(session_class, "after_soft_rollback")
    def forget(db: Session, ended: SessionTransaction) -> None:
        if not ended.nested:  # what was written before a savepoint still stands
            db.info.pop(_CHANGED, None)


def enter_all(db: Session) -> None:
    """Everything that waits, where nothing is held of any."""
    _add(db, waiting(db))


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


def waiting(db: Session) -> Iterator[Found]:
    """What the records of all books say."""
    for book in BOOKS:
        yield from book.waiting(db, None)


def _judgments(db: Session, ids: Sequence[UUID] | None) -> Iterator[Found]:
    """Judgments without a case that counts (L08 Đ.36 k.2; L25 Đ.33 k.3)."""
    duty = Duty.EX_OFFICIO_DECISION
    stmt = select(Judgment.id, Judgment.unit_id, Judgment.received_on).where(awaits_decision())
    if ids is not None:
        stmt = stmt.where(Judgment.id.in_(ids))
    for judgment_id, unit_id, day in db.execute(stmt):
        yield Found(duty, judgment_id, None, unit_id, None, day, day, due_of(duty, day))


def _requests(db: Session, ids: Sequence[UUID] | None) -> Iterator[Found]:
    """Requests on which the office owes the next step (L08 Đ.36 k.1; L25 Đ.34 k.3)."""
    step = RequestStep
    closed = select(step.id).where(step.request_id == EnforcementRequest.id, step.kind.in_(CLOSING))
    stmt = select(EnforcementRequest).where(~closed.exists())
    if ids is not None:
        stmt = stmt.where(EnforcementRequest.id.in_(ids))
    loaded = (joinedload(EnforcementRequest.judgment), selectinload(EnforcementRequest.steps))
    fresh = stmt.options(*loaded).execution_options(populate_existing=True)
    for request in db.scalars(fresh):
        if running := clock_of(request, request.steps):
            since = running.since
            yield Found(
                running.rule.duty, request.id, None, request.unit_id, None, since, since,
                running.due,
            )  # fmt: skip


def _judgment_of(record: object) -> UUID | None:
    if isinstance(record, Judgment):
        return record.id
    return record.judgment_id if isinstance(record, Case) else None


def _request_of(record: object) -> UUID | None:
    if isinstance(record, EnforcementRequest):
        return record.id
    return record.request_id if isinstance(record, RequestStep) else None


JUDGMENTS = Book((Duty.EX_OFFICIO_DECISION,), _judgment_of, _judgments)
BOOKS = (JUDGMENTS, Book(OF_REQUESTS, _request_of, _requests))


def _enter_again(db: Session, book: Book, ids: Sequence[UUID]) -> None:
    """What these records wait for, in the place of what is held of them."""
    ours = OpenDuty.duty.in_(book.duties)
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        held = delete(OpenDuty).where(ours, OpenDuty.subject_id.in_(some))
        db.execute(_without_session(held))
        _add(db, book.waiting(db, some))


def _add(db: Session, found: Iterator[Found]) -> None:
    rows = [one._asdict() for one in found]
    if rows:
        db.execute(OpenDuty.__table__.insert(), rows)  # type: ignore[attr-defined]


def _without_session(statement: Any) -> Any:
    return statement.execution_options(synchronize_session=False)
