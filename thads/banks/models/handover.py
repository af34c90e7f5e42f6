"""The way on which mortgaged property is handed over without coercion, or is not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.banks.models.institution import CreditInstitution
from thads.cases.models import Case
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term


class HandoverStep(Coded):
    """What happened on the way; the last one says how it stands."""

    OFFERED = "offered", "Đã vận động, chờ trả lời"
    AGREED = "agreed", "Đã thỏa thuận giao"
    HANDED_OVER = "handed_over", "Đã giao tài sản"
    FAILED = "failed", "Không tự nguyện giao"
    COERCION = "coercion", "Đã ra quyết định cưỡng chế"

    @property
    def waits_for_a_day(self) -> bool:
        """A day was set: for the answer, or for the hand-over."""
        return self in (HandoverStep.OFFERED, HandoverStep.AGREED)

    @property
    def ends_it(self) -> bool:
        """Nothing follows any more."""
        return self in (HandoverStep.HANDED_OVER, HandoverStep.COERCION)

    @property
    def followers(self) -> tuple[HandoverStep, ...]:
        """What may happen next."""
        return FOLLOWERS[self]


FOLLOWERS: dict[HandoverStep, tuple[HandoverStep, ...]] = {
    HandoverStep.OFFERED: (HandoverStep.AGREED, HandoverStep.OFFERED, HandoverStep.FAILED),
    HandoverStep.AGREED: (HandoverStep.HANDED_OVER, HandoverStep.AGREED, HandoverStep.FAILED),
    HandoverStep.FAILED: (HandoverStep.COERCION, HandoverStep.OFFERED),
    HandoverStep.HANDED_OVER: (),
    HandoverStep.COERCION: (),
}


class VoluntaryHandover(Identified, Entered, TenantBase):
    """One mortgaged asset whose owner is asked to hand it over to be sold."""

    __tablename__ = "voluntary_handover"
    __table_args__ = (
        Index(None, "institution_id"),
        Index(None, "case_id"),
        CheckConstraint("asset_value >= 0", name="asset_value_not_negative"),
    )

    institution_id: Mapped[UUID] = mapped_column(ForeignKey("credit_institution.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    asset: Mapped[str]
    asset_value: Mapped[int | None]  # đồng, as the mortgage says; None: not valued
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    institution: Mapped[CreditInstitution] = relationship(lazy="joined")
    case: Mapped[Case] = relationship(lazy="joined")
    steps: Mapped[list[VoluntaryHandoverStep]] = relationship(
        order_by="VoluntaryHandoverStep.sequence", lazy="selectin"
    )

    @property
    def last(self) -> VoluntaryHandoverStep:
        """The step that says how it stands; the offer is written with it."""
        return self.steps[-1]


class VoluntaryHandoverStep(Identified, Entered, TenantBase):
    """One step of it."""

    __tablename__ = "voluntary_handover_step"
    __table_args__ = (
        UniqueConstraint("handover_id", "sequence"),
        Index(None, "day"),
        Index(None, "measure_id"),
        CheckConstraint("due_on >= day", name="due_after_day"),
        CheckConstraint(
            "(due_on IS NOT NULL) = (kind IN ('offered', 'agreed'))", name="waits_for_a_day"
        ),
    )

    handover_id: Mapped[UUID] = mapped_column(ForeignKey("voluntary_handover.id"))
    sequence: Mapped[int]
    kind: Mapped[HandoverStep] = mapped_column(Term(HandoverStep))
    day: Mapped[date]
    due_on: Mapped[date | None]  # for the answer, or for the hand-over
    note: Mapped[str]
    paper: Mapped[str | None]  # minutes, decision of coercion: number and day
    # of coercion; entries that are older than the register of measures have none
    measure_id: Mapped[UUID | None] = mapped_column(ForeignKey("measure.id"))
