"""Claims for state compensation, as lists and pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.compensation import course
from thads.compensation.models import Compensation, CompensationStep, StepKind
from thads.core.pages import PAGE_SIZE, Page
from thads.registers.listing import Late, Wanted, ended_by, narrowed, one_of
from thads.registers.listing import page_of as paged

NUMBERS = (("asked", "Số tiền yêu cầu"),)  # by which the list may be sorted
ENDS = [kind for kind in StepKind if kind.ends_it]


def get(db: Session, record_id: UUID) -> Compensation:
    """One claim; NotFound when there is none."""
    return one_of(db, _all(), Compensation, record_id)


def page_of(db: Session, wanted: Wanted, number: int, size: int = PAGE_SIZE) -> Page[Compensation]:
    """A page of the register with the sum asked for in all of it."""
    ended = ended_by(CompensationStep, ENDS)
    stmt = narrowed(_standing(), Compensation, wanted, ended)
    page = paged(db, stmt, Compensation, wanted, number=number, size=size)
    return replace(page, sums=_sums(db, stmt))


def of_case(db: Session, case_id: UUID) -> Sequence[Compensation]:
    """The claims upon a case, the latest first."""
    stmt = _standing().where(Compensation.case_id == case_id)
    return db.scalars(stmt.order_by(Compensation.received_on.desc(), Compensation.id)).all()


def lateness(db: Session, day: date, unit_id: UUID | None) -> Late:
    """Of claims on which the office owes something: how many are over their time on `day`."""
    stmt = _standing().where(Compensation.unit_id == unit_id) if unit_id else _standing()
    found = [clock for one in db.scalars(stmt) if (clock := course.clock(one))]
    owed = [clock for clock in found if clock.rule.duty in course.DUTIES]
    return Late(sum(1 for clock in owed if clock.due < day), len(owed))


def running(db: Session, day: date) -> Sequence[Compensation]:
    """The claims taken up and not decided at the end of `day`, the oldest first."""
    step = CompensationStep
    taken_up = select(step.record_id).where(step.kind == StepKind.ACCEPTED, step.day <= day)
    decided = ended_by(step, ENDS).where(step.day <= day)
    stmt = _all().where(Compensation.id.in_(taken_up), Compensation.id.not_in(decided))
    return db.scalars(stmt.order_by(Compensation.received_on, Compensation.id)).all()


def _sums(db: Session, stmt: Select[Compensation]) -> dict[str, int]:
    """Đồng of the whole list: asked for, to be paid, paid, reimbursed."""
    asked = select(func.sum(stmt.subquery().c.asked))
    step, ids = CompensationStep, stmt.with_only_columns(Compensation.id)
    moved = (
        select(step.kind, func.sum(step.amount))
        .where(step.record_id.in_(ids), step.amount.is_not(None))
        .group_by(step.kind)
    )
    found = {kind: int(amount or 0) for kind, amount in db.execute(moved)}
    kinds = (StepKind.SETTLED, StepKind.PAID, StepKind.REIMBURSED)
    sums = {kind.value: found.get(kind, 0) for kind in kinds}
    return {"asked": int(db.scalar(asked) or 0), **sums}


def _standing() -> Select[Compensation]:
    struck = ended_by(CompensationStep, [StepKind.STRUCK])
    return _all().where(Compensation.id.not_in(struck))


def _all() -> Select[Compensation]:
    return select(Compensation).options(
        joinedload(Compensation.case), joinedload(Compensation.unit),
        selectinload(Compensation.steps),
    )  # fmt: skip
