"""What accountants add to the books: counts, confirmations, and the tie-out of each night."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thads.accounting.periods import PeriodKind
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.ledger.accounts import Account


class Occasion(Coded):
    """Why money is counted (TT78/2020 Đ.5 k.2, k.3)."""

    PERIODIC = "periodic", "Định kỳ (cuối quý, cuối năm kế toán)"
    UNUSUAL = "unusual", "Bất thường"


class Side(Coded):
    """Who confirms a reconciliation (TT78/2020 Đ.7 k.1 d, Đ.8 k.3)."""

    OFFICER = "officer", "Chấp hành viên"
    ACCOUNTANT = "accountant", "Kế toán"


class MoneyCount(Identified, Entered, TenantBase):
    """Cash counted in the box, or the balance that a bank's statement shows, at a day's end.

    A later count of the same day stands beside it and holds. `booked`: what the books said then.
    """

    __tablename__ = "money_count"
    __table_args__ = (
        Index(None, "unit_id", "day"),
        CheckConstraint("counted >= 0", name="counted_not_negative"),
        CheckConstraint(
            "counted = booked OR explanation IS NOT NULL", name="difference_is_explained"
        ),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # whose books
    account: Mapped[Account] = mapped_column(Term(Account))
    occasion: Mapped[Occasion] = mapped_column(Term(Occasion))
    day: Mapped[date]
    counted: Mapped[int]  # đồng
    booked: Mapped[int]
    explanation: Mapped[str | None]
    submission_key: Mapped[str | None] = mapped_column(unique=True)


class ReconciliationConfirmation(Identified, Entered, TenantBase):
    """One side's word that the figures of an officer's decisions in a period are right.

    `digest` is of every row that was confirmed: other figures later show it as outdated.
    """

    __tablename__ = "reconciliation_confirmation"
    __table_args__ = (
        Index(None, "officer_id", "last_day"),
        CheckConstraint("last_day >= first_day", name="period_in_order"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # that holds the decisions
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    period: Mapped[PeriodKind] = mapped_column(Term(PeriodKind))
    first_day: Mapped[date]
    last_day: Mapped[date]
    side: Mapped[Side] = mapped_column(Term(Side))
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str]
    note: Mapped[str | None]
    submission_key: Mapped[str | None] = mapped_column(unique=True)


class TieOut(Identified, TenantBase):
    """Cases, ledger and statistics laid side by side at the end of a day, as they were found."""

    __tablename__ = "tie_out"
    __table_args__ = (Index(None, "day", "made_at"),)

    day: Mapped[date]
    made_at: Mapped[datetime]
    differences: Mapped[int]  # lines that do not agree
    lines: Mapped[list[Any]] = mapped_column(JSON)
