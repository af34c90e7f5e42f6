"""The record of a hand-over (biên bản bàn giao): what went from whom to whom, and who says so."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models.case import Case
from thads.cases.models.terms import ActKind
from thads.core.db import Entered, Identified, TenantBase, Term


class HandOverRecord(Identified, Entered, TenantBase):
    """One hand-over of one case or many to one taker, with what each person held before and after.

    `before` and `after`: rows of unit, officer, open cases, đồng that remain on them. `key` is that
    of the form that was sent: sent twice, there is one record.
    """

    __tablename__ = "hand_over_record"
    __table_args__ = (Index(None, "unit_id"), Index(None, "officer_id"))

    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ActKind] = mapped_column(Term(ActKind))
    day: Mapped[date]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # that holds the cases now
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    note: Mapped[str | None]
    before: Mapped[list[Any]] = mapped_column(JSON)
    after: Mapped[list[Any]] = mapped_column(JSON)

    lines: Mapped[list[HandOverLine]] = relationship(lazy="raise_on_sql")
    acknowledgements: Mapped[list[HandOverAcknowledgement]] = relationship(
        lazy="raise_on_sql", order_by="HandOverAcknowledgement.entered_at"
    )


class HandOverLine(TenantBase):
    """One case that went: from whom, and what remained on it (đồng)."""

    __tablename__ = "hand_over_line"
    __table_args__ = (Index(None, "from_officer_id"), Index(None, "from_unit_id"))

    record_id: Mapped[UUID] = mapped_column(ForeignKey("hand_over_record.id"), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"), primary_key=True)
    from_unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    from_officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    remaining: Mapped[int]

    case: Mapped[Case] = relationship(lazy="raise_on_sql")


class HandOverAcknowledgement(Identified, Entered, TenantBase):
    """One person's word that the sums of a record are right, once; `unit_id`: speaks for it."""

    __tablename__ = "hand_over_acknowledgement"
    __table_args__ = (UniqueConstraint("record_id", "person_id"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("hand_over_record.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
