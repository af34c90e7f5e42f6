"""Complaints, denunciations, petitions: as received, and what became of them (TT13/2021)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import CaseAct, SigningMode
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User
from thads.measures.models import Measure
from thads.parties.models import Party
from thads.registers.records import Registered, Stepped
from thads.rules.complaints import Outcome, PetitionKind, Stage, Standing


class Source(Coded):
    """How it came (TT13/2021 Đ.5 k.1)."""

    DIRECT = "direct", "Nộp trực tiếp, trình bày trực tiếp"
    RECEPTION = "reception", "Tại buổi tiếp công dân"
    FORWARDED = "forwarded", "Cơ quan khác chuyển đến"
    POST = "post", "Qua bưu chính"
    PORTAL = "portal", "Đường dây nóng, cổng trực tuyến"


class StepKind(Coded):
    """What happens to it."""

    ACCEPTED = "accepted", "Thụ lý"
    REFUSED = "refused", "Không thụ lý, trả lời"
    TRANSFERRED = "transferred", "Chuyển nơi có thẩm quyền"
    FILED = "filed", "Lưu đơn"
    MERGED = "merged", "Gộp vào đơn đã nhận"
    HALTED = "halted", "Tạm dừng quyết định, hành vi bị khiếu nại"
    EXTENDED = "extended", "Kéo dài thời hạn giải quyết"
    RESOLVED = "resolved", "Giải quyết, kết luận"
    WITHDRAWN = "withdrawn", "Rút đơn, đình chỉ giải quyết"
    SENT = "sent", "Gửi quyết định, kết luận"
    PUBLISHED = "published", "Công khai quyết định, kết luận"
    STRUCK = "struck", "Ghi nhầm, bỏ khỏi sổ"

    @property
    def ends_it(self) -> bool:
        """It waits for its handling no more; what was decided is still sent and published."""
        return self not in (
            StepKind.ACCEPTED, StepKind.HALTED, StepKind.EXTENDED, StepKind.SENT,
            StepKind.PUBLISHED,
        )  # fmt: skip


class Complaint(Registered, TenantBase):
    """One matter that somebody wrote about; `people`: how many signed it."""

    __tablename__ = "complaint"
    __table_args__ = (
        Index(None, "unit_id", "received_on"),
        Index(None, "case_id"),
        CheckConstraint("people > 0", name="people_positive"),
        CheckConstraint("round IN (1, 2)", name="round_known"),
        CheckConstraint("act_id IS NULL OR case_id IS NOT NULL", name="act_of_case"),
        Index(None, "party_id"),
        Index(None, "measure_id"),
    )

    kind: Mapped[PetitionKind] = mapped_column(Term(PetitionKind))
    source: Mapped[Source] = mapped_column(Term(Source))
    round: Mapped[int]  # first complaint, or against its resolution
    first_id: Mapped[UUID | None] = mapped_column(ForeignKey("complaint.id"))
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"))
    measure_id: Mapped[UUID | None] = mapped_column(ForeignKey("measure.id"))
    against: Mapped[str]  # the decision, the act or the official written about
    stage: Mapped[Stage | None] = mapped_column(Term(Stage))
    learned_on: Mapped[date | None]  # decision received, act known: the window runs from here
    obstacle: Mapped[str | None]  # why the time does not count
    standing: Mapped[Standing | None] = mapped_column(Term(Standing))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))  # of the case
    sender_name: Mapped[str]
    sender_address: Mapped[str | None]
    people: Mapped[int]
    content: Mapped[str]
    handler_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))

    act: Mapped[CaseAct | None] = relationship(lazy="raise_on_sql")
    measure: Mapped[Measure | None] = relationship(lazy="raise_on_sql")
    party: Mapped[Party | None] = relationship(lazy="raise_on_sql")
    handler: Mapped[User | None] = relationship(lazy="raise_on_sql")
    representatives: Mapped[list[ComplaintRepresentative]] = relationship(
        order_by="ComplaintRepresentative.id", lazy="raise_on_sql"
    )
    steps: Mapped[list[ComplaintStep]] = relationship(
        order_by="ComplaintStep.sequence", lazy="raise_on_sql",
        foreign_keys="ComplaintStep.record_id",
    )  # fmt: skip

    @property
    def last(self) -> ComplaintStep | None:
        """What happened last."""
        return self.steps[-1] if self.steps else None

    @property
    def ending(self) -> ComplaintStep | None:
        """By what it was handled; the striking of a wrong entry comes before all else."""
        return next((one for one in reversed(self.steps) if one.kind.ends_it), None)

    @property
    def is_open(self) -> bool:
        """It still waits for its handling or its resolution."""
        return self.ending is None

    def step(self, kind: StepKind) -> ComplaintStep | None:
        """The latest step of this kind."""
        return next((one for one in reversed(self.steps) if one.kind is kind), None)


class ComplaintRepresentative(Identified, Entered, TenantBase):
    """Who speaks for the many (NĐ152 Đ.77)."""

    __tablename__ = "complaint_representative"
    __table_args__ = (Index(None, "record_id"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("complaint.id"))
    name: Mapped[str]


class ComplaintStep(Stepped, TenantBase):
    """One step; each kind says what concerns it."""

    __tablename__ = "complaint_step"
    __table_args__ = (
        UniqueConstraint("record_id", "sequence"),
        Index(None, "kind", "day"),
        CheckConstraint("(kind = 'resolved') = (outcome IS NOT NULL)", name="outcome_said"),
        CheckConstraint("(kind = 'merged') = (into_id IS NOT NULL)", name="merged_into"),
        CheckConstraint("(kind = 'extended') = (days IS NOT NULL)", name="extended_by"),
        CheckConstraint("(kind = 'transferred') = (body IS NOT NULL)", name="transferred_to"),
    )

    record_id: Mapped[UUID] = mapped_column(ForeignKey("complaint.id"))
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    outcome: Mapped[Outcome | None] = mapped_column(Term(Outcome))
    into_id: Mapped[UUID | None] = mapped_column(ForeignKey("complaint.id"))
    days: Mapped[int | None]  # calendar days added to the time
    body: Mapped[str | None]  # to whom it was sent on
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    signing_mode: Mapped[SigningMode | None] = mapped_column(Term(SigningMode))
