"""Acts upon a case: decisions and other dated facts, never changed once entered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models.case import Case, ObligationItem
from thads.cases.models.terms import ActKind, SigningMode, Standing
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User

if TYPE_CHECKING:
    from thads.fees.models import FeeDecision, FeeReliefAnswer
    from thads.verification.models import Verification


class NumberedDecision:
    """A decision beside the enforcement decision: those of all tables share one running number."""

    if TYPE_CHECKING:
        day: Mapped[date]
        unit_id: Mapped[UUID | None]  # whose number series
        number: Mapped[int | None]
        series: Mapped[str | None]
        numbering_year: Mapped[int | None]

    @property
    def in_words(self) -> str:
        """What it is and of which day, as a refusal of its number names it."""
        raise NotImplementedError


class CaseAct(NumberedDecision, Identified, Entered, TenantBase):
    """One act with its legal day. `sequence` orders the facts of one case, money included.

    `item_id` empty: all open items. `amount` empty: all that remains. A CORRECTION names the act
    that it strikes out (`corrects_id`); both stay readable.
    """

    __tablename__ = "case_act"
    __table_args__ = (
        UniqueConstraint("case_id", "sequence"),
        UniqueConstraint("unit_id", "series", "numbering_year", "number"),
        UniqueConstraint("corrects_id"),
        Index(None, "kind", "day"),
        Index("ix_case_act_entered_at", "entered_at", "day"),  # what was known when
        CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
        CheckConstraint(
            "(kind = 'correction') = (corrects_id IS NOT NULL)", name="correction_names"
        ),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    sequence: Mapped[int]
    day: Mapped[date]
    kind: Mapped[ActKind] = mapped_column(Term(ActKind))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("obligation_item.id"))
    amount: Mapped[int | None]
    ground: Mapped[str | None]  # code of the ground in the law of that day
    until: Mapped[date | None]  # a postponement's last day
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    to_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    receiver: Mapped[str | None]  # the agency entrusted
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))  # whose number series
    number: Mapped[int | None]
    series: Mapped[str | None]
    numbering_year: Mapped[int | None]
    stated_number: Mapped[str | None]  # as a register brought in writes it, outside our series
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    signing_mode: Mapped[SigningMode | None] = mapped_column(Term(SigningMode))
    note: Mapped[str | None]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_act.id"))
    submission_key: Mapped[str | None] = mapped_column(
        unique=True
    )  # a double submit has one effect

    case: Mapped[Case] = relationship(back_populates="acts", lazy="raise_on_sql")
    item: Mapped[ObligationItem | None] = relationship(lazy="raise_on_sql")
    officer: Mapped[User | None] = relationship(foreign_keys=[officer_id], lazy="raise_on_sql")
    signer: Mapped[User | None] = relationship(foreign_keys=[signer_id], lazy="raise_on_sql")
    verification: Mapped[Verification | None] = relationship(lazy="raise_on_sql", viewonly=True)
    fee_decision: Mapped[FeeDecision | None] = relationship(lazy="raise_on_sql", viewonly=True)
    fee_relief: Mapped[FeeReliefAnswer | None] = relationship(lazy="raise_on_sql", viewonly=True)

    @property
    def in_words(self) -> str:
        """Hoãn ngày 02/05/2024."""
        return f"{self.kind.label} ngày {self.day:%d/%m/%Y}"


class CaseInterval(TenantBase):
    """Read model: where a case stood, with whom, and what remained, from day to day.

    Written only by `thads.cases.intervals` from the facts, in the transaction of the fact.
    A day belongs to the interval with `starts_on <= day < ends_on` (`ends_on` empty: until now).
    """

    __tablename__ = "case_interval"
    __table_args__ = (
        Index(None, "starts_on", "ends_on"),
        Index("ix_case_interval_now", "unit_id", "standing", "ends_on"),
        Index(  # covers the sums below the register
            "ix_case_interval_sums",
            *("ends_on", "unit_id", "starts_on", "awarded", "collected", "remaining"),
        ),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"), primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    ends_on: Mapped[date | None]
    standing: Mapped[Standing] = mapped_column(Term(Standing))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    awarded: Mapped[int]  # award and increases so far, đồng
    collected: Mapped[int]  # collected less reversed so far, đồng
    remaining: Mapped[int]  # đồng


class RegisterTotal(TenantBase):
    """Read model: how many cases of a unit stand so now, and their money.

    The sums of the intervals without an end, written with them by `thads.cases.totals`.
    """

    __tablename__ = "register_total"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    standing: Mapped[Standing] = mapped_column(Term(Standing), primary_key=True)
    cases: Mapped[int]
    awarded: Mapped[int]  # đồng
    collected: Mapped[int]
    remaining: Mapped[int]
