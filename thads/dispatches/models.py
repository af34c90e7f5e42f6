"""The book of copies: to whom which version of a report was given, when, how and on what ground."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User


class Receiver(Coded):
    """Who receives reports (TT05/2024 Đ.4; reference 7.1)."""

    COUNCIL = "council", "Hội đồng nhân dân"
    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
    STEERING_COMMITTEE = "steering_committee", "Ban Chỉ đạo thi hành án dân sự"
    PROCURACY = "procuracy", "Viện kiểm sát nhân dân"
    SUPERIOR = "superior", "Cơ quan quản lý thi hành án dân sự cấp trên"
    STATISTICS = "statistics", "Cơ quan thống kê"
    OTHER = "other", "Cơ quan khác"


class Channel(Coded):
    """By which way a copy went."""

    PAPER = "paper", "Bản giấy"
    MAIL = "mail", "Thư điện tử công vụ"
    DOCUMENT_SYSTEM = "document_system", "Trục liên thông văn bản"
    IN_PERSON = "in_person", "Giao trực tiếp"


class ReportDispatch(Identified, Entered, TenantBase):
    """One copy given (R15). A later record with `corrects_id` stands in place of a wrong one."""

    __tablename__ = "report_dispatch"
    __table_args__ = (Index(None, "report_id"), Index(None, "sent_on"))

    report_id: Mapped[UUID] = mapped_column(ForeignKey("monthly_report.id"))
    receiver: Mapped[Receiver] = mapped_column(Term(Receiver))
    recipient: Mapped[str]  # by name: Ban Pháp chế HĐND tỉnh
    sent_on: Mapped[date]
    channel: Mapped[Channel] = mapped_column(Term(Channel))
    basis: Mapped[str]  # the request or rule
    sha256: Mapped[str]  # of the very file that was given
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("report_dispatch.id"), unique=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))

    by: Mapped[User] = relationship(lazy="joined")
