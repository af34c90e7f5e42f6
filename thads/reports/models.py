"""Monthly summaries: asked for, made in the background, published, never changed afterwards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.db import Entered, Identified, TenantBase
from thads.identity.models import User


class MonthlyReport(Identified, Entered, TenantBase):
    """The province's summary of one period with the figures it was made from.

    The figures, the number and the file never change after publication; a later reading is a new
    version of the same period.
    """

    __tablename__ = "monthly_report"
    __table_args__ = (UniqueConstraint("period_end", "version"),)

    period_end: Mapped[date]
    version: Mapped[int]
    regime: Mapped[str]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)  # all that the paper prints
    file_key: Mapped[str | None]  # set once, by the worker
    file_sha256: Mapped[str | None]
    made_at: Mapped[datetime | None]

    publication: Mapped[ReportPublication | None] = relationship(lazy="joined", uselist=False)


class ReportPublication(Identified, Entered, TenantBase):
    """The decision to publish a report: from this moment oversight bodies may read it."""

    __tablename__ = "report_publication"

    report_id: Mapped[UUID] = mapped_column(ForeignKey("monthly_report.id"), unique=True)
    published_on: Mapped[date]
    published_by_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))

    published_by: Mapped[User] = relationship(lazy="joined")
