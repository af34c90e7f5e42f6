"""An item that falls due month by month, and the decisions that enforce it year after year."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models.case import Case, ObligationItem
from thads.core.db import Entered, Identified, TenantBase


class PaymentSchedule(Identified, Entered, TenantBase):
    """So much a month from one month to another; its item is what falls due of it in `year`.

    `last_month` empty: until something ends the duty. `continues_id`: the schedule of the year
    before. A schedule entered anew for the same item takes the place of the earlier one.
    """

    __tablename__ = "payment_schedule"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "item_id"),
        Index(None, "continues_id"),
        CheckConstraint("monthly_amount > 0", name="amount_positive"),
        CheckConstraint("last_month IS NULL OR last_month >= first_month", name="months_in_order"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("obligation_item.id"))
    year: Mapped[int]  # enforcement year of its decision: 1/10 to 30/9
    monthly_amount: Mapped[int]  # đồng
    first_month: Mapped[date]  # its first day
    last_month: Mapped[date | None]
    continues_id: Mapped[UUID | None] = mapped_column(ForeignKey("payment_schedule.id"))
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    item: Mapped[ObligationItem] = relationship(lazy="raise_on_sql")
