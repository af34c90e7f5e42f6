"""Files of exhibits: where they stand, which are late (reference 3.10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.cases.models import Case, CaseInterval
from thads.core.errors import NotFound
from thads.evidence import course, light
from thads.evidence.course import DESTROYING, Running
from thads.evidence.kinds import Fate, StepKind
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep
from thads.units.models import Unit

CHUNK = 500


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """One file whose exhibits are not destroyed yet."""

    evidence: EvidenceFile
    case: Case
    unit: Unit
    step: Running


class LateEvidence(NamedTuple):
    """`n` late of `m` files that still wait for destruction, and the late ones, oldest first."""

    late: Sequence[WaitingFile]
    n: int
    m: int


class Unknown(NamedTuple):
    """An exhibit that the office holds and of which no judgment is known."""

    exhibit: Exhibit
    unit: Unit
    received_on: date
    listed_on: date


def get(db: Session, file_id: UUID) -> EvidenceFile:
    """One file with its exhibits and all that happened to them."""
    found = db.scalars(_whole().where(EvidenceFile.id == file_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def exhibit(db: Session, exhibit_id: UUID) -> Exhibit:
    """One exhibit of its whole file."""
    file_id = db.scalar(select(Exhibit.file_id).where(Exhibit.id == exhibit_id))
    if file_id is None:
        raise NotFound
    return next(one for one in get(db, file_id).exhibits if one.id == exhibit_id)


def exhibits(db: Session, ids: Sequence[UUID]) -> list[Exhibit]:
    """These exhibits with their steps, places and files, in the order asked for."""
    stmt = (
        select(Exhibit).where(Exhibit.id.in_(ids))
        .options(
            joinedload(Exhibit.file).joinedload(EvidenceFile.case),
            selectinload(Exhibit.steps).joinedload(ExhibitStep.place),
        )
        .execution_options(populate_existing=True)
    )  # fmt: skip
    found = {one.id: one for one in db.scalars(stmt)}
    return [found[one] for one in ids if one in found]


def of_case(db: Session, case_id: UUID) -> Sequence[EvidenceFile]:
    """The files of a case, oldest first."""
    stmt = _whole().where(EvidenceFile.case_id == case_id)
    return db.scalars(stmt.order_by(EvidenceFile.decided_on, EvidenceFile.id)).all()


def late(db: Session, day: date, unit_id: UUID | None = None) -> LateEvidence:
    """Late files of a unit (None: the province) on `day`, as n of m with the late ones."""
    waiting = waiting_on(db, day, unit_id)
    found = [file for file in waiting if file.step.is_late_on(day)]
    return LateEvidence(found, len(found), len(waiting))


def waiting_on(db: Session, day: date, unit_id: UUID | None = None) -> Sequence[WaitingFile]:
    """Files with something to destroy left after `day`, with the unit that held the case then."""
    steps = _to_destroy(db, day)
    rows = _held(db, list(steps), day, unit_id)
    found = [WaitingFile(*row, steps[row[0].id]) for row in rows]
    return sorted(found, key=lambda one: (one.step.since, one.evidence.id))


def _held(
    db: Session, file_ids: Sequence[UUID], day: date, unit_id: UUID | None
) -> list[tuple[EvidenceFile, Case, Unit]]:
    """These files with their case and the unit that held it on the day."""
    ends, found, ids = CaseInterval.ends_on, list[tuple[EvidenceFile, Case, Unit]](), iter(file_ids)
    while some := list(islice(ids, CHUNK)):
        stmt = (
            select(EvidenceFile, Case, Unit)
            .join(Case, Case.id == EvidenceFile.case_id)
            .join(CaseInterval, CaseInterval.case_id == Case.id)
            .join(Unit, Unit.id == CaseInterval.unit_id)
            .where(
                EvidenceFile.id.in_(some), CaseInterval.starts_on <= day,
                or_(ends.is_(None), ends > day),
            )
        )  # fmt: skip
        if unit_id is not None:
            stmt = stmt.where(CaseInterval.unit_id.in_(Unit.answered_for_by(unit_id)))
        found += [(file, case, unit) for file, case, unit in db.execute(stmt)]
    return found


def board(db: Session, day: date, unit_id: UUID | None) -> Sequence[WaitingFile]:
    """What files with a case still owe after `day`, the soonest first."""
    where = (EvidenceFile.case_id.is_not(None), light.unended(day))
    owed: dict[UUID, list[Running]] = {}
    for file_id, things in _by_file(light.every(db, until=day, where=where)):
        if found := course.owed(things):
            owed[file_id] = found
    rows = _held(db, list(owed), day, unit_id)
    lines = [WaitingFile(*row, one) for row in rows for one in owed[row[0].id]]
    return sorted(
        lines, key=lambda one: (one.step.due or date.max, one.step.since, one.evidence.id)
    )


def unknown(db: Session, day: date, unit_id: UUID | None = None) -> list[Unknown]:
    """Exhibits without a judgment that are still held, the longest held first (NĐ152 Đ.38 k.3)."""
    stmt = (
        select(Exhibit, Unit)
        .join(EvidenceFile, EvidenceFile.id == Exhibit.file_id)
        .join(Unit, Unit.id == EvidenceFile.unit_id)
        .options(selectinload(Exhibit.steps), joinedload(Exhibit.file))
    )
    if unit_id is not None:
        stmt = stmt.where(EvidenceFile.unit_id.in_(Unit.answered_for_by(unit_id)))
    found = []
    for one, unit in db.execute(stmt):
        steps = [step for step in one.steps if step.day <= day]
        received = course.last_of(steps, StepKind.RECEIVED)
        if received is not None and not course.has_ended(steps):
            since = received.day
            found.append(Unknown(one, unit, since, course.unknown_since(since)))
    return sorted(found, key=lambda one: (one.received_on, one.exhibit.id))


def _to_destroy(db: Session, day: date) -> dict[UUID, Running]:
    """Of files with a case: the destruction owed after all that happened up to `day`."""
    ordered = select(ExhibitStep.file_id).where(ExhibitStep.fate == Fate.DESTROY)
    where = (EvidenceFile.case_id.is_not(None), EvidenceFile.id.in_(ordered))
    found: dict[UUID, Running] = {}
    for file_id, things in _by_file(light.every(db, until=day, where=where)):
        owed = [one for one in course.owed(things) if one.duty in DESTROYING]
        if owed:
            found[file_id] = min(owed, key=lambda one: (one.due is None, one.due, one.since))
    return found


def _by_file(things: Iterator[light.Thing]) -> Iterator[tuple[UUID, list[light.Thing]]]:
    for file_id, of_file in groupby(things, key=lambda thing: thing.file_id):
        yield file_id, list(of_file)


def _whole() -> Select[EvidenceFile]:
    things = selectinload(EvidenceFile.exhibits)
    stmt: Select[EvidenceFile] = select(EvidenceFile).options(
        joinedload(EvidenceFile.case),
        things.selectinload(Exhibit.steps).joinedload(ExhibitStep.place),
        things.joinedload(Exhibit.file).joinedload(EvidenceFile.case),  # a thing keeps its file
    )
    return stmt.execution_options(populate_existing=True)
