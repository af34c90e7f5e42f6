"""Exhibits (vật chứng, tài sản tạm giữ): files, things, and what happens to each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.evidence.kinds import ExhibitKind, Fate, StepKind

if TYPE_CHECKING:
    from thads.evidence.store.models import StorePlace


class EvidenceFile(Identified, Entered, TenantBase):
    """Exhibits that were seized together: of a case, or of a unit that knows no judgment on them
    (NĐ152 Đ.38 k.3)."""

    __tablename__ = "evidence_file"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "unit_id"),
        CheckConstraint("(case_id IS NULL) = (unit_id IS NOT NULL)", name="case_or_unit"),
        CheckConstraint("case_id IS NULL OR decided_on IS NOT NULL", name="case_has_decision"),
    )

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    description: Mapped[str]
    decided_on: Mapped[date | None]  # the enforcement decision on these exhibits
    seized_by: Mapped[str | None]
    seizure_number: Mapped[str | None]  # of the minutes of seizure
    seized_on: Mapped[date | None]

    case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
    exhibits: Mapped[list[Exhibit]] = relationship(
        order_by="Exhibit.position", back_populates="file", lazy="raise_on_sql"
    )


class Exhibit(Identified, Entered, TenantBase):
    """One thing as the minutes of seizure tell it: whole lots, moved and ended as a whole."""

    __tablename__ = "exhibit"
    __table_args__ = (
        UniqueConstraint("file_id", "position"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("value IS NULL OR value >= 0", name="value_not_negative"),
    )

    file_id: Mapped[UUID] = mapped_column(ForeignKey("evidence_file.id"))
    position: Mapped[int]
    kind: Mapped[ExhibitKind] = mapped_column(Term(ExhibitKind))
    name: Mapped[str]
    quantity: Mapped[int]  # in `measure`
    measure: Mapped[str]
    state: Mapped[str | None]
    seal: Mapped[str | None]
    value: Mapped[int | None]  # đồng; of money its amount

    file: Mapped[EvidenceFile] = relationship(back_populates="exhibits", lazy="raise_on_sql")
    steps: Mapped[list[ExhibitStep]] = relationship(
        order_by="ExhibitStep.sequence", lazy="raise_on_sql"
    )

    @property
    def held(self) -> int:
        """How many there are, in `measure`: as received last, before that as seized."""
        of_receipts = [step.quantity for step in self.steps if step.kind is StepKind.RECEIVED]
        return next((n for n in reversed(of_receipts) if n is not None), self.quantity)


class ExhibitStep(Identified, Entered, TenantBase):
    """One thing that happened to an exhibit on its day; never changed."""

    __tablename__ = "exhibit_step"
    __table_args__ = (
        UniqueConstraint("exhibit_id", "sequence"),
        Index(None, "kind", "day"),
        Index(None, "file_id"),
        CheckConstraint("(kind = 'ordered') = (fate IS NOT NULL)", name="ordered_says_fate"),
        CheckConstraint("kind <> 'destroyed' OR council_id IS NOT NULL", name="council_destroys"),
        CheckConstraint(
            "kind NOT IN ('stored', 'issued') OR (order_id IS NOT NULL AND place_id IS NOT NULL)",
            name="ordered_moves",
        ),
        CheckConstraint("quantity IS NULL OR quantity >= 0", name="quantity_not_negative"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount_not_negative"),
    )

    exhibit_id: Mapped[UUID] = mapped_column(ForeignKey("exhibit.id"))
    file_id: Mapped[UUID] = mapped_column(ForeignKey("evidence_file.id"))  # the exhibit's
    sequence: Mapped[int]
    kind: Mapped[StepKind] = mapped_column(Term(StepKind))
    day: Mapped[date]
    fate: Mapped[Fate | None] = mapped_column(Term(Fate))
    quantity: Mapped[int | None]  # as found
    state: Mapped[str | None]
    seal: Mapped[str | None]
    number: Mapped[str | None]  # of the paper that says so
    body: Mapped[str | None]  # from whom, to whom
    amount: Mapped[int | None]  # đồng
    counts_from: Mapped[date | None]  # when the judgment took effect, for the five years
    note: Mapped[str | None]
    order_id: Mapped[UUID | None] = mapped_column(ForeignKey("store_order.id"))
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("store_place.id"))
    council_id: Mapped[UUID | None] = mapped_column(ForeignKey("destruction_council.id"))

    place: Mapped[StorePlace | None] = relationship(lazy="raise_on_sql")
