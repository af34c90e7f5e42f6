"""Records of hand-overs: which there are, who is to acknowledge them, who has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from thads.cases.models import (
    ActKind,
    Case,
    HandOverAcknowledgement,
    HandOverLine,
    HandOverRecord,
)
from thads.cases.queries.workload import Holder, Load, Loads
from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page, offset_of
from thads.identity.models import Role, User
from thads.units.models import Unit

Given = dict[Holder, Load]
HEADS = frozenset({Role.UNIT_HEAD, Role.PROVINCE_HEAD})


@dataclass(frozen=True)
class Party:
    """One side of a hand-over: an officer, or, between units, a unit by its head."""

    receives: bool
    unit_id: UUID
    officer_id: UUID | None
    said: HandOverAcknowledgement | None

    def awaits(self, person: User) -> bool:
        """Whether this person's word is still missing."""
        return self.said is None and self._is(person)

    def _is(self, person: User) -> bool:
        if self.officer_id is not None:
            return person.id == self.officer_id
        return person.unit_id == self.unit_id and person.role in HEADS


def parties(record: HandOverRecord, given: Given) -> list[Party]:
    """The givers, then the receiver; a case that nobody held has no giver."""
    if record.kind is ActKind.TRANSFER:
        receiver = Holder(record.unit_id, None)
        givers = {Holder(holder.unit_id, None) for holder in given}
    else:
        receiver = Holder(record.unit_id, record.officer_id)
        givers = {holder for holder in given if holder.officer_id}
    sides = [(False, giver) for giver in sorted(givers, key=str) if giver != receiver]
    return [
        Party(receives, holder.unit_id, holder.officer_id, _said(record, holder))
        for receives, holder in [*sides, (True, receiver)]
    ]


def given_by(db: Session, record_ids: Sequence[UUID]) -> dict[UUID, Given]:
    """What each person gave in each of these records."""
    line = HandOverLine
    held = (line.record_id, line.from_unit_id, line.from_officer_id)
    stmt = select(*held, func.count(), func.sum(line.remaining)).where(
        line.record_id.in_(record_ids)
    )
    found: dict[UUID, Given] = {record_id: {} for record_id in record_ids}
    for record_id, unit, officer, cases, money in db.execute(stmt.group_by(*held)):
        found[record_id][Holder(unit, officer)] = Load(cases, int(money))
    return found


def get_record(db: Session, record_id: UUID, *, scope: UUID | None, reader: User) -> HandOverRecord:
    """One record; NotFound for who is neither a party nor of one of its units."""
    stmt = select(HandOverRecord).where(HandOverRecord.id == record_id)
    if scope is not None:
        stmt = stmt.where(or_(_of_unit(scope), _names(reader)))
    said = selectinload(HandOverRecord.acknowledgements)
    found = db.scalars(stmt.options(said)).one_or_none()
    if found is None:
        raise NotFound
    return found


def records(
    db: Session, *, scope: UUID | None, waiting_for: User | None = None, page: int = 1
) -> Page[HandOverRecord]:
    """Records of the reader's unit, the last first; `waiting_for`: those that need this word, of
    whatever unit."""
    stmt = select(HandOverRecord)
    if waiting_for is not None:
        stmt = stmt.where(_awaits(waiting_for))
    elif scope is not None:
        stmt = stmt.where(_of_unit(scope))
    total = db.scalar(select(func.count()).select_from(stmt.subquery())) or 0
    rows = db.scalars(
        stmt.options(selectinload(HandOverRecord.acknowledgements))
        .order_by(HandOverRecord.entered_at.desc(), HandOverRecord.id)
        .limit(PAGE_SIZE)
        .offset(offset_of(page))
    ).all()
    return Page(rows, max(1, page), PAGE_SIZE, total)


def lines_of(db: Session, record_id: UUID) -> Sequence[HandOverLine]:
    """The cases of one record in the order of their numbers."""
    stmt = select(HandOverLine).where(HandOverLine.record_id == record_id)
    stmt = stmt.join(Case, Case.id == HandOverLine.case_id).options(
        contains_eager(HandOverLine.case)
    )
    return db.scalars(stmt.order_by(Case.numbering_year, Case.number, Case.id)).all()


def of_key(db: Session, key: str) -> Sequence[UUID]:
    """The records of one hand-over, by id."""
    stmt = select(HandOverRecord.id).where(HandOverRecord.key.startswith(f"{key}:"))
    return db.scalars(stmt.order_by(HandOverRecord.key)).all()


def count_waiting(db: Session, person: User) -> int:
    """How many records wait for this person's word."""
    stmt: Select[int] = select(func.count()).select_from(HandOverRecord)
    return db.scalar(stmt.where(_awaits(person))) or 0


def loads_of(rows: Iterable[Sequence[Any]]) -> Loads:
    """The loads that a record keeps."""
    return {
        Holder(UUID(unit), UUID(officer) if officer else None): Load(cases, remaining)
        for unit, officer, cases, remaining in rows
    }


def _said(record: HandOverRecord, holder: Holder) -> HandOverAcknowledgement | None:
    for said in record.acknowledgements:
        mine = said.person_id if holder.officer_id else said.unit_id
        if mine == (holder.officer_id or holder.unit_id):
            return said
    return None


def _of_unit(unit_id: UUID) -> ColumnElement[bool]:
    own = Unit.answered_for_by(unit_id)
    return or_(HandOverRecord.unit_id.in_(own), _some_line(HandOverLine.from_unit_id.in_(own)))


def _names(person: User) -> ColumnElement[bool]:
    """The person gave or received, as an officer."""
    gave = _some_line(HandOverLine.from_officer_id == person.id)
    return or_(HandOverRecord.officer_id == person.id, gave)


def _some_line(wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(HandOverLine.record_id).where(
        HandOverLine.record_id == HandOverRecord.id, wanted
    ).exists()  # fmt: skip


def _awaits(person: User) -> ColumnElement[bool]:
    """The same as `Party.awaits` of any of its parties, in SQL."""
    said, record = HandOverAcknowledgement, HandOverRecord
    of_record = select(said.id).where(said.record_id == record.id)
    found = (record.kind != ActKind.TRANSFER) & _names(person) & ~of_record.where(
        said.person_id == person.id
    ).exists()  # fmt: skip
    if person.role in HEADS and person.unit_id is not None:
        unit = person.unit_id
        of_unit = or_(record.unit_id == unit, _some_line(HandOverLine.from_unit_id == unit))
        unsaid = ~of_record.where(said.unit_id == unit).exists()
        found = found | ((record.kind == ActKind.TRANSFER) & of_unit & unsaid)
    return found
