"""Judgments that wait for an enforcement decision (L08 Đ.36 k.2; L25 Đ.33 k.3).

They have no case, so no read model of cases sees them: a session that enters a judgment or a
case on one is watched instead.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, event, select
from sqlalchemy.orm import Session

from thads.cases.models import Case, Judgment
from thads.cases.queries import awaits_decision
from thads.rules.deadlines import Duty
from thads.worklists.models import OpenDuty
from thads.worklists.sources import Found, due_of

DUTY = Duty.EX_OFFICIO_DECISION
CHUNK = 500
_CHANGED = "changed_judgments"
_OURS = OpenDuty.duty == DUTY


def watch(session_class: type[Session]) -> None:
    """Follow every judgment that a session of this class enters or puts a case on."""

    @event.listens_for(session_class, "after_flush")
    def mark(db: Session, context: Any) -> None:
        found = {judgment_id for record in db.new if (judgment_id := _judgment_of(record))}
        if found:
            db.info.setdefault(_CHANGED, set()).update(found)

    @event.listens_for(session_class, "before_commit")
    def keep(db: Session) -> None:
        if not db.in_nested_transaction():
            db.flush()
            enter_again(db, list(db.info.pop(_CHANGED, ())))

    @event.listens_for(session_class, "after_rollback")
    def forget(db: Session) -> None:
        db.info.pop(_CHANGED, None)


def enter_all(db: Session) -> None:
    """Every judgment that waits, where nothing is held of any."""
    _add(db, waiting(db))


def enter_again(db: Session, judgment_ids: Sequence[UUID]) -> None:
    """What these judgments wait for, in the place of what is held of them."""
    for start in range(0, len(judgment_ids), CHUNK):
        ids = judgment_ids[start : start + CHUNK]
        db.execute(_without_session(delete(OpenDuty).where(_OURS, OpenDuty.subject_id.in_(ids))))
        _add(db, waiting(db, Judgment.id.in_(ids)))


def enter_left(db: Session, case_ids: Sequence[UUID]) -> None:
    """The same for the judgments of cases that count no more."""
    of_cases = select(Case.judgment_id).where(Case.id.in_(case_ids), Case.judgment_id.is_not(None))
    enter_again(db, [i for i in db.scalars(of_cases.distinct()) if i])


def drop_decided(db: Session) -> None:
    """A judgment with a case that counts waits no more, whoever wrote the case."""
    decided = select(Case.id).where(
        Case.judgment_id == OpenDuty.subject_id, Case.struck_by_id.is_(None)
    )
    db.execute(_without_session(delete(OpenDuty).where(_OURS, decided.exists())))


def waiting(db: Session, *wanted: ColumnElement[bool]) -> Iterator[Found]:
    """What the records say: judgments without a case that counts."""
    stmt = select(Judgment.id, Judgment.unit_id, Judgment.received_on)
    for judgment_id, unit_id, day in db.execute(stmt.where(awaits_decision(), *wanted)):
        yield Found(DUTY, judgment_id, None, unit_id, None, day, day, due_of(DUTY, day))


def _add(db: Session, found: Iterator[Found]) -> None:
    rows = [one._asdict() for one in found]
    if rows:
        db.execute(OpenDuty.__table__.insert(), rows)  # type: ignore[attr-defined]


def _without_session(statement: Any) -> Any:
    return statement.execution_options(synchronize_session=False)


def _judgment_of(record: object) -> UUID | None:
    if isinstance(record, Judgment):
        return record.id
    return record.judgment_id if isinstance(record, Case) else None
