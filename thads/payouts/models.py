"""Payouts as records: who proposed what for whom, who agreed, what was paid by which voucher."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case, ObligationItem
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.core.jobs import BackgroundJob
from thads.parties.models import Party
from thads.payouts.terms import LineKind, Step
from thads.units.models import Unit


class PayoutProposal(Identified, Entered, TenantBase):
    """How the money that a case holds is to be paid out, line by line (L08 Đ.47; L25 Đ.54).

    `amount`: đồng not allocated yet that it distributes; `held`: đồng allocated before.
    """

    __tablename__ = "payout_proposal"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "unit_id", "day"),
        CheckConstraint("amount >= 0 AND held >= 0 AND amount + held > 0", name="money"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # whose books hold the money
    day: Mapped[date]
    received_on: Mapped[date]  # the term to pay begins
    coercion_on: Mapped[date | None]
    amount: Mapped[int]
    held: Mapped[int]
    note: Mapped[str | None]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")


class PayoutLine(Identified, TenantBase):
    """One line of a proposal with the words that explain it; `payee` as the name stood then.

    Without a party the money goes to the state budget, or stays in the books as deducted.
    """

    __tablename__ = "payout_line"
    __table_args__ = (
        UniqueConstraint("proposal_id", "position"),
        Index(None, "case_id"),
        Index(None, "party_id"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("payout_proposal.id"))
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(Term(LineKind))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("obligation_item.id"))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))
    payee: Mapped[str]
    rank: Mapped[int | None]
    secured: Mapped[bool]
    read_from_judgment: Mapped[bool]
    basis: Mapped[str]
    words: Mapped[str]
    awarded: Mapped[int | None]
    remaining: Mapped[int | None]
    amount: Mapped[int]
    fee: Mapped[int] = mapped_column(server_default="0")  # kept back of the amount (TT216 Đ.5)
    numerator: Mapped[int | None]  # of the rank's money, where that did not suffice
    denominator: Mapped[int | None]

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    item: Mapped[ObligationItem | None] = relationship(lazy="raise_on_sql")
    party: Mapped[Party | None] = relationship(lazy="raise_on_sql")


class PayoutApproval(Identified, Entered, TenantBase):
    """One person's consent to a proposal; the two steps are two people's, neither the proposer."""

    __tablename__ = "payout_approval"
    __table_args__ = (
        UniqueConstraint("proposal_id", "step"),
        UniqueConstraint("proposal_id", "entered_by_id"),
    )

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("payout_proposal.id"))
    step: Mapped[Step] = mapped_column(Term(Step))
    day: Mapped[date]


class PayoutCancellation(Identified, Entered, TenantBase):
    """A proposal that is not to be paid any more, and why."""

    __tablename__ = "payout_cancellation"

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("payout_proposal.id"), unique=True)
    day: Mapped[date]
    reason: Mapped[str]


class PayoutBatch(Identified, Entered, TenantBase):
    """Approved proposals paid in one go; `in_cash`: persons without an account come for it."""

    __tablename__ = "payout_batch"
    __table_args__ = (Index(None, "unit_id", "day"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[date]  # of its vouchers
    in_cash: Mapped[bool]
    submission_key: Mapped[str] = mapped_column(unique=True)

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")


class PayoutBatchProposal(TenantBase):
    """A proposal is paid in one batch."""

    __tablename__ = "payout_batch_proposal"
    __table_args__ = (Index(None, "batch_id"),)

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("payout_proposal.id"), primary_key=True)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("payout_batch.id"))


class PayoutRun(TenantBase):
    """A job that pays a batch: the first one, and those that went on where one had stopped."""

    __tablename__ = "payout_run"
    __table_args__ = (Index(None, "batch_id"),)

    job_id: Mapped[UUID] = mapped_column(ForeignKey("background_job.id"), primary_key=True)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("payout_batch.id"))

    job: Mapped[BackgroundJob] = relationship(lazy="raise_on_sql")


class PayoutPayment(TenantBase):
    """A line was carried out by a voucher: once, in the transaction that wrote the voucher."""

    __tablename__ = "payout_payment"
    __table_args__ = (Index(None, "voucher_id"),)

    line_id: Mapped[UUID] = mapped_column(ForeignKey("payout_line.id"), primary_key=True)
    voucher_id: Mapped[UUID] = mapped_column(ForeignKey("voucher.id"))


class PayeeAccount(Identified, Entered, TenantBase):
    """Where a party wants its money; the latest record stands, the earlier ones stay readable."""

    __tablename__ = "payee_account"
    __table_args__ = (Index(None, "party_id"),)

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
    bank: Mapped[str]
    number: Mapped[str]
    holder: Mapped[str]


class ItemPayee(Identified, Entered, TenantBase):
    """Who of several creditors gets the money of an item; the latest record stands."""

    __tablename__ = "item_payee"
    __table_args__ = (Index(None, "item_id"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("obligation_item.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
