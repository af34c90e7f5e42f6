"""What the judgment says of late interest, and what the parties agreed about it (NĐ152 Đ.29)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import CaseAct, ObligationItem
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class InterestStart(Coded):
    """From which day late interest runs (NĐ152 Đ.29 k.2)."""

    JUDGMENT = "judgment", "Ngày do bản án, quyết định xác định"
    REQUEST = "request", "Ngày yêu cầu thi hành án"
    NONE = "none", "Không tính lãi (bỏ điều khoản đã ghi)"


class InterestClause(Identified, Entered, TenantBase):
    """The late interest of one item; a later clause of the item takes the place of the earlier.

    `rate` in millionths a year; empty: as the law says. `interest_first`: the judgment or the
    parties want interest paid before what was awarded is.
    """

    __tablename__ = "interest_clause"
    __table_args__ = (
        Index(None, "case_id"),
        CheckConstraint("(start = 'none') = (starts_on IS NULL)", name="start_named"),
        CheckConstraint("rate IS NULL OR rate > 0", name="rate_positive"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("obligation_item.id"))
    start: Mapped[InterestStart] = mapped_column(Term(InterestStart))
    starts_on: Mapped[date | None]
    rate: Mapped[int | None]
    other_law: Mapped[str | None]  # what lets an agreed rate pass the cap (BLDS Đ.468 k.1)
    interest_first: Mapped[bool]
    note: Mapped[str | None]
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("interest_clause.id"), unique=True)
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    item: Mapped[ObligationItem] = relationship(lazy="raise_on_sql")


class InterestAgreement(Identified, Entered, TenantBase):
    """The parties agreed that interest runs while their own postponement lasts (L25 Đ.46 k.1c)."""

    __tablename__ = "interest_agreement"
    __table_args__ = (Index(None, "case_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    act_id: Mapped[UUID] = mapped_column(ForeignKey("case_act.id"), unique=True)
    note: Mapped[str]  # the paper that says so

    act: Mapped[CaseAct] = relationship(lazy="raise_on_sql")
