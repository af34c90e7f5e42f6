"""What is clear of one case, and how many cases lack what, by unit and officer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session, joinedload

from thads.accountability.defects import unclear
from thads.accountability.models import NextStep, Slot, StepEnd
from thads.core.errors import NotFound
from thads.identity.models import Role, User
from thads.rules.deadlines import Duty
from thads.units.models import Unit
from thads.worklists.asked import known_on
from thads.worklists.models import OpenDuty

SLOTS = tuple(Slot)


@dataclass(frozen=True)
class Count:
    """Of the cases of one officer of one unit, how many lack what."""

    unit_id: UUID
    officer_id: UUID | None
    cases: int
    missing: Mapping[Slot, int]
    defective: int  # lack anything
    late: int  # the next act should have been done

    def __add__(self, other: Count) -> Count:
        """Both together, under the first one's name."""
        missing = {slot: self.missing[slot] + other.missing[slot] for slot in SLOTS}
        return Count(
            self.unit_id, self.officer_id, self.cases + other.cases, missing,
            self.defective + other.defective, self.late + other.late,
        )  # fmt: skip


def board(db: Session, day: date, *, unit_id: UUID | None) -> Sequence[Count]:
    """A row for each officer who holds open cases, and one for the cases nobody holds."""
    asked = unclear(day, unit_id).subquery()
    columns = [_lacks(asked.c, slot) for slot in SLOTS]
    sums = [_number(column) for column in (*columns, or_(*columns), asked.c.due_on < day)]
    holder = (asked.c.unit_id, asked.c.officer_id)
    rows = db.execute(select(*holder, func.count(), *sums).group_by(*holder))
    return [
        Count(unit, officer, cases, dict(zip(SLOTS, missing, strict=True)), defective, late)
        for unit, officer, cases, *missing, defective, late in rows
    ]


def lacking(day: date, slot: Slot | None, *, unit_id: UUID | None) -> Select[UUID]:
    """The cases that lack this, or anything."""
    asked = unclear(day, unit_id).subquery()
    columns = [_lacks(asked.c, one) for one in (SLOTS if slot is None else [slot])]
    return select(asked.c.case_id).where(or_(*columns))


def late(day: date, *, unit_id: UUID | None) -> Select[UUID]:
    """The cases whose next act should have been done before this day."""
    asked = unclear(day, unit_id).subquery()
    return select(asked.c.case_id).where(asked.c.due_on < day)


def missing_of(db: Session, case_ids: Sequence[UUID], day: date) -> dict[UUID, list[Slot]]:
    """What each of these cases lacks."""
    asked = unclear(day, None).subquery()
    columns = [asked.c[slot.value] for slot in SLOTS]
    rows = db.execute(select(asked.c.case_id, *columns).where(asked.c.case_id.in_(case_ids)))
    return {
        case_id: [slot for slot, lacks in zip(SLOTS, answers, strict=True) if lacks]
        for case_id, *answers in rows
    }


def next_duty(db: Session, case_id: UUID, day: date) -> tuple[Duty, date | None] | None:
    """The duty of the law that is due first on a case, and its last day."""
    due = OpenDuty.due
    stmt = select(OpenDuty.duty, due).where(OpenDuty.case_id == case_id, known_on(day))
    row = db.execute(stmt.order_by(due.is_(None), due, OpenDuty.duty).limit(1)).first()
    return (row.duty, row.due) if row else None


def running(db: Session, case_id: UUID) -> NextStep | None:
    """The step of a case that has not ended."""
    stmt = _steps(case_id).outerjoin(StepEnd, StepEnd.step_id == NextStep.id)
    return db.scalars(stmt.where(StepEnd.id.is_(None))).first()


def steps_of(db: Session, case_id: UUID) -> Sequence[NextStep]:
    """All that was planned on a case, the last first, with how it ended."""
    return db.scalars(_steps(case_id).options(joinedload(NextStep.end))).all()


def step(db: Session, step_id: UUID, *, case_id: UUID) -> NextStep:
    """One step of a case; NotFound otherwise."""
    found = db.scalars(
        _steps(case_id).where(NextStep.id == step_id).options(joinedload(NextStep.end))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def leaders(db: Session, unit_id: UUID) -> Sequence[User]:
    """Who may answer for a case of this unit: its own head first, then deputies, then the
    province's."""
    unit = db.get(Unit, unit_id)
    of_province = User.role == Role.PROVINCE_HEAD
    own = User.role.in_((Role.UNIT_HEAD, Role.DEPUTY_HEAD)) & (User.unit_id == unit_id)
    nearest = case((User.role == Role.UNIT_HEAD, 0), (own, 1), else_=2)
    if unit is not None and unit.is_provincial:
        nearest = case((of_province, 0), else_=1)
    stmt = select(User).where(User.disabled_at.is_(None), own | of_province)
    return db.scalars(stmt.order_by(nearest, User.name_sort_key, User.id)).all()


def _steps(case_id: UUID) -> Select[NextStep]:
    stmt = select(NextStep).where(NextStep.case_id == case_id)
    newest = (NextStep.entered_at.desc(), NextStep.id.desc())
    return stmt.options(joinedload(NextStep.leader)).order_by(*newest)


def _lacks(columns: Any, slot: Slot) -> ColumnElement[bool]:
    found: ColumnElement[bool] = columns[slot.value]
    return found


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
