"""Oversight visits: what a delegation decided, asked and concluded, and what the office did.

Facts: what changes later is a further record; the newest counts.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import Body, User
from thads.reports.models import MonthlyReport
from thads.units.models import Unit


class StepKind(Coded):
    """What happens in the course of a visit."""

    OUTLINE = "outline", "Nhận đề cương báo cáo"
    PROGRAMME = "programme", "Nhận chương trình, thành phần đoàn"
    REPORT = "report", "Gửi báo cáo theo đề cương"
    WORKING_DAY = "working_day", "Ngày làm việc với đoàn"
    CONCLUDED = "concluded", "Nhận kết luận"


class Metric(Coded):
    """A figure of a published report by which a conclusion is met."""

    CASE_RATE = "case_rate", "Tỷ lệ giải quyết xong về việc"
    MONEY_RATE = "money_rate", "Tỷ lệ giải quyết xong về tiền"
    LATE_VERIFICATION = "late_verification", "Xác minh quá hạn"
    LATE_EVIDENCE = "late_evidence", "Tiêu hủy vật chứng quá hạn"


class OversightVisit(Identified, Entered, TenantBase):
    """A body decides to oversee the office (Luật 87/2015/QH13 Đ.80)."""

    __tablename__ = "oversight_visit"
    __table_args__ = (Index(None, "body", "decided_on"),)

    body: Mapped[Body] = mapped_column(Term(Body))
    delegation: Mapped[str]  # who comes: Ban Pháp chế HĐND tỉnh
    number: Mapped[str]  # of the decision
    decided_on: Mapped[date]
    scope: Mapped[str]

    steps: Mapped[list[VisitStep]] = relationship(order_by="VisitStep.id", lazy="selectin")
    questions: Mapped[list[VisitQuestion]] = relationship(
        order_by="VisitQuestion.position", lazy="selectin"
    )
    conclusions: Mapped[list[VisitConclusion]] = relationship(
        order_by="VisitConclusion.position", lazy="selectin", back_populates="visit"
    )

    def day_of(self, kind: StepKind) -> date | None:
        """When it happened or, of a working day to come, when it will."""
        return next((step.day for step in reversed(self.steps) if step.kind == kind), None)


class VisitStep(Identified, Entered, TenantBase):
    """Something happened on a day; a later record of the same kind puts it right."""

    __tablename__ = "visit_step"
    __table_args__ = (Index(None, "visit_id"),)

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_visit.id"))
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    day: Mapped[date]
    note: Mapped[str | None]


class VisitQuestion(Identified, Entered, TenantBase):
    """One question of the outline."""

    __tablename__ = "visit_question"
    __table_args__ = (UniqueConstraint("visit_id", "position"),)

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_visit.id"))
    position: Mapped[int]
    content: Mapped[str]

    visit: Mapped[OversightVisit] = relationship(viewonly=True)
    answers: Mapped[list[VisitAnswer]] = relationship(order_by="VisitAnswer.id", lazy="selectin")

    @property
    def answer(self) -> VisitAnswer | None:
        """The one that counts."""
        return self.answers[-1] if self.answers else None


class VisitAnswer(Identified, Entered, TenantBase):
    """What the office answers, with a figure of a published report where there is one."""

    __tablename__ = "visit_answer"
    __table_args__ = (
        Index(None, "question_id"),
        CheckConstraint("(report_id IS NULL) = (metric IS NULL)", name="figure_whole"),
    )

    question_id: Mapped[UUID] = mapped_column(ForeignKey("visit_question.id"))
    content: Mapped[str]
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("monthly_report.id"))
    metric: Mapped[Metric | None] = mapped_column(Term(Metric))

    report: Mapped[MonthlyReport | None] = relationship(lazy="joined")


class VisitConclusion(Identified, Entered, TenantBase):
    """One thing that the delegation asks to be done: by whom, by when, and how it is seen."""

    __tablename__ = "visit_conclusion"
    __table_args__ = (UniqueConstraint("visit_id", "position"), Index(None, "due_on"))

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_visit.id"))
    position: Mapped[int]
    content: Mapped[str]
    measure: Mapped[str]  # by what it will be seen: a figure or a paper
    due_on: Mapped[date]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))

    visit: Mapped[OversightVisit] = relationship(back_populates="conclusions", lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")
    owner: Mapped[User | None] = relationship(lazy="joined")
    progress: Mapped[list[ConclusionProgress]] = relationship(
        order_by="ConclusionProgress.id", lazy="selectin"
    )
    closing: Mapped[ConclusionClosing | None] = relationship(lazy="joined", uselist=False)

    def days_late(self, today: date) -> int:
        """Days over: until it was closed, else until today."""
        return max(0, ((self.closing.day if self.closing else today) - self.due_on).days)


class ConclusionProgress(Identified, Entered, TenantBase):
    """How far it is."""

    __tablename__ = "conclusion_progress"
    __table_args__ = (Index(None, "conclusion_id"),)

    conclusion_id: Mapped[UUID] = mapped_column(ForeignKey("visit_conclusion.id"))
    day: Mapped[date]
    note: Mapped[str]


class ConclusionClosing(Identified, Entered, TenantBase):
    """Done: shown by a figure of a published report or by a paper, never by words alone (B12)."""

    __tablename__ = "conclusion_closing"
    __table_args__ = (
        UniqueConstraint("conclusion_id"),
        CheckConstraint("(report_id IS NULL) = (metric IS NULL)", name="figure_whole"),
        CheckConstraint("report_id IS NOT NULL OR file_key IS NOT NULL", name="shown"),
    )

    conclusion_id: Mapped[UUID] = mapped_column(ForeignKey("visit_conclusion.id"))
    day: Mapped[date]
    note: Mapped[str]
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("monthly_report.id"))
    metric: Mapped[Metric | None] = mapped_column(Term(Metric))
    paper: Mapped[str | None]  # number and name of the document
    file_key: Mapped[str | None]
    file_sha256: Mapped[str | None]

    report: Mapped[MonthlyReport | None] = relationship(lazy="joined")
