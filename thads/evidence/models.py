"""Evidence to be destroyed (vật chứng tiêu hủy) and its clock (L08 Đ.125; L25 Đ.58)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import Entered, Identified, TenantBase


class EvidenceFile(Identified, Entered, TenantBase):
    """One file of exhibits to destroy: the council is due one month after the decision."""

    __tablename__ = "evidence_file"
    __table_args__ = (Index(None, "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    description: Mapped[str]
    decided_on: Mapped[date]
    council_on: Mapped[date | None]
    destroyed_on: Mapped[date | None]
