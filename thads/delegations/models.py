"""What the head has others sign: a field of a deputy's, or powers by written delegation."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User


class DelegationMode(Coded):
    """By which mode the other signs; the values are those of the modes of signing (NĐ30 Đ.13)."""

    KT = "kt", "Phân công lĩnh vực, ký thay (KT.)"
    TUQ = "tuq", "Ủy quyền, ký thừa ủy quyền (TUQ.)"


class Delegation(Identified, Entered, TenantBase):
    """One paper by which the head has another person sign (NĐ30 Đ.13 k.1, k.3; L25 Đ.22 k.3).

    `branch_id`: the district's branch whose head gave it; empty: the agency of the province.
    `kinds`: kinds of paper of the table of signing. Without `units` it is good for all cases of
    the agency.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        Index(None, "delegate_id"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        CheckConstraint("valid_from >= issued_on", name="not_dated_back"),
        CheckConstraint("mode <> 'tuq' OR valid_to IS NOT NULL", name="power_has_an_end"),
    )

    branch_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    delegate_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    mode: Mapped[DelegationMode] = mapped_column(Term(DelegationMode))
    number: Mapped[str]  # of the paper, with its symbol
    issued_on: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # last day; a field may be assigned until further notice
    kinds: Mapped[list[Any]] = mapped_column(JSON)

    delegate: Mapped[User] = relationship(lazy="raise_on_sql")
    units: Mapped[list[DelegationUnit]] = relationship(lazy="raise_on_sql")
    end: Mapped[DelegationEnd | None] = relationship(lazy="raise_on_sql")

    @property
    def last_day(self) -> date | None:
        """The last day on which it is good: its own, or the day before it was revoked."""
        days = [day for day in (self.valid_to, self.end and self.end.last_day) if day]
        return min(days, default=None)

    def holds_on(self, day: date) -> bool:
        """Whether it is good on `day`."""
        last = self.last_day
        return self.valid_from <= day and (last is None or day <= last)

    def covers(self, kind: str, unit_id: UUID) -> bool:
        """Whether papers of this kind upon cases of this unit are among what was given."""
        units = {one.unit_id for one in self.units}
        return kind in self.kinds and (not units or unit_id in units)


class DelegationUnit(TenantBase):
    """A unit whose cases a delegation is about."""

    __tablename__ = "delegation_unit"

    delegation_id: Mapped[UUID] = mapped_column(ForeignKey("delegation.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)


class DelegationEnd(Identified, Entered, TenantBase):
    """The paper by which a delegation ended before its time; `last_day` is still covered."""

    __tablename__ = "delegation_end"

    delegation_id: Mapped[UUID] = mapped_column(ForeignKey("delegation.id"), unique=True)
    number: Mapped[str]
    last_day: Mapped[date]
    reason: Mapped[str]
