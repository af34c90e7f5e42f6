"""Complaints as lists and pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from thads.complaints import course
from thads.complaints.models import Complaint, ComplaintStep, StepKind
from thads.core.pages import PAGE_SIZE, Page
from thads.identity.models import Role
from thads.identity.person import Person
from thads.measures.models import Measure
from thads.registers.listing import Late, Wanted, ended_by, narrowed, one_of
from thads.registers.listing import page_of as paged
from thads.rules.complaints import PetitionKind

HEADS = (Role.PROVINCE_HEAD, Role.UNIT_HEAD)


def get(db: Session, record_id: UUID) -> Complaint:
    """One complaint; NotFound when there is none."""
    return one_of(db, _all(), Complaint, record_id)


def page_of(db: Session, wanted: Wanted, number: int, size: int = PAGE_SIZE) -> Page[Complaint]:
    """A page of the register; what was entered by mistake is not in it."""
    stmt = narrowed(_standing(), Complaint, wanted, ended_by(ComplaintStep, course.ENDS))
    return paged(db, stmt, Complaint, wanted, number=number, size=size)


def of_case(db: Session, case_id: UUID) -> Sequence[Complaint]:
    """The complaints upon a case, the latest first."""
    stmt = _standing().where(Complaint.case_id == case_id)
    return db.scalars(stmt.order_by(Complaint.received_on.desc(), Complaint.id)).all()


def of_measure(db: Session, measure_id: UUID) -> Sequence[Complaint]:
    """The complaints upon a measure, the latest first."""
    stmt = _standing().where(Complaint.measure_id == measure_id)
    return db.scalars(stmt.order_by(Complaint.received_on.desc(), Complaint.id)).all()


def others(db: Session, complaint: Complaint) -> Sequence[Complaint]:
    """Those of the same office, kind and round into which this one may be merged."""
    stmt = _standing().where(
        Complaint.unit_id == complaint.unit_id, Complaint.kind == complaint.kind,
        Complaint.round == complaint.round, Complaint.id != complaint.id,
        Complaint.received_on <= complaint.received_on,
        Complaint.id.not_in(ended_by(ComplaintStep, [StepKind.MERGED])),
    )  # fmt: skip
    return db.scalars(stmt.order_by(Complaint.received_on.desc(), Complaint.id).limit(100)).all()


def resolved_first(db: Session, unit_id: UUID | None, case_id: UUID | None) -> Sequence[Complaint]:
    """First complaints with a resolution, against which a second one may come."""
    resolved = ended_by(ComplaintStep, [StepKind.RESOLVED])
    stmt = _standing().where(
        Complaint.kind == PetitionKind.COMPLAINT, Complaint.round == 1, Complaint.id.in_(resolved)
    )
    if unit_id:
        stmt = stmt.where(Complaint.unit_id == unit_id)
    if case_id:
        stmt = stmt.where(Complaint.case_id == case_id)
    return db.scalars(stmt.order_by(Complaint.received_on.desc(), Complaint.id).limit(100)).all()


def lateness(db: Session, day: date, unit_id: UUID | None) -> Late:
    """Of those that wait for handling or resolution: how many are over their time on `day`."""
    stmt = _standing().where(Complaint.id.not_in(ended_by(ComplaintStep, course.ENDS)))
    if unit_id:
        stmt = stmt.where(Complaint.unit_id == unit_id)
    running = [clock for one in db.scalars(stmt) if (clock := course.clock(one))]
    return Late(sum(1 for clock in running if clock.due < day), len(running))


def may_name(complaint: Complaint, person: Person) -> bool:
    """Who sent it is open but of a denunciation: head and handler only (L08 Đ.155 k.1 b)."""
    if complaint.kind is not PetitionKind.DENUNCIATION:
        return True
    return person.role in HEADS or complaint.handler_id == person.id


def _standing() -> Select[Complaint]:
    return _all().where(Complaint.id.not_in(ended_by(ComplaintStep, [StepKind.STRUCK])))


def _all() -> Select[Complaint]:
    return select(Complaint).options(
        joinedload(Complaint.case), joinedload(Complaint.unit), joinedload(Complaint.act),
        joinedload(Complaint.party),
        joinedload(Complaint.measure).selectinload(Measure.steps),
        joinedload(Complaint.handler), selectinload(Complaint.steps),
        selectinload(Complaint.representatives),
    )  # fmt: skip
