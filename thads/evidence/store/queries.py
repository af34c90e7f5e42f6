"""What lies in a store by the books, its orders and countings."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.cases.models import CaseInterval
from thads.core.errors import NotFound
from thads.evidence import course, light
from thads.evidence.kinds import ENDS, StepKind
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep
from thads.evidence.store.models import (
    Stocktaking,
    StocktakingLine,
    StoreOrder,
    StoreOrderLine,
    StorePlace,
)
from thads.units.models import Unit

MOVES = (StepKind.STORED, StepKind.ISSUED, *ENDS)


class Kept(NamedTuple):
    """One exhibit that lies in a store."""

    exhibit_id: UUID
    file_id: UUID
    name: str
    quantity: int
    measure: str
    since: date


def places(db: Session, unit_id: UUID | None) -> Sequence[StorePlace]:
    """The places of a unit (None: of the province)."""
    stmt = select(StorePlace).order_by(StorePlace.opened_on, StorePlace.id)
    if unit_id is not None:
        stmt = stmt.where(StorePlace.unit_id.in_(Unit.answered_for_by(unit_id)))
    return db.scalars(stmt).all()


def place(db: Session, place_id: UUID) -> StorePlace:
    """One place; its unit decides who may see it."""
    found = db.get(StorePlace, place_id)
    if found is None:
        raise NotFound
    return found


def order(db: Session, order_id: UUID) -> StoreOrder:
    """One order with its lines."""
    found = db.scalars(_orders().where(StoreOrder.id == order_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def orders(db: Session, unit_id: UUID | None, *, limit: int = 200) -> Sequence[StoreOrder]:
    """The latest orders of a unit (None: of the province)."""
    stmt = _orders()
    if unit_id is not None:
        stmt = stmt.where(StoreOrder.unit_id.in_(Unit.answered_for_by(unit_id)))
    return db.scalars(stmt.order_by(StoreOrder.day.desc(), StoreOrder.id.desc()).limit(limit)).all()


def carried_out_on(db: Session, order_ids: Sequence[UUID]) -> dict[UUID, date]:
    """When these orders were carried out; those that wait are left out."""
    step = ExhibitStep
    stmt = select(step.order_id, step.day).where(step.order_id.in_(order_ids))
    return {order_id: day for order_id, day in db.execute(stmt) if order_id}


def is_carried_out(db: Session, order_id: UUID) -> bool:
    """Whether its things were moved."""
    return bool(carried_out_on(db, [order_id]))


def has_open_order(db: Session, exhibit_id: UUID) -> bool:
    """Whether an order on this exhibit still waits for the storekeeper."""
    line, step = StoreOrderLine, ExhibitStep
    moved = select(step.id).where(step.order_id == line.order_id)
    stmt = select(line.id).where(line.exhibit_id == exhibit_id, ~moved.exists())
    return db.scalar(stmt.limit(1)) is not None


def stock(db: Session, place_id: UUID, day: date) -> list[Kept]:
    """What the books say lies there at the end of a day, oldest first."""
    step = ExhibitStep
    later = select(step.id).where(step.kind.in_(MOVES), step.day <= day)
    stored = (
        select(Exhibit, step.day, step.sequence)
        .join(step, step.exhibit_id == Exhibit.id)
        .where(step.kind == StepKind.STORED, step.place_id == place_id, step.day <= day)
        .order_by(step.day, Exhibit.id)
    )
    moves = select(step.exhibit_id, step.sequence).where(
        step.exhibit_id.in_(stored.with_only_columns(Exhibit.id).order_by(None)),
        step.id.in_(later),
    )
    last: dict[UUID, int] = {}
    for exhibit_id, sequence in db.execute(moves):
        last[exhibit_id] = max(sequence, last.get(exhibit_id, 0))
    return [
        Kept(one.id, one.file_id, one.name, one.held, one.measure, since)
        for one, since, sequence in db.execute(stored.options(selectinload(Exhibit.steps)))
        if last[one.id] == sequence
    ]  # fmt: skip


def counts(db: Session, day: date) -> Counter[UUID]:
    """How many exhibits lie in each place at the end of a day."""
    every = light.every(db, until=day, where=(light.unended(day),))
    return Counter(place for one in every if (place := course.place_of(one.steps)))


def outside(db: Session, day: date, unit_id: UUID) -> list[Kept]:
    """What the unit received and what lies in no store, the longest waiting first."""
    received = select(ExhibitStep).where(ExhibitStep.kind == StepKind.RECEIVED).subquery()
    held = CaseInterval
    stmt = (
        select(Exhibit, received.c.day)
        .join(received, received.c.exhibit_id == Exhibit.id)
        .join(EvidenceFile, EvidenceFile.id == Exhibit.file_id)
        .outerjoin(held, (held.case_id == EvidenceFile.case_id) & held.ends_on.is_(None))
        .where(light.unended(day), func.coalesce(EvidenceFile.unit_id, held.unit_id) == unit_id)
        .options(selectinload(Exhibit.steps))
        .order_by(received.c.day, Exhibit.id)
    )
    return [
        Kept(one.id, one.file_id, one.name, one.held, one.measure, since)
        for one, since in db.execute(stmt) if course.place_of(one.steps) is None
    ]  # fmt: skip


def stocktaking(db: Session, stocktaking_id: UUID) -> Stocktaking:
    """One counting with its lines."""
    stmt = select(Stocktaking).where(Stocktaking.id == stocktaking_id).options(
        joinedload(Stocktaking.place),
        selectinload(Stocktaking.lines).joinedload(StocktakingLine.exhibit),
    )  # fmt: skip
    found = db.scalars(stmt).one_or_none()
    if found is None:
        raise NotFound
    return found


def stocktakings(db: Session, place_id: UUID) -> Sequence[Stocktaking]:
    """The countings of a place, the latest first."""
    stmt = select(Stocktaking).where(Stocktaking.place_id == place_id)
    stmt = stmt.options(selectinload(Stocktaking.lines).joinedload(StocktakingLine.exhibit))
    return db.scalars(stmt.order_by(Stocktaking.day.desc(), Stocktaking.id.desc())).all()


def _orders() -> Select[StoreOrder]:
    stmt: Select[StoreOrder] = select(StoreOrder).options(
        joinedload(StoreOrder.place), joinedload(StoreOrder.signer),
        selectinload(StoreOrder.lines).joinedload(StoreOrderLine.exhibit)
        .options(joinedload(Exhibit.file), selectinload(Exhibit.steps)),
    )  # fmt: skip
    return stmt
