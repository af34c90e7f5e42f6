"""Writes the read model of lists: one row a case from each day on which it changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from thads.cases import facts
from thads.cases.history import CaseHistory, replay
from thads.cases.models import CaseInterval

BATCH = 2000


def refresh(db: Session, histories: Sequence[CaseHistory]) -> None:
    """Replace the intervals of these cases by what their facts give now."""
    ids = [history.facts.case_id for history in histories]
    db.execute(delete(CaseInterval).where(CaseInterval.case_id.in_(ids)))
    _insert(db, (row for history in histories for row in rows_of(history)))


def rebuild(db: Session) -> None:
    """Make all intervals anew from the records, a bounded number in memory at a time."""
    db.execute(delete(CaseInterval))
    _insert(db, (row for known in facts.load(db) for row in rows_of(replay(known))))


def rows_of(history: CaseHistory) -> Iterator[dict[str, Any]]:
    """The intervals of one case, oldest first; equal neighbours are one."""
    states = [(day, _state(history, day)) for day in _days(history)]
    kept = [s for i, s in enumerate(states) if i == 0 or s[1] != states[i - 1][1]]
    ends: list[date | None] = [day for day, _ in kept[1:]]
    for (day, state), end in zip(kept, [*ends, None], strict=True):
        yield {
            "case_id": history.facts.case_id, "starts_on": day, "ends_on": end, **state,
        }  # fmt: skip


def _days(history: CaseHistory) -> list[date]:
    return sorted({moment.day for moment in history.moments})


def _state(history: CaseHistory, day: date) -> dict[str, Any]:
    moment = history.at(day)
    assert moment is not None
    items = [m for item in history.items if (m := item.at(day))]
    return {
        "standing": moment.standing,
        "unit_id": moment.unit_id,
        "officer_id": moment.officer_id,
        "awarded": sum(m.awarded + m.increases for m in items),
        "collected": sum(m.collected for m in items),
        "remaining": sum(m.remaining for m in items),
    }


def _insert(db: Session, rows: Iterable[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            db.execute(insert(CaseInterval), batch)
            batch = []
    if batch:
        db.execute(insert(CaseInterval), batch)
