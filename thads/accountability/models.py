"""What comes next on a case, said beforehand by who holds it (năm rõ)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User


class Slot(Coded):
    """What must be clear of every open case at any time."""

    OWNER = "owner", "Rõ người"
    ACT = "act", "Rõ việc"
    DUE = "due", "Rõ tiến độ"
    RESULT = "result", "Rõ kết quả"
    LEADER = "leader", "Rõ trách nhiệm"


class StepEnding(Coded):
    """How a step came to its end."""

    DONE = "done", "Đã làm xong"
    DROPPED = "dropped", "Không làm nữa"


class NextStep(Identified, Entered, TenantBase):
    """The next act on a case: what, until when, with which result, and who answers for it."""

    __tablename__ = "next_step"
    __table_args__ = (Index(None, "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    planned_on: Mapped[date]
    act: Mapped[str]
    due_on: Mapped[date]
    result: Mapped[str]
    leader_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))

    leader: Mapped[User] = relationship(lazy="raise_on_sql")
    end: Mapped[StepEnd | None] = relationship(back_populates="step", lazy="raise_on_sql")


class StepEnd(Identified, Entered, TenantBase):
    """A step came to its end; a step has one end."""

    __tablename__ = "next_step_end"
    __table_args__ = (
        CheckConstraint("ending = 'done' OR note IS NOT NULL", name="dropped_says_why"),
    )

    step_id: Mapped[UUID] = mapped_column(ForeignKey("next_step.id"), unique=True)
    ended_on: Mapped[date]
    ending: Mapped[StepEnding] = mapped_column(Term(StepEnding))
    note: Mapped[str | None]

    step: Mapped[NextStep] = relationship(back_populates="end", lazy="raise_on_sql")
