"""Money of a case: append-only rows in whole đồng."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import MovementKind, ObligationItem
from thads.core.db import Entered, Identified, TenantBase, Term


class LedgerEntry(Identified, Entered, TenantBase):
    """One movement of money on one item. A mistake is answered by a linked reversal, never edited.

    `sequence` shares the order of the case's acts.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("case_id", "sequence"),
        Index(None, "day"),
        Index(None, "item_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("obligation_item.id"))
    sequence: Mapped[int]
    day: Mapped[date]
    kind: Mapped[MovementKind] = mapped_column(Term(MovementKind))
    amount: Mapped[int]
    voucher: Mapped[str | None]
    reverses_id: Mapped[UUID | None] = mapped_column(ForeignKey("ledger_entry.id"))
    note: Mapped[str | None]
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    item: Mapped[ObligationItem] = relationship(lazy="raise_on_sql")
