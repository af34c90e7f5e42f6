"""Citizens received at the office (form 9): one record a visit."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.complaints.models import Complaint
from thads.core.codes import Coded
from thads.core.db import TenantBase, Term
from thads.registers.records import Registered, Stepped
from thads.rules.complaints import MANY, PetitionKind


class ReceptionKind(Coded):
    """On what occasion."""

    REGULAR = "regular", "Thường xuyên"
    PERIODIC = "periodic", "Định kỳ"
    AD_HOC = "ad_hoc", "Đột xuất"


class Receiver(Coded):
    """Who received them."""

    HEAD = "head", "Thủ trưởng"
    OFFICIAL = "official", "Công chức"


class StepKind(Coded):
    """What happens to the record."""

    ANSWERED = "answered", "Trả lời, thông báo kết quả"
    STRUCK = "struck", "Ghi nhầm, bỏ khỏi sổ"

    @property
    def ends_it(self) -> bool:
        """Nothing follows but the striking of a wrong entry."""
        return True


class Reception(Registered, TenantBase):
    """People came, were heard and told; `complaint_id`: what they handed in."""

    __tablename__ = "reception"
    __table_args__ = (
        Index(None, "unit_id", "received_on"),
        Index(None, "case_id"),
        CheckConstraint("people > 0", name="people_positive"),
    )

    kind: Mapped[ReceptionKind] = mapped_column(Term(ReceptionKind))
    receiver: Mapped[Receiver] = mapped_column(Term(Receiver))
    receiver_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    visitor_name: Mapped[str]
    people: Mapped[int]
    matter: Mapped[PetitionKind] = mapped_column(Term(PetitionKind))
    content: Mapped[str]
    outcome: Mapped[str]
    complaint_id: Mapped[UUID | None] = mapped_column(ForeignKey("complaint.id"))

    complaint: Mapped[Complaint | None] = relationship(lazy="raise_on_sql")
    steps: Mapped[list[ReceptionStep]] = relationship(
        order_by="ReceptionStep.sequence", lazy="raise_on_sql"
    )

    @property
    def last(self) -> ReceptionStep | None:
        """What happened last."""
        return self.steps[-1] if self.steps else None

    @property
    def is_group(self) -> bool:
        """So many came together."""
        return self.people >= MANY


class ReceptionStep(Stepped, TenantBase):
    """What was answered later, or that the record is a mistake."""

    __tablename__ = "reception_step"
    __table_args__ = (UniqueConstraint("record_id", "sequence"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("reception.id"))
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
