"""Exhibits and their steps read as plain rows: for clocks, lists and counts of thousands."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from thads.evidence.kinds import ENDS, ExhibitKind, Fate, StepKind
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep


class LightStep(NamedTuple):
    """What the course reads of a step."""

    kind: StepKind
    day: date
    fate: Fate | None
    place_id: UUID | None
    counts_from: date | None


class Thing(NamedTuple):
    """One exhibit with its steps up to a day."""

    file_id: UUID
    case_id: UUID | None
    unit_id: UUID | None  # where no judgment is known
    kind: ExhibitKind
    steps: tuple[LightStep, ...]


def every(
    db: Session, file_ids: Sequence[UUID] | None = None, *, until: date | None = None,
    where: Sequence[ColumnElement[bool]] = (),
) -> Iterator[Thing]:  # fmt: skip
    """Exhibits of these files (None: all), file by file, with what happened up to `until`."""
    file, thing, step = EvidenceFile, Exhibit, ExhibitStep
    on = step.exhibit_id == thing.id
    stmt = (
        select(
            file.id, file.case_id, file.unit_id, thing.kind, thing.id,
            step.kind, step.day, step.fate, step.place_id, step.counts_from,
        )
        .join(thing, thing.file_id == file.id)
        .outerjoin(step, on if until is None else on & (step.day <= until))
        .where(*where)
        .order_by(file.id, thing.position, step.sequence)
    )  # fmt: skip
    if file_ids is not None:
        stmt = stmt.where(file.id.in_(file_ids))
    found: Iterable[Any] = db.execute(stmt)
    for head, rows in groupby(found, key=_head):
        steps = tuple(LightStep(*row[5:]) for row in rows if row[5] is not None)
        file_id, case_id, unit_id, kind, _ = head
        yield Thing(file_id, case_id, unit_id, kind, steps)


def unended(day: date) -> ColumnElement[bool]:
    """Exhibits with which something is left to be done after a day."""
    end = aliased(ExhibitStep)
    ended = select(end.id).where(end.exhibit_id == Exhibit.id, end.kind.in_(ENDS), end.day <= day)
    return ~ended.exists()


def _head(row: Any) -> tuple[Any, ...]:
    return tuple(row[:5])
