"""Citizens received, as lists and pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.core.pages import PAGE_SIZE, Page
from thads.reception.models import Reception, ReceptionStep, StepKind
from thads.registers.listing import Wanted, ended_by, narrowed, one_of
from thads.registers.listing import page_of as paged

NUMBERS = (("people", "Số người"),)  # by which the list may be sorted


def get(db: Session, record_id: UUID) -> Reception:
    """One visit; NotFound when there is none."""
    return one_of(db, _all(), Reception, record_id)


def page_of(db: Session, wanted: Wanted, number: int, size: int = PAGE_SIZE) -> Page[Reception]:
    """A page of the book with the people of all of it; what was entered by mistake is not in it."""
    stmt = narrowed(_standing(), Reception, wanted, None)
    page = paged(db, stmt, Reception, wanted, number=number, size=size)
    people = db.scalar(select(func.sum(stmt.order_by(None).subquery().c.people)))
    return replace(page, sums={"people": int(people or 0)})


def of_case(db: Session, case_id: UUID) -> Sequence[Reception]:
    """The visits upon a case, the latest first."""
    stmt = _standing().where(Reception.case_id == case_id)
    return db.scalars(stmt.order_by(Reception.received_on.desc(), Reception.id)).all()


def _standing() -> Select[Reception]:
    return _all().where(Reception.id.not_in(ended_by(ReceptionStep, [StepKind.STRUCK])))


def _all() -> Select[Reception]:
    return select(Reception).options(
        joinedload(Reception.case), joinedload(Reception.unit), selectinload(Reception.steps)
    )
