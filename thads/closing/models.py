"""The chain by which a period's figures become final: sent, sent back, approved, frozen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.db import Entered, Identified, TenantBase


class PeriodSubmission(Identified, Entered, TenantBase):
    """An officer's figures of a period sent to the head of the unit, or a unit's to the province.

    `day` is the day on which the report was made (TT05 Đ.8 k.4), `digest` of the figures sent.
    """

    __tablename__ = "period_submission"
    __table_args__ = (Index(None, "period_end", "unit_id"),)

    period_end: Mapped[date]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))  # none: unit's
    day: Mapped[date]
    digest: Mapped[str]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)

    returned: Mapped[PeriodReturn | None] = relationship(lazy="joined", uselist=False)
    approved: Mapped[PeriodApproval | None] = relationship(lazy="joined", uselist=False)


class PeriodReturn(Identified, Entered, TenantBase):
    """Figures that were sent came back to be put right, with the reason."""

    __tablename__ = "period_return"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("period_submission.id"), unique=True)
    day: Mapped[date]
    reason: Mapped[str]


class PeriodApproval(Identified, Entered, TenantBase):
    """The head of the unit confirms an officer's figures, the province a unit's (TT05 Đ.9 k.1)."""

    __tablename__ = "period_approval"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("period_submission.id"), unique=True)
    day: Mapped[date]


class PeriodVersion(Identified, Entered, TenantBase):
    """The figures of a period as the province approved them: frozen, numbered, never changed.

    A version after the first says why, on which document it rests and who made it (TT05 Đ.11).
    `audit_number` and `audit_head` are the last entry of the record of acts at that moment (B15).
    """

    __tablename__ = "period_version"
    __table_args__ = (
        UniqueConstraint("period_end", "number"),
        CheckConstraint(
            "number = 1 OR (reason IS NOT NULL AND basis_number IS NOT NULL "
            "AND basis_date IS NOT NULL)",
            name="later_is_explained",
        ),
    )

    period_end: Mapped[date]
    number: Mapped[int]
    day: Mapped[date]
    known_at: Mapped[datetime]
    regime: Mapped[str]
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    program: Mapped[str]
    audit_number: Mapped[int]
    audit_head: Mapped[str]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    digest: Mapped[str]
    reason: Mapped[str | None]
    basis_number: Mapped[str | None]
    basis_date: Mapped[date | None]

    supplement: Mapped[SupplementaryReport | None] = relationship(lazy="joined", uselist=False)

    @property
    def name(self) -> str:
        """Bản 2."""
        return f"Bản {self.number}"


class FrozenPart(Identified, Entered, TenantBase):
    """What a version froze beside the figures of cases: the records of one register's form, or
    all that the summary of the period prints. `digest`: SHA-256 of the content."""

    __tablename__ = "frozen_part"
    __table_args__ = (UniqueConstraint("version_id", "name"),)

    version_id: Mapped[UUID] = mapped_column(ForeignKey("period_version.id"))
    name: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    digest: Mapped[str]


class SupplementaryReport(Identified, Entered, TenantBase):
    """The report that explains why a later version differs, as a paper (TT05 Đ.11)."""

    __tablename__ = "supplementary_report"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("period_version.id"), unique=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)  # all that it prints
    file_key: Mapped[str]
    file_sha256: Mapped[str]
