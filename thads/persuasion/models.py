"""Talks by which debtors are persuaded to perform, and what was performed of free will (B21)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case, CaseAct
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.ledger.models import LedgerEntry


class Method(Coded):
    """How the debtor was spoken to."""

    VISIT = "visit", "Gặp tại nơi ở, nơi làm việc"
    OFFICE = "office", "Mời đến trụ sở"
    WITH_COMMUNE = "with_commune", "Cùng UBND, đoàn thể cấp xã"
    WITH_CREDITOR = "with_creditor", "Đối thoại với người được thi hành án"
    FAMILY = "family", "Qua gia đình, người có uy tín"
    PRISON = "prison", "Tại trại giam, trại tạm giam"
    PHONE = "phone", "Qua điện thoại"
    LETTER = "letter", "Gửi thư, tờ gấp giải thích"


class Answer(Coded):
    """What the debtor said."""

    PERFORMS = "performs", "Đồng ý thi hành ngay"
    PROMISES = "promises", "Hẹn ngày thi hành, trả dần"
    HANDS_OVER = "hands_over", "Đồng ý giao tài sản để xử lý"
    THINKS = "thinks", "Xin suy nghĩ thêm"
    REFUSES = "refuses", "Không đồng ý"
    ABSENT = "absent", "Không gặp được"


class PersuasionContact(Identified, Entered, TenantBase):
    """One talk on its day. A later record that names it in `corrects_id` stands in its place."""

    __tablename__ = "persuasion_contact"
    __table_args__ = (
        UniqueConstraint("corrects_id"),
        Index(None, "case_id"),
        Index(None, "day"),
        CheckConstraint("next_on IS NULL OR next_on > day", name="next_after"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    day: Mapped[date]
    method: Mapped[Method] = mapped_column(Term(Method))
    met: Mapped[str]  # who was spoken to
    place: Mapped[str | None]
    offer: Mapped[str]  # what the officer proposed
    answer: Mapped[Answer] = mapped_column(Term(Answer))
    note: Mapped[str | None]
    next_on: Mapped[date | None]  # the day of the next talk, a clock of its own
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("persuasion_contact.id"))
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    results: Mapped[list[VoluntaryResult]] = relationship(
        order_by="VoluntaryResult.id", lazy="raise_on_sql", back_populates="contact"
    )


class VoluntaryResult(Identified, Entered, TenantBase):
    """Money or the completion that followed a talk of free will; each follows one talk only."""

    __tablename__ = "voluntary_result"
    __table_args__ = (
        Index(None, "contact_id"),
        CheckConstraint("(entry_id IS NULL) <> (act_id IS NULL)", name="money_or_completion"),
    )

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("persuasion_contact.id"))
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("ledger_entry.id"), unique=True)
    act_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"), unique=True)
    note: Mapped[str | None]

    contact: Mapped[PersuasionContact] = relationship(lazy="raise_on_sql", back_populates="results")
    entry: Mapped[LedgerEntry | None] = relationship(lazy="raise_on_sql")
    act: Mapped[CaseAct | None] = relationship(lazy="raise_on_sql")
