"""Targets set from above: two rates a year for province, unit and officer (reference 5.6)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import Entered, Identified, TenantBase


class Target(Identified, Entered, TenantBase):
    """The rates to reach in a statistics year, in percent of the enforceable base.

    `unit_id` empty: the province; `officer_id`: of one officer in the unit. A later row for the
    same year and the same of these replaces the earlier one. Rows from before the source was
    asked for have none.
    """

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("cases_percent BETWEEN 0 AND 100", name="cases_percent"),
        CheckConstraint("money_percent BETWEEN 0 AND 100", name="money_percent"),
    )

    year: Mapped[int]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    cases_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    money_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    given_by: Mapped[str | None]
    document: Mapped[str | None]  # its number
    document_day: Mapped[date | None]
