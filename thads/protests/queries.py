"""Papers of the procuracy, as lists and pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.core.errors import NotFound
from thads.core.pages import PAGE_SIZE, Page
from thads.protests import course
from thads.protests.models import Protest, ProtestPoint, ProtestPointDone, ProtestStep, StepKind
from thads.registers.listing import Late, Wanted, ended_by, narrowed, one_of
from thads.registers.listing import page_of as paged

ANSWERS = (StepKind.ANSWERED, StepKind.SETTLED, StepKind.CONCLUDED)


def get(db: Session, record_id: UUID) -> Protest:
    """One paper; NotFound when there is none."""
    return one_of(db, _all(), Protest, record_id)


def point(db: Session, point_id: UUID) -> ProtestPoint:
    """One accepted point; NotFound when there is none."""
    stmt = select(ProtestPoint).options(joinedload(ProtestPoint.done))
    found = db.scalars(stmt.where(ProtestPoint.id == point_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def page_of(db: Session, wanted: Wanted, number: int, size: int = PAGE_SIZE) -> Page[Protest]:
    """A page of the register; "đã xong": concluded, or answered with every point carried out."""
    stmt = narrowed(_standing(), Protest, wanted, _done())
    page = paged(db, stmt, Protest, wanted, number=number, size=size)
    return replace(page, sums=_sums(db, stmt))


def of_case(db: Session, case_id: UUID) -> Sequence[Protest]:
    """The papers upon a case, the latest first."""
    stmt = _standing().where(Protest.case_id == case_id)
    return db.scalars(stmt.order_by(Protest.received_on.desc(), Protest.id)).all()


def lateness(db: Session, day: date, unit_id: UUID | None) -> Late:
    """Of the answers and actions that are owed: how many are over their time on `day`."""
    stmt = _standing().where(Protest.id.not_in(_done()))
    if unit_id:
        stmt = stmt.where(Protest.unit_id == unit_id)
    running = [due for one in db.scalars(stmt) for due in course.dues(one)]
    return Late(sum(1 for due in running if due < day), len(running))


def _sums(db: Session, stmt: Select[Protest]) -> dict[str, int]:
    """Accepted points of the whole list: given, and carried out."""
    given = select(func.count(ProtestPoint.id), func.count(ProtestPointDone.id)).outerjoin(
        ProtestPointDone, ProtestPointDone.point_id == ProtestPoint.id
    )
    ids = stmt.order_by(None).with_only_columns(Protest.id)
    points, done = db.execute(given.where(ProtestPoint.record_id.in_(ids))).one()
    return {"points": points, "done": done}


def _done() -> Select[UUID]:
    carried = select(ProtestPointDone.point_id)
    waiting = select(ProtestPoint.record_id).where(ProtestPoint.id.not_in(carried))
    answered = select(ProtestStep.record_id).where(ProtestStep.kind.in_(ANSWERS))
    accepted = answered.where(ProtestStep.answer.in_(course.ACCEPTING))
    has_points = select(ProtestPoint.record_id)
    return select(Protest.id).where(
        Protest.id.in_(answered), Protest.id.not_in(waiting),
        or_(Protest.id.not_in(accepted), Protest.id.in_(has_points)),
    )  # fmt: skip


def _standing() -> Select[Protest]:
    return _all().where(Protest.id.not_in(ended_by(ProtestStep, [StepKind.STRUCK])))


def _all() -> Select[Protest]:
    return select(Protest).options(
        joinedload(Protest.case), joinedload(Protest.unit), joinedload(Protest.act),
        selectinload(Protest.steps),
        selectinload(Protest.points).options(
            joinedload(ProtestPoint.done), joinedload(ProtestPoint.owner)
        ),
    )  # fmt: skip
