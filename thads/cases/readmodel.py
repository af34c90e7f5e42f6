"""Keeps the read models in step: whatever adds a fact to a case, its refreshers run at commit.

Nobody has to remember a call: a new record of a case in the session marks the case, and before
the commit each refresher gets the changed cases' histories, once, in the same transaction.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import CaseHistory, replay
from thads.cases.models import Case

Refresher = Callable[[Session, Sequence[CaseHistory]], None]

_FACT_TABLES = frozenset({"obligation_item", "case_act", "ledger_entry"})
_CHANGED = "changed_cases"


def install(session_class: type[Session], refreshers: Sequence[Refresher]) -> None:
    """Watch every session of this class (once: a second call with the same class is refused)."""

    @event.listens_for(session_class, "after_flush")
    def mark(db: Session, context: Any) -> None:
        for record in db.new:
            case_id = _case_of(record)
            if case_id is not None:
                db.info.setdefault(_CHANGED, set()).add(case_id)

    @event.listens_for(session_class, "before_commit")
    def bring_up(db: Session) -> None:
        if not db.in_nested_transaction():  # a savepoint is not the end of the act
            settle(db, refreshers)

    @event.listens_for(session_class, "after_rollback")
    def forget(db: Session) -> None:
        db.info.pop(_CHANGED, None)


def settle(db: Session, refreshers: Sequence[Refresher]) -> None:
    """Bring the read models up to the facts of this transaction."""
    db.flush()
    changed: set[UUID] = db.info.pop(_CHANGED, set())
    if not changed:
        return
    histories = [replay(known) for known in facts.load(db, sorted(changed))]
    for refresh in refreshers:
        refresh(db, histories)


def _case_of(record: object) -> UUID | None:
    if isinstance(record, Case):
        return record.id
    if getattr(record, "__tablename__", None) in _FACT_TABLES:
        case_id: UUID = record.case_id  # type: ignore[attr-defined]
        return case_id
    return None
