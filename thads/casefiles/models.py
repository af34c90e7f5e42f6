"""Leaf numbers (bút lục) of a case's file: given once, in order, never again (TT04/2023 Đ.31)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import Entered, Identified, TenantBase


class LeafNumber(Identified, Entered, TenantBase):
    """The leaves of one paper of the file: `sheets` numbers from `first` on."""

    __tablename__ = "leaf_number"
    __table_args__ = (
        UniqueConstraint("case_id", "first"),
        UniqueConstraint("attachment_id"),
        UniqueConstraint("document_id"),
        CheckConstraint("first > 0", name="first_positive"),
        CheckConstraint("sheets > 0", name="sheets_positive"),
        CheckConstraint(
            "(attachment_id IS NULL) <> (document_id IS NULL)", name="one_paper_only"
        ),
    )  # fmt: skip

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    first: Mapped[int]
    sheets: Mapped[int]
    attachment_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachment.id"))
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_document.id"))
    day: Mapped[date]

    @property
    def last(self) -> int:
        """The number of the last sheet."""
        return self.first + self.sheets - 1

    @property
    def words(self) -> str:
        """07, or 07–12 of a paper of several sheets."""
        return f"{self.first:02d}" if self.sheets == 1 else f"{self.first:02d}–{self.last:02d}"


def leaf_of_page(first: int, sheets: int, page: int, pages: int) -> int:
    """The number on a page (from 0): scans of both sides have two pages to a sheet."""
    return first + page * sheets // pages
