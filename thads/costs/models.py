"""Costs of coercion: what was planned, what was spent, who let somebody off them.

Money moves in the ledger alone; here stands what it was for.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.parties.models import Party
from thads.rules.coercion_costs import Bearer


class SheetKind(Coded):
    """Before the coercion and after it."""

    ESTIMATE = "estimate", "Dự trù chi phí cưỡng chế"
    ACTUAL = "actual", "Quyết toán chi phí cưỡng chế"


class CostSheet(Identified, Entered, TenantBase):
    """An estimate, or what was spent; the head approves it line by line as it stands.

    `settles_id`: the estimate whose advances these actual costs account for. `day` is the law of
    its contents and rates.
    """

    __tablename__ = "cost_sheet"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "settles_id"),
        CheckConstraint("kind = 'actual' OR settles_id IS NULL", name="settles"),
        CheckConstraint("kind = 'actual' OR coercion_on IS NOT NULL", name="planned"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    kind: Mapped[SheetKind] = mapped_column(Term(SheetKind))
    settles_id: Mapped[UUID | None] = mapped_column(ForeignKey("cost_sheet.id"))
    day: Mapped[date]
    measure: Mapped[str]
    coercion_on: Mapped[date | None]
    place: Mapped[str | None]
    plan: Mapped[str | None]  # how, with which forces (NĐ152 Đ.86 k.2)
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    lines: Mapped[list[CostLine]] = relationship(
        order_by="CostLine.position", lazy="selectin", cascade="save-update"
    )
    decision: Mapped[CostSheetDecision | None] = relationship(lazy="selectin")
    advances: Mapped[list[CostAdvance]] = relationship(lazy="raise_on_sql", viewonly=True)

    @property
    def total(self) -> int:
        """Đồng of all lines."""
        return sum(line.amount for line in self.lines)

    @property
    def is_approved(self) -> bool:
        """The head said yes."""
        return self.decision is not None and self.decision.approved

    def borne_by(self, bearer: Bearer) -> int:
        """Đồng of the lines that this bearer pays in the end."""
        return sum(line.amount for line in self.lines if line.bearer is bearer)


class CostLine(Identified, TenantBase):
    """So many people and days at a rate of the law, or an amount by contract or invoice."""

    __tablename__ = "cost_line"
    __table_args__ = (
        UniqueConstraint("sheet_id", "position"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint(
            "(rate IS NULL) = (people IS NULL) AND (rate IS NULL) = (days IS NULL) "
            "AND (rate IS NULL) = (price IS NULL)",
            name="reckoned",
        ),
        CheckConstraint("rate IS NULL OR amount = people * days * price", name="product"),
    )

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("cost_sheet.id"))
    position: Mapped[int]
    content: Mapped[str]  # code of `thads.rules.coercion_costs` on the sheet's day
    bearer: Mapped[Bearer] = mapped_column(Term(Bearer))
    rate: Mapped[str | None]
    people: Mapped[int | None]
    days: Mapped[int | None]
    price: Mapped[int | None]  # đồng for one
    amount: Mapped[int]
    voucher: Mapped[str | None]  # contract, invoice, list signed by those who received
    note: Mapped[str | None]


class CostSheetDecision(Identified, Entered, TenantBase):
    """The head approved a sheet, or sent it back with the reason (L25 Đ.53 k.6)."""

    __tablename__ = "cost_sheet_decision"
    __table_args__ = (CheckConstraint("approved OR note IS NOT NULL", name="reason"),)

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("cost_sheet.id"), unique=True)
    approved: Mapped[bool]
    day: Mapped[date]
    note: Mapped[str | None]


class CostAdvance(Identified, Entered, TenantBase):
    """Which voucher advanced money on which approved estimate."""

    __tablename__ = "cost_advance"
    __table_args__ = (Index(None, "sheet_id"),)

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("cost_sheet.id"))
    voucher_id: Mapped[UUID] = mapped_column(ForeignKey("voucher.id"), unique=True)
    amount: Mapped[int]


class CostRelief(Identified, Entered, TenantBase):
    """An individual asks to be let off costs (NĐ62 Đ.44; NĐ152 Đ.87); `payable`: his costs."""

    __tablename__ = "cost_relief"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "party_id"),
        CheckConstraint("payable > 0", name="payable_positive"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
    received_on: Mapped[date]
    ground: Mapped[str]  # code of `thads.rules.coercion_costs` on that day
    reason: Mapped[str]
    proof: Mapped[str]
    payable: Mapped[int]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    party: Mapped[Party] = relationship(lazy="joined")
    decision: Mapped[CostReliefDecision | None] = relationship(lazy="selectin")


class CostReliefDecision(Identified, Entered, TenantBase):
    """What the head decided: so much is borne by the state, or nothing and why."""

    __tablename__ = "cost_relief_decision"
    __table_args__ = (
        CheckConstraint("granted >= 0", name="granted"),
        CheckConstraint("granted > 0 OR note IS NOT NULL", name="reason"),
    )

    relief_id: Mapped[UUID] = mapped_column(ForeignKey("cost_relief.id"), unique=True)
    day: Mapped[date]
    granted: Mapped[int]  # đồng
    note: Mapped[str | None]
