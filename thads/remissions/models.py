"""The dossier by which the court is asked to forgive, its papers, and what became of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.attachments.models import Attachment
from thads.cases.models import Case, ObligationItem, SigningMode
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.rules.remission import Relief
from thads.rules.remission_papers import PaperNeeded


class StepKind(Coded):
    """What happens to a dossier, in its order (L08 Đ.63–64; L25 Đ.43–45)."""

    SENT = "sent", "Gửi Viện kiểm sát"
    OPINION = "opinion", "Viện kiểm sát có ý kiến"
    SIGNED = "signed", "Thủ trưởng ký văn bản đề nghị"
    FILED = "filed", "Gửi Tòa án"
    REGISTERED = "registered", "Tòa án thụ lý"
    DECIDED = "decided", "Tòa án ra quyết định"
    NOTIFIED = "notified", "Viện kiểm sát nhận quyết định của Tòa án"
    PROTESTED = "protested", "Viện kiểm sát kháng nghị"
    RESOLVED = "resolved", "Tòa án giải quyết kháng nghị"
    IN_FORCE = "in_force", "Quyết định có hiệu lực, ghi vào hồ sơ"
    WITHDRAWN = "withdrawn", "Thôi đề nghị"

    @property
    def ends_it(self) -> bool:
        """Nothing follows."""
        return self in (StepKind.IN_FORCE, StepKind.WITHDRAWN)


class RemissionDossier(Identified, Entered, TenantBase):
    """One item that the court is asked to forgive, wholly or in part."""

    __tablename__ = "remission_dossier"
    __table_args__ = (
        Index(None, "case_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("obligation_item.id"))
    opened_on: Mapped[date]
    relief: Mapped[Relief] = mapped_column(Term(Relief))
    way: Mapped[str]  # code of the way in the law of that day
    amount: Mapped[int]  # đồng asked for
    first_decision_on: Mapped[date | None]  # where another agency issued the first one
    reason: Mapped[str | None]  # hardship or merit
    late_reason: Mapped[str | None]  # of a day inside a closed month
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    item: Mapped[ObligationItem] = relationship(lazy="raise_on_sql")
    papers: Mapped[list[RemissionPaper]] = relationship(
        order_by="RemissionPaper.id", lazy="raise_on_sql"
    )
    steps: Mapped[list[RemissionStep]] = relationship(
        order_by="RemissionStep.sequence", lazy="raise_on_sql"
    )

    @property
    def last(self) -> RemissionStep | None:
        """What happened last."""
        return self.steps[-1] if self.steps else None

    @property
    def is_open(self) -> bool:
        """Something may still follow."""
        return self.last is None or not self.last.kind.ends_it

    def step(self, kind: StepKind) -> RemissionStep | None:
        """The latest step of this kind."""
        return next((one for one in reversed(self.steps) if one.kind is kind), None)

    @property
    def granted(self) -> int | None:
        """Đồng that the court forgave, after a protest if there was one; None before."""
        found = self.step(StepKind.RESOLVED) or self.step(StepKind.DECIDED)
        return found.amount if found else None


class RemissionPaper(Identified, Entered, TenantBase):
    """Says where a paper of the dossier is: a file of the case, or in words."""

    __tablename__ = "remission_paper"
    __table_args__ = (
        Index(None, "dossier_id"),
        CheckConstraint("attachment_id IS NOT NULL OR note IS NOT NULL", name="says_where"),
    )

    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("remission_dossier.id"))
    paper: Mapped[PaperNeeded] = mapped_column(Term(PaperNeeded))
    attachment_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]

    attachment: Mapped[Attachment | None] = relationship(lazy="raise_on_sql")


class RemissionStep(Identified, Entered, TenantBase):
    """One thing that happened to a dossier on its day; `act_id`: what it wrote into the case."""

    __tablename__ = "remission_step"
    __table_args__ = (
        UniqueConstraint("dossier_id", "sequence"),
        Index(None, "kind", "day"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount_not_negative"),
        CheckConstraint(
            "(amount IS NOT NULL) = (kind IN ('decided', 'resolved'))", name="court_says_amount"
        ),
        CheckConstraint("(kind = 'opinion') = (agrees IS NOT NULL)", name="opinion_agrees"),
        CheckConstraint("kind <> 'withdrawn' OR note IS NOT NULL", name="withdrawn_says_why"),
    )

    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("remission_dossier.id"))
    sequence: Mapped[int]
    day: Mapped[date]
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    number: Mapped[str | None]  # of the paper that says so
    body: Mapped[str | None]  # which court or procuracy
    agrees: Mapped[bool | None]
    amount: Mapped[int | None]  # đồng forgiven; 0: refused
    note: Mapped[str | None]
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    signing_mode: Mapped[SigningMode | None] = mapped_column(Term(SigningMode))
    late_reason: Mapped[str | None]  # of a day inside a closed month
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"), unique=True)
    submission_key: Mapped[str | None] = mapped_column(unique=True)
