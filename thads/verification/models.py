"""Verification of the debtor's ability to perform (L08 Đ.44; L25 Đ.37)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class Finding(Coded):
    """What a verification found."""

    HAS_MEANS = "has_means", "Có tài sản, thu nhập để thi hành"
    NO_MEANS = "no_means", "Không có tài sản, thu nhập"
    UNKNOWN_ADDRESS = "unknown_address", "Không rõ địa chỉ"
    IN_PRISON = "in_prison", "Đang chấp hành án phạt tù còn từ 2 năm"

    @property
    def is_lasting(self) -> bool:
        """Verified once a year only, set apart after two (L08 Đ.44 k.2; NĐ62 Đ.9 k.5)."""
        return self in (Finding.UNKNOWN_ADDRESS, Finding.IN_PRISON)


class Verification(Identified, Entered, TenantBase):
    """The minutes of one verification: the finding decides when the next one is due.

    Its place in the case's story is a CaseAct of kind VERIFICATION with the same day.
    """

    __tablename__ = "verification"
    __table_args__ = (
        Index(None, "case_id", "day"),
        CheckConstraint("assets_value >= 0", name="assets_value_not_negative"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    act_id: Mapped[UUID] = mapped_column(ForeignKey("case_act.id"), unique=True)
    day: Mapped[date]
    place: Mapped[str | None]
    finding: Mapped[Finding] = mapped_column(Term(Finding))
    report: Mapped[str | None]
    assets_value: Mapped[int | None]  # đồng that the assets found are worth; None: not valued


class NewInformation(Identified, Entered, TenantBase):
    """What somebody told of a debtor without means: verified within ten days of the day it came
    (NĐ62 Đ.9 k.4; L25 Đ.38 k.2). A verification of that day or later answers it."""

    __tablename__ = "new_information"
    __table_args__ = (Index(None, "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    received_on: Mapped[date]
    source: Mapped[str]  # who told it
    content: Mapped[str]
