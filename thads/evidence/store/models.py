"""Stores of exhibits: places, the head's orders, and stock-taking (TT04/2023 Đ.11)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import SigningMode
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.evidence.kinds import CountKind, Direction, Holder
from thads.evidence.models import Exhibit
from thads.identity.models import User


class StorePlace(Identified, Entered, TenantBase):
    """Where exhibits of a unit are kept."""

    __tablename__ = "store_place"
    __table_args__ = (Index(None, "unit_id"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    holder: Mapped[Holder] = mapped_column(Term(Holder))
    name: Mapped[str]
    address: Mapped[str]
    opened_on: Mapped[date]


class StoreOrder(Identified, Entered, TenantBase):
    """The head's order to take exhibits in or give them out (forms D65, D66)."""

    __tablename__ = "store_order"
    __table_args__ = (
        UniqueConstraint("unit_id", "numbering_year", "direction", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    place_id: Mapped[UUID] = mapped_column(ForeignKey("store_place.id"))
    direction: Mapped[Direction] = mapped_column(Term(Direction))
    number: Mapped[int]
    numbering_year: Mapped[int]
    day: Mapped[date]
    body: Mapped[str]  # who brings, who fetches
    reason: Mapped[str]
    signer_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    signing_mode: Mapped[SigningMode] = mapped_column(Term(SigningMode))

    place: Mapped[StorePlace] = relationship(lazy="raise_on_sql")
    signer: Mapped[User] = relationship(lazy="raise_on_sql")
    lines: Mapped[list[StoreOrderLine]] = relationship(
        order_by="StoreOrderLine.id", lazy="raise_on_sql"
    )

    @property
    def title(self) -> str:
        """Lệnh nhập kho số 12/2024."""
        return f"Lệnh {self.direction.label.lower()} số {self.number}/{self.numbering_year}"


class StoreOrderLine(Identified, Entered, TenantBase):
    """One exhibit that an order names."""

    __tablename__ = "store_order_line"
    __table_args__ = (UniqueConstraint("order_id", "exhibit_id"), Index(None, "exhibit_id"))

    order_id: Mapped[UUID] = mapped_column(ForeignKey("store_order.id"))
    exhibit_id: Mapped[UUID] = mapped_column(ForeignKey("exhibit.id"))

    exhibit: Mapped[Exhibit] = relationship(lazy="raise_on_sql")


class Stocktaking(Identified, Entered, TenantBase):
    """One counting of a place, with who was there."""

    __tablename__ = "stocktaking"
    __table_args__ = (Index(None, "place_id", "day"),)

    place_id: Mapped[UUID] = mapped_column(ForeignKey("store_place.id"))
    kind: Mapped[CountKind] = mapped_column(Term(CountKind))
    day: Mapped[date]
    hour: Mapped[str]
    people: Mapped[str]  # accountant, storekeeper, head: who signs the minutes

    place: Mapped[StorePlace] = relationship(lazy="raise_on_sql")
    lines: Mapped[list[StocktakingLine]] = relationship(
        order_by="StocktakingLine.position", lazy="raise_on_sql"
    )

    @property
    def differing(self) -> list[StocktakingLine]:
        """Lines that do not agree with the books."""
        return [line for line in self.lines if line.counted != line.expected]


class StocktakingLine(Identified, Entered, TenantBase):
    """One exhibit as the books and as the shelf have it."""

    __tablename__ = "stocktaking_line"
    __table_args__ = (
        UniqueConstraint("stocktaking_id", "exhibit_id"),
        CheckConstraint("counted >= 0", name="counted_not_negative"),
        CheckConstraint("counted = expected OR note IS NOT NULL", name="difference_explained"),
    )

    stocktaking_id: Mapped[UUID] = mapped_column(ForeignKey("stocktaking.id"))
    exhibit_id: Mapped[UUID] = mapped_column(ForeignKey("exhibit.id"))
    position: Mapped[int]
    expected: Mapped[int]
    counted: Mapped[int]
    note: Mapped[str | None]

    exhibit: Mapped[Exhibit] = relationship(lazy="raise_on_sql")
