"""Fees of a case: property handed over, charges proposed, decisions, exemptions (TT216).

What was received in money and what was collected of the fee stand in the ledger. Nothing here is
changed once entered: a mistake is answered by a charge that corrects another (TT216 Đ.5 k.5).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case, CaseAct, ObligationItem
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.fees.reckoning import Basis
from thads.ledger.models import Voucher
from thads.parties.models import Party


class ItemFeeLiability(Identified, Entered, TenantBase):
    """Somebody says whether what is received on an item bears a fee; a later row stands over it.

    `no_fee` is a code of `thads.rules.fee_grounds` on the day; empty: it bears a fee.
    """

    __tablename__ = "item_fee_liability"
    __table_args__ = (Index(None, "item_id"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("obligation_item.id"))
    day: Mapped[date]
    no_fee: Mapped[str | None]
    reason: Mapped[str]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    item: Mapped[ObligationItem] = relationship(lazy="raise_on_sql")


class PropertyReceipt(Identified, Entered, TenantBase):
    """Property that a person receives or is to receive, in đồng; what this person has to pay others
    for it is left out of what the fee is on (TT216 Đ.4 k.2). A row of value 0 takes one back.
    """

    __tablename__ = "property_receipt"
    __table_args__ = (
        Index(None, "case_id"),
        UniqueConstraint("replaces_id"),
        CheckConstraint("value >= 0 AND paid_to_others >= 0", name="not_negative"),
        CheckConstraint("paid_to_others <= value", name="net_not_negative"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
    day: Mapped[date]  # of the hand-over, planned or done
    description: Mapped[str]
    value: Mapped[int]
    paid_to_others: Mapped[int]
    valued_by: Mapped[str]  # the judgment, a valuation: where the value comes from (Đ.5 k.4)
    basis: Mapped[Basis] = mapped_column(Term(Basis))
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("property_receipt.id"))
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    party: Mapped[Party] = relationship(lazy="raise_on_sql")

    @property
    def amount(self) -> int:
        """What the fee is reckoned on: the net share."""
        return self.value - self.paid_to_others


class FeeProposal(Identified, Entered, TenantBase):
    """Charges reckoned by an officer for the head to decide on (TT216 Đ.5 k.1)."""

    __tablename__ = "fee_proposal"
    __table_args__ = (Index(None, "case_id"), Index(None, "day"))

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    day: Mapped[date]
    reason: Mapped[str | None]  # of a correction
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    charges: Mapped[list[FeeCharge]] = relationship(
        order_by="FeeCharge.position", lazy="raise_on_sql", back_populates="proposal"
    )
    decision: Mapped[FeeDecision | None] = relationship(
        lazy="raise_on_sql", back_populates="proposal"
    )


class FeeCharge(Identified, Entered, TenantBase):
    """What one person pays for one receipt, with all that it was reckoned from, in đồng.

    With `corrects_id` it stands in place of a charge that was decided wrongly.
    """

    __tablename__ = "fee_charge"
    __table_args__ = (
        UniqueConstraint("proposal_id", "position"),
        Index(None, "party_id"),
        Index(None, "corrects_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("received_before >= 0 AND fee >= 0", name="not_negative"),
    )

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("fee_proposal.id"))
    position: Mapped[int]
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
    property_id: Mapped[UUID | None] = mapped_column(ForeignKey("property_receipt.id"))
    amount: Mapped[int]  # received, or about to be
    received_before: Mapped[int]  # of the same person in the same case
    basis: Mapped[Basis] = mapped_column(Term(Basis))
    threshold: Mapped[int]  # of the day
    fee: Mapped[int]
    explanation: Mapped[str]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("fee_charge.id"))

    proposal: Mapped[FeeProposal] = relationship(lazy="raise_on_sql", back_populates="charges")
    party: Mapped[Party] = relationship(lazy="raise_on_sql")

    @property
    def end(self) -> int:
        """All that the person has received with it."""
        return self.received_before + self.amount


class FeeDecision(Identified, Entered, TenantBase):
    """The head's answer to a proposal: the numbered decision, or why there is none."""

    __tablename__ = "fee_decision"
    __table_args__ = (
        CheckConstraint("(act_id IS NULL) = (reply IS NOT NULL)", name="decided_or_replied"),
    )

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("fee_proposal.id"), unique=True)
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"), unique=True)
    day: Mapped[date]
    reply: Mapped[str | None]

    proposal: Mapped[FeeProposal] = relationship(lazy="raise_on_sql", back_populates="decision")
    act: Mapped[CaseAct | None] = relationship(lazy="raise_on_sql")


class FeeReliefRequest(Identified, Entered, TenantBase):
    """A person asks to pay less of a charge or nothing; `percent` of the fee on `of_amount`.

    `ground` is a code of `thads.rules.fee_grounds`; `documents` are those that prove it (Đ.7 k.3).
    The 5 working days run from `complete_on`, when the file was whole (Đ.7 k.4).
    """

    __tablename__ = "fee_relief_request"
    __table_args__ = (
        Index(None, "charge_id"),
        Index(None, "complete_on"),
        CheckConstraint("percent BETWEEN 1 AND 100", name="percent"),
        CheckConstraint("of_amount > 0", name="amount_positive"),
    )

    charge_id: Mapped[UUID] = mapped_column(ForeignKey("fee_charge.id"))
    ground: Mapped[str]
    complete_on: Mapped[date]
    documents: Mapped[str]
    percent: Mapped[int]
    of_amount: Mapped[int]  # of what was received: all of it, or what that asset brought
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    charge: Mapped[FeeCharge] = relationship(lazy="raise_on_sql")
    answer: Mapped[FeeReliefAnswer | None] = relationship(
        lazy="raise_on_sql", back_populates="request"
    )


class FeeReliefAnswer(Identified, Entered, TenantBase):
    """The decision that spares `spared` đồng, or why nothing is spared (TT216 Đ.7 k.4)."""

    __tablename__ = "fee_relief_answer"
    __table_args__ = (
        CheckConstraint("(act_id IS NULL) = (reply IS NOT NULL)", name="decided_or_replied"),
        CheckConstraint("spared >= 0 AND (act_id IS NOT NULL OR spared = 0)", name="spared"),
    )

    request_id: Mapped[UUID] = mapped_column(ForeignKey("fee_relief_request.id"), unique=True)
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"), unique=True)
    day: Mapped[date]
    spared: Mapped[int]
    reply: Mapped[str | None]

    request: Mapped[FeeReliefRequest] = relationship(lazy="raise_on_sql", back_populates="answer")
    act: Mapped[CaseAct | None] = relationship(lazy="raise_on_sql")


class FeeRemittance(Identified, Entered, TenantBase):
    """The fees collected in a month, paid over to the treasury by one voucher (TT216 Đ.8, 9).

    `kept`, `central` and `budget` are its three parts, in đồng.
    """

    __tablename__ = "fee_remittance"
    __table_args__ = (
        Index(None, "unit_id", "month"),
        CheckConstraint("amount > 0 AND kept + central + budget = amount", name="whole"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # whose books
    month: Mapped[date]  # its first day
    amount: Mapped[int]
    kept: Mapped[int]
    central: Mapped[int]
    budget: Mapped[int]
    voucher_id: Mapped[UUID] = mapped_column(ForeignKey("voucher.id"), unique=True)

    voucher: Mapped[Voucher] = relationship(lazy="raise_on_sql")
