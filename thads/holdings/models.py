"""Who was told to come for money that waits; the money itself stands in the ledger."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thads.core.db import Entered, Identified, TenantBase, Term
from thads.ledger.accounts import Account


class PayeeNotice(Identified, Entered, TenantBase):
    """The payee of a holding was told to come for it (L08 Đ.126; L25 Đ.59); a later notice stands
    over it. `in_force_on`: since when the judgment has force, where it is known."""

    __tablename__ = "payee_notice"
    __table_args__ = (Index(None, "case_id"), Index(None, "item_id"))

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("obligation_item.id"))
    account: Mapped[Account] = mapped_column(Term(Account))
    told_on: Mapped[date]
    how: Mapped[str]
    in_force_on: Mapped[date | None]
    submission_key: Mapped[str | None] = mapped_column(unique=True)
