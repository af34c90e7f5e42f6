"""What the office is told to do (a directive), its tasks, what stands in their way, and the
steering committee. Facts: what changes later is a further record."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User
from thads.units.models import Unit


class IssuerKind(Coded):
    """Who gives a directive."""

    PARTY = "party", "Cấp ủy Đảng"
    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
    COUNCIL = "council", "Hội đồng nhân dân"
    STEERING_COMMITTEE = "steering_committee", "Ban Chỉ đạo thi hành án dân sự"
    MINISTRY = "ministry", "Bộ Tư pháp, cơ quan quản lý cấp trên"
    AGENCY = "agency", "Kế hoạch của cơ quan thi hành án dân sự"


class Directive(Identified, Entered, TenantBase):
    """A document that directs the office, with its file."""

    __tablename__ = "directive"
    __table_args__ = (
        UniqueConstraint("issuer_name", "number", "issued_on"),
        Index(None, "issued_on"),
    )

    issuer: Mapped[IssuerKind] = mapped_column(Term(IssuerKind))
    issuer_name: Mapped[str]  # Tỉnh ủy Lào Cai
    number: Mapped[str]  # 49-CT/TU
    issued_on: Mapped[date]
    title: Mapped[str]
    file_key: Mapped[str | None]
    file_sha256: Mapped[str | None]

    tasks: Mapped[list[DirectiveTask]] = relationship(
        order_by="DirectiveTask.position", lazy="raise_on_sql", back_populates="directive"
    )

    @property
    def name(self) -> str:
        """As people cite it: 49-CT/TU ngày 28/08/2024."""
        return f"{self.number} ngày {self.issued_on:%d/%m/%Y}"


class DirectiveTask(Identified, Entered, TenantBase):
    """One thing to do with its five answers: who, what, until when, which result, which head."""

    __tablename__ = "directive_task"
    __table_args__ = (
        UniqueConstraint("directive_id", "position"),
        CheckConstraint("due_on >= given_on", name="due_after_given"),
        Index(None, "unit_id"),
    )

    directive_id: Mapped[UUID] = mapped_column(ForeignKey("directive.id"))
    position: Mapped[int]
    what: Mapped[str]
    result: Mapped[str]  # by what it will be seen
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    leader_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    given_on: Mapped[date]
    due_on: Mapped[date]

    directive: Mapped[Directive] = relationship(back_populates="tasks", lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
    owner: Mapped[User] = relationship(foreign_keys=[owner_id], lazy="raise_on_sql")
    leader: Mapped[User] = relationship(foreign_keys=[leader_id], lazy="raise_on_sql")
    milestones: Mapped[list[TaskMilestone]] = relationship(
        order_by="TaskMilestone.due_on", lazy="raise_on_sql", back_populates="task"
    )
    reports: Mapped[list[TaskReport]] = relationship(
        order_by="TaskReport.id", lazy="raise_on_sql", back_populates="task"
    )
    closing: Mapped[TaskClosing | None] = relationship(lazy="raise_on_sql", back_populates="task")

    @property
    def open_milestones(self) -> list[TaskMilestone]:
        """Those not reached yet, the first due first."""
        reached = {report.milestone_id for report in self.reports}
        return [one for one in self.milestones if one.id not in reached]

    def late_since(self, day: date) -> date | None:
        """The last day that has passed without being kept, its own or a milestone's."""
        if self.closing:
            return None
        passed = [one.due_on for one in self.open_milestones if one.due_on < day]
        return min([*passed, *([self.due_on] if self.due_on < day else [])], default=None)


class TaskMilestone(Identified, Entered, TenantBase):
    """How far a task must be on a day."""

    __tablename__ = "task_milestone"
    __table_args__ = (Index(None, "task_id"),)

    task_id: Mapped[UUID] = mapped_column(ForeignKey("directive_task.id"))
    what: Mapped[str]
    due_on: Mapped[date]

    task: Mapped[DirectiveTask] = relationship(back_populates="milestones", lazy="raise_on_sql")


class TaskReport(Identified, Entered, TenantBase):
    """How far a task is; with `milestone_id`: this milestone is reached."""

    __tablename__ = "task_report"
    __table_args__ = (Index(None, "task_id"),)

    task_id: Mapped[UUID] = mapped_column(ForeignKey("directive_task.id"))
    milestone_id: Mapped[UUID | None] = mapped_column(ForeignKey("task_milestone.id"), unique=True)
    day: Mapped[date]
    note: Mapped[str]

    task: Mapped[DirectiveTask] = relationship(back_populates="reports", lazy="raise_on_sql")


class TaskClosing(Identified, Entered, TenantBase):
    """Done: the result and the paper that shows it."""

    __tablename__ = "task_closing"

    task_id: Mapped[UUID] = mapped_column(ForeignKey("directive_task.id"), unique=True)
    day: Mapped[date]
    result: Mapped[str]
    paper: Mapped[str]  # number, day and name
    file_key: Mapped[str | None]
    file_sha256: Mapped[str | None]

    task: Mapped[DirectiveTask] = relationship(back_populates="closing", lazy="raise_on_sql")


class Obstacle(Identified, Entered, TenantBase):
    """What stands in the way of a task or a case, the remedy proposed and who decides on it."""

    __tablename__ = "obstacle"
    __table_args__ = (
        CheckConstraint("task_id IS NOT NULL OR case_id IS NOT NULL", name="of_something"),
        CheckConstraint("(decider_id IS NULL) <> (decider_body IS NULL)", name="one_decider"),
        Index(None, "task_id"),
        Index(None, "case_id"),
    )

    task_id: Mapped[UUID | None] = mapped_column(ForeignKey("directive_task.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # that met it
    day: Mapped[date]
    what: Mapped[str]
    remedy: Mapped[str]
    decider_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    decider_body: Mapped[str | None]  # outside the office: Ban Chỉ đạo, UBND tỉnh
    due_on: Mapped[date]

    task: Mapped[DirectiveTask | None] = relationship(lazy="raise_on_sql")
    case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
    decider: Mapped[User | None] = relationship(lazy="raise_on_sql")
    decision: Mapped[ObstacleDecision | None] = relationship(
        lazy="raise_on_sql", back_populates="obstacle"
    )


class ObstacleDecision(Identified, Entered, TenantBase):
    """What was decided on an obstacle; `paper`: the document of a body outside the office."""

    __tablename__ = "obstacle_decision"

    obstacle_id: Mapped[UUID] = mapped_column(ForeignKey("obstacle.id"), unique=True)
    day: Mapped[date]
    decision: Mapped[str]
    paper: Mapped[str | None]

    obstacle: Mapped[Obstacle] = relationship(back_populates="decision", lazy="raise_on_sql")


class SteeringMeeting(Identified, Entered, TenantBase):
    """A meeting of the steering committee with its minutes (NĐ152 Đ.103)."""

    __tablename__ = "steering_meeting"
    __table_args__ = (Index(None, "held_on"),)

    held_on: Mapped[date]
    subject: Mapped[str]
    chair: Mapped[str]
    attendance: Mapped[str]
    minutes: Mapped[str]  # what it concluded
    file_key: Mapped[str | None]
    file_sha256: Mapped[str | None]

    cases: Mapped[list[SteeredCase]] = relationship(
        order_by="SteeredCase.id", lazy="raise_on_sql", back_populates="meeting"
    )


class SteeredCase(Identified, Entered, TenantBase):
    """A case that the committee directs, from a meeting on."""

    __tablename__ = "steered_case"
    __table_args__ = (Index(None, "case_id"), UniqueConstraint("meeting_id", "case_id"))

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("steering_meeting.id"))
    direction: Mapped[str]

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    meeting: Mapped[SteeringMeeting] = relationship(back_populates="cases", lazy="raise_on_sql")
    end: Mapped[SteeredCaseEnd | None] = relationship(lazy="raise_on_sql", back_populates="steered")


class SteeredCaseEnd(Identified, Entered, TenantBase):
    """The committee directs a case no longer."""

    __tablename__ = "steered_case_end"

    steered_id: Mapped[UUID] = mapped_column(ForeignKey("steered_case.id"), unique=True)
    day: Mapped[date]
    note: Mapped[str]

    steered: Mapped[SteeredCase] = relationship(back_populates="end", lazy="raise_on_sql")
