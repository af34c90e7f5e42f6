"""Administrative judgments watched, as lists and pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.administrative.models import AdministrativeJudgment, AdministrativeStep, StepKind
from thads.core.pages import PAGE_SIZE, Page
from thads.registers.listing import Late, Wanted, ended_by, narrowed, one_of
from thads.registers.listing import page_of as paged

ENDS = [kind for kind in StepKind if kind.ends_it]
_J = AdministrativeJudgment


def get(db: Session, record_id: UUID) -> AdministrativeJudgment:
    """One judgment; NotFound when there is none."""
    return one_of(db, _all(), _J, record_id)


def page_of(
    db: Session, wanted: Wanted, number: int, size: int = PAGE_SIZE
) -> Page[AdministrativeJudgment]:
    """A page of register 19; what was entered by mistake is not in it."""
    stmt = narrowed(_standing(), _J, wanted, ended_by(AdministrativeStep, ENDS))
    return paged(db, stmt, _J, wanted, number=number, size=size)


def of_case(db: Session, case_id: UUID) -> Sequence[AdministrativeJudgment]:
    """Those whose money part is this case."""
    stmt = _standing().where(_J.case_id == case_id)
    return db.scalars(stmt.order_by(_J.received_on.desc(), _J.id)).all()


def lateness(db: Session, day: date, unit_id: UUID | None) -> Late:
    """Of those that are watched: how many should have been looked at again before `day`."""
    stmt = _standing().where(_J.id.not_in(ended_by(AdministrativeStep, ENDS)))
    if unit_id:
        stmt = stmt.where(_J.unit_id == unit_id)
    due = [one.next_check for one in db.scalars(stmt)]
    return Late(sum(1 for check in due if check and check < day), len(due))


def _standing() -> Select[AdministrativeJudgment]:
    return _all().where(_J.id.not_in(ended_by(AdministrativeStep, [StepKind.STRUCK])))


def _all() -> Select[AdministrativeJudgment]:
    return select(_J).options(
        joinedload(_J.case), joinedload(_J.unit), joinedload(_J.watcher), selectinload(_J.steps)
    )
