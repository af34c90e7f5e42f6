"""Procuracy: its direct inspections, protests and recommendations, and what the office does."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import CaseAct, SigningMode
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User
from thads.registers.records import Registered, Stepped


class PaperKind(Coded):
    """What the procuracy sent."""

    INSPECTION = "inspection", "Trực tiếp kiểm sát"
    PROTEST = "protest", "Kháng nghị"
    RECOMMENDATION = "recommendation", "Kiến nghị"


class Answer(Coded):
    """What the office says to it."""

    ACCEPTED = "accepted", "Chấp nhận toàn bộ"
    PARTLY = "partly", "Chấp nhận một phần"
    REJECTED = "rejected", "Không nhất trí"


class StepKind(Coded):
    """What happens to it."""

    CONCLUDED = "concluded", "Nhận kết luận trực tiếp kiểm sát"
    ANSWERED = "answered", "Trả lời Viện kiểm sát"
    REPORTED = "reported", "Báo cáo cấp trên vì không nhất trí"
    SETTLED = "settled", "Cấp trên trả lời"
    STRUCK = "struck", "Ghi nhầm, bỏ khỏi sổ"

    @property
    def ends_it(self) -> bool:
        """The paper is answered for good."""
        return self in (StepKind.CONCLUDED, StepKind.SETTLED, StepKind.STRUCK)


class Protest(Registered, TenantBase):
    """One paper of a procuracy upon the office's work."""

    __tablename__ = "protest"
    __table_args__ = (
        Index(None, "unit_id", "received_on"),
        Index(None, "case_id"),
        CheckConstraint("act_id IS NULL OR case_id IS NOT NULL", name="act_of_case"),
    )

    kind: Mapped[PaperKind] = mapped_column(Term(PaperKind))
    body: Mapped[str]  # which procuracy
    number: Mapped[str]
    issued_on: Mapped[date]
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"))
    content: Mapped[str]

    act: Mapped[CaseAct | None] = relationship(lazy="raise_on_sql")
    steps: Mapped[list[ProtestStep]] = relationship(
        order_by="ProtestStep.sequence", lazy="raise_on_sql"
    )
    points: Mapped[list[ProtestPoint]] = relationship(
        order_by="ProtestPoint.position", lazy="raise_on_sql"
    )

    @property
    def last(self) -> ProtestStep | None:
        """What happened last."""
        return self.steps[-1] if self.steps else None

    def step(self, kind: StepKind) -> ProtestStep | None:
        """The latest step of this kind."""
        return next((one for one in reversed(self.steps) if one.kind is kind), None)

    @property
    def answer(self) -> ProtestStep | None:
        """The answer that counts: of the office, or of the agency above it."""
        return self.step(StepKind.SETTLED) or self.step(StepKind.ANSWERED)

    @property
    def is_done(self) -> bool:
        """Answered and, where something was accepted, every point of it carried out."""
        if self.answer is None or self.answer.answer is Answer.REJECTED:
            return self.answer is not None
        return bool(self.points) and all(point.done for point in self.points)


class ProtestStep(Stepped, TenantBase):
    """One step."""

    __tablename__ = "protest_step"
    __table_args__ = (
        UniqueConstraint("record_id", "sequence"),
        Index(None, "kind", "day"),
        CheckConstraint(
            "(answer IS NOT NULL) = (kind IN ('answered', 'settled'))", name="answer_said"
        ),
    )

    record_id: Mapped[UUID] = mapped_column(ForeignKey("protest.id"))
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    answer: Mapped[Answer | None] = mapped_column(Term(Answer))
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    signing_mode: Mapped[SigningMode | None] = mapped_column(Term(SigningMode))


class ProtestPoint(Identified, Entered, TenantBase):
    """One accepted point: who carries it out and until when."""

    __tablename__ = "protest_point"
    __table_args__ = (UniqueConstraint("record_id", "position"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("protest.id"))
    position: Mapped[int]
    content: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    due_on: Mapped[date]

    owner: Mapped[User] = relationship(lazy="raise_on_sql")
    done: Mapped[ProtestPointDone | None] = relationship(
        lazy="raise_on_sql", uselist=False, back_populates="point"
    )


class ProtestPointDone(Identified, Entered, TenantBase):
    """The point was carried out."""

    __tablename__ = "protest_point_done"
    __table_args__ = (UniqueConstraint("point_id"),)

    point_id: Mapped[UUID] = mapped_column(ForeignKey("protest_point.id"))
    day: Mapped[date]
    result: Mapped[str]

    point: Mapped[ProtestPoint] = relationship(back_populates="done")
