"""State compensation in enforcement (form 11): claims, decisions, money paid and reimbursed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import TenantBase, Term
from thads.registers.records import Registered, Stepped


class Place(Coded):
    """Who decides on the claim."""

    AGENCY = "agency", "Tại cơ quan thi hành án dân sự"
    COURT = "court", "Tại Tòa án nhân dân"


class StepKind(Coded):
    """What happens to a claim."""

    ACCEPTED = "accepted", "Thụ lý yêu cầu bồi thường"
    REFUSED = "refused", "Không thụ lý"
    VERIFIED = "verified", "Báo cáo kết quả xác minh thiệt hại"
    NEGOTIATING = "negotiating", "Bắt đầu thương lượng"
    FAILED = "failed", "Thương lượng không thành"
    SUED = "sued", "Người yêu cầu khởi kiện tại Tòa án"
    SETTLED = "settled", "Giải quyết bồi thường"
    DISCONTINUED = "discontinued", "Đình chỉ giải quyết"
    IN_FORCE = "in_force", "Quyết định, bản án bồi thường có hiệu lực"
    FUNDING = "funding", "Đề nghị cấp kinh phí bồi thường"
    PAID = "paid", "Chi trả tiền bồi thường"
    COUNCIL = "council", "Lập Hội đồng xem xét trách nhiệm hoàn trả"
    REIMBURSED = "reimbursed", "Người thi hành công vụ hoàn trả"
    STRUCK = "struck", "Ghi nhầm, bỏ khỏi sổ"

    @property
    def ends_it(self) -> bool:
        """The claim is decided; money may still move."""
        return self in (
            StepKind.REFUSED, StepKind.SETTLED, StepKind.DISCONTINUED, StepKind.STRUCK,
        )  # fmt: skip

    @property
    def has_amount(self) -> bool:
        """It says so many đồng."""
        return self in (StepKind.SETTLED, StepKind.PAID, StepKind.REIMBURSED)


class Compensation(Registered, TenantBase):
    """Somebody asks the state to make good what enforcement did wrong."""

    __tablename__ = "compensation"
    __table_args__ = (
        Index(None, "unit_id", "received_on"),
        Index(None, "case_id"),
        CheckConstraint("asked > 0", name="asked_positive"),
    )

    kind: Mapped[Place] = mapped_column(Term(Place))
    claimant_name: Mapped[str]
    ground: Mapped[str]
    asked: Mapped[int]  # đồng

    steps: Mapped[list[CompensationStep]] = relationship(
        order_by="CompensationStep.sequence", lazy="raise_on_sql"
    )

    @property
    def last(self) -> CompensationStep | None:
        """What happened last."""
        return self.steps[-1] if self.steps else None

    def step(self, kind: StepKind) -> CompensationStep | None:
        """The latest step of this kind."""
        return next((one for one in reversed(self.steps) if one.kind is kind), None)

    @property
    def place(self) -> Place:
        """Who decides on it now: the court, once the negotiation failed and it was sued for."""
        return Place.COURT if self.step(StepKind.SUED) else self.kind

    @property
    def to_pay(self) -> int:
        """Đồng decided and not paid yet."""
        return self.sum_of(StepKind.SETTLED) - self.sum_of(StepKind.PAID)

    def sum_of(self, kind: StepKind) -> int:
        """Đồng in all steps of this kind."""
        return sum(one.amount or 0 for one in self.steps if one.kind is kind)


class CompensationStep(Stepped, TenantBase):
    """One step; those of money say how many đồng."""

    __tablename__ = "compensation_step"
    __table_args__ = (
        UniqueConstraint("record_id", "sequence"),
        Index(None, "kind", "day"),
        CheckConstraint(
            "(amount IS NOT NULL) = (kind IN ('settled', 'paid', 'reimbursed'))",
            name="money_said",
        ),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount_not_negative"),
    )

    record_id: Mapped[UUID] = mapped_column(ForeignKey("compensation.id"))
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    amount: Mapped[int | None]  # đồng
