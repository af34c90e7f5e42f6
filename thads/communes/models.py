"""Worksheets that communes get, a code on each line, and the remarks that come back by it (B5)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User


class Proposal(Coded):
    """What a commune is asked to help with on one case."""

    EXPLAIN = "explain", "Cùng gặp, giải thích nghĩa vụ, vận động tự nguyện"
    REMIND = "remind", "Nhắc thực hiện điều đã hẹn"
    INSIST = "insist", "Cùng đoàn thể, người có uy tín vận động lại"
    FIND = "find", "Cho biết hiện ở đâu, làm việc ở đâu"
    MEANS = "means", "Cho biết tài sản, thu nhập, việc làm hiện nay"


class RemarkKind(Coded):
    """What the commune says of a debtor."""

    WILLING = "willing", "Đã gặp, đồng ý thi hành"
    UNWILLING = "unwilling", "Đã gặp, chưa đồng ý"
    HAS_MEANS = "has_means", "Có tài sản, thu nhập"
    NO_MEANS = "no_means", "Không có tài sản, thu nhập"
    AWAY = "away", "Không có mặt tại địa phương"
    MOVED = "moved", "Đã chuyển nơi cư trú"
    DEAD = "dead", "Đã chết, đã giải thể"
    OTHER = "other", "Nhận xét khác"


class CommuneBatch(Identified, Entered, TenantBase):
    """Worksheets asked for together: of one commune or of all, of a unit's cases or of all."""

    __tablename__ = "commune_batch"
    __table_args__ = (CheckConstraint("answer_by IS NULL OR answer_by > day", name="answer_after"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # who asks, and waits
    scope_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))  # whose cases; None: all
    area_key: Mapped[str | None]  # of one commune
    day: Mapped[date]  # cases as they stood then
    answer_by: Mapped[date | None]


class CommuneSheet(Identified, Entered, TenantBase):
    """The worksheet of one commune, found again by its printed code."""

    __tablename__ = "commune_sheet"
    __table_args__ = (UniqueConstraint("batch_id", "area_key"), UniqueConstraint("code"))

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("commune_batch.id"))
    area_key: Mapped[str]
    area: Mapped[str]  # its name as printed
    note: Mapped[str]  # its old or new names as printed
    code: Mapped[str]

    batch: Mapped[CommuneBatch] = relationship(lazy="joined")
    lines: Mapped[list[CommuneSheetLine]] = relationship(
        order_by="CommuneSheetLine.position", lazy="raise_on_sql"
    )
    returned: Mapped[CommuneSheetReturn | None] = relationship(lazy="joined", uselist=False)


class CommuneSheetLine(Identified, Entered, TenantBase):
    """One case of a worksheet with what was printed of it that changes from day to day."""

    __tablename__ = "commune_sheet_line"
    __table_args__ = (
        UniqueConstraint("sheet_id", "position"),
        UniqueConstraint("code"),
        Index(None, "case_id"),
    )

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("commune_sheet.id"))
    position: Mapped[int]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    remaining: Mapped[int]  # đồng
    contacted_on: Mapped[date | None]  # the last talk with the debtor
    proposal: Mapped[Proposal] = mapped_column(Term(Proposal))
    code: Mapped[str]

    sheet: Mapped[CommuneSheet] = relationship(lazy="raise_on_sql", viewonly=True)
    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    officer: Mapped[User | None] = relationship(lazy="raise_on_sql")
    remarks: Mapped[list[CommuneRemark]] = relationship(
        order_by="CommuneRemark.id", lazy="raise_on_sql", back_populates="line"
    )


class CommuneRemark(Identified, Entered, TenantBase):
    """What the commune wrote on one line; a later remark does not take an earlier one away."""

    __tablename__ = "commune_remark"
    __table_args__ = (Index(None, "line_id"), Index(None, "told_on"))

    line_id: Mapped[UUID] = mapped_column(ForeignKey("commune_sheet_line.id"))
    kind: Mapped[RemarkKind] = mapped_column(Term(RemarkKind))
    told_on: Mapped[date]
    told_by: Mapped[str]  # the commune's officer and post
    content: Mapped[str | None]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    line: Mapped[CommuneSheetLine] = relationship(lazy="raise_on_sql", back_populates="remarks")


class CommuneSheetReturn(Identified, Entered, TenantBase):
    """The commune gave a worksheet back: nothing more is waited for."""

    __tablename__ = "commune_sheet_return"

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("commune_sheet.id"), unique=True)
    day: Mapped[date]
    note: Mapped[str | None]
