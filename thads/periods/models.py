"""Months that units have closed, moments at which figures were frozen, and facts entered late."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import Entered, Identified, TenantBase


class PeriodClose(Identified, Entered, TenantBase):
    """A unit closed its statistics up to the end of a month: nothing is dated inside any more
    without a late entry. `closed_at` is the moment as known at which its figures are frozen."""

    __tablename__ = "period_close"
    __table_args__ = (UniqueConstraint("unit_id", "period_end"), Index(None, "period_end"))

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    period_end: Mapped[date]
    closed_at: Mapped[datetime]


class FigureFreeze(Identified, Entered, TenantBase):
    """The figures up to the end of a month were frozen as known at a moment: all that was entered
    by then is in them, and nothing with an earlier moment of entry is written afterwards."""

    __tablename__ = "figure_freeze"
    __table_args__ = (Index(None, "period_end"),)

    period_end: Mapped[date]
    known_at: Mapped[datetime]


class LateEntry(Identified, Entered, TenantBase):
    """Why a fact was entered with a day inside a closed month. The fact is named by its place in
    the case: the `sequence` of an act or of money, 0 for the enforcement decision itself.

    It stands before the fact, so that the database lets the fact pass.
    """

    __tablename__ = "late_entry"
    __table_args__ = (
        UniqueConstraint("case_id", "sequence"),
        Index(None, "day"),
        Index(None, "entered_at"),
        CheckConstraint("sequence >= 0", name="sequence_not_negative"),
    )

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("enforcement_case.id", deferrable=True, initially="DEFERRED")
    )
    sequence: Mapped[int]
    day: Mapped[date]
    reason: Mapped[str]
