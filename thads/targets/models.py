"""Targets set from above: two rates a year for the province and for each unit (reference 5.6)."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import Entered, Identified, TenantBase


class Target(Identified, Entered, TenantBase):
    """The rates to reach in a statistics year, in percent of the enforceable base.

    `unit_id` empty: the province. A later row for the same year and unit replaces the earlier one.
    """

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("cases_percent BETWEEN 0 AND 100", name="cases_percent"),
        CheckConstraint("money_percent BETWEEN 0 AND 100", name="money_percent"),
    )

    year: Mapped[int]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    cases_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    money_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
