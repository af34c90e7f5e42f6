"""The case file: judgment, case, obligation items."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models.terms import Initiation, ItemKind, JudgmentKind, SigningMode
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.identity.models import User
from thads.parties.models import Party, PartyRole
from thads.units.models import Unit

if TYPE_CHECKING:
    from thads.cases.models.act import CaseAct
    from thads.ledger.models import LedgerEntry


class Judgment(Identified, Entered, TenantBase):
    """The judgment or decision to be enforced, as received (Sổ nhận bản án; ND152 Đ.7).

    Number and court are empty where a register brought in does not tell them."""

    __tablename__ = "judgment"
    __table_args__ = (
        Index(None, "unit_id", "received_on"),
        CheckConstraint("received_on >= judged_on", name="received_after_judged"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    number: Mapped[str]
    number_folded: Mapped[str]
    judged_on: Mapped[date | None]  # not known in some registers brought in
    court: Mapped[str]
    kind: Mapped[JudgmentKind] = mapped_column(Term(JudgmentKind))
    received_on: Mapped[date]
    summary: Mapped[str | None]

    cases: Mapped[list[Case]] = relationship(back_populates="judgment", lazy="raise_on_sql")


class Case(Identified, Entered, TenantBase):
    """One enforcement decision is one case (L08 Đ.3 k.9; L25 Đ.3 k.8). It has no status column:
    its standing on a day follows from its acts and its money (`thads.cases.history`)."""

    __tablename__ = "enforcement_case"
    __table_args__ = (
        Index(  # the name of a case; a struck one may be entered anew
            "uq_enforcement_case_key",
            "unit_id",
            "series",
            "number",
            "docketed_on",
            unique=True,
            sqlite_where=text("struck_by_id IS NULL"),
            postgresql_where=text("struck_by_id IS NULL"),
        ),
        Index(  # issued here: no number twice in its series and year; a register brought in may
            "uq_enforcement_case_issued",
            "unit_id",
            "series",
            "numbering_year",
            "number",
            unique=True,
            sqlite_where=text("import_id IS NULL"),
            postgresql_where=text("import_id IS NULL"),
        ),
        Index(None, "import_id"),
        Index(None, "struck_by_id"),
        Index(None, "docketed_on"),
        Index(None, "judgment_id"),
        Index("ix_enforcement_case_entered_at", "entered_at", "docketed_on"),  # known when
        CheckConstraint("number > 0", name="number_positive"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # the unit that issued it
    judgment_id: Mapped[UUID | None] = mapped_column(ForeignKey("judgment.id"))
    number: Mapped[int]
    series: Mapped[str]  # e.g. QĐ-CCTHADS
    numbering_year: Mapped[int]  # the statistics year of the decision's day
    docketed_on: Mapped[date]  # the decision's day
    initiation: Mapped[Initiation] = mapped_column(Term(Initiation))
    kind: Mapped[JudgmentKind] = mapped_column(Term(JudgmentKind))
    entrusted_in: Mapped[bool] = mapped_column(default=False)
    bank: Mapped[str | None]  # credit institution: marks a bank-credit case
    corruption: Mapped[bool] = mapped_column(default=False)
    drugs: Mapped[bool] = mapped_column(default=False)
    foreign_element: Mapped[bool] = mapped_column(default=False)
    signer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))  # may be unknown
    signing_mode: Mapped[SigningMode | None] = mapped_column(Term(SigningMode))
    revision: Mapped[int] = mapped_column(default=1)  # two people at once: the second is told
    import_id: Mapped[UUID | None] = mapped_column(ForeignKey("register_import.id"))  # wrote it
    struck_by_id: Mapped[UUID | None] = mapped_column(  # the import that replaced or took it back
        ForeignKey("register_import.id")
    )

    unit: Mapped[Unit] = relationship(lazy="joined")
    signer: Mapped[User | None] = relationship(lazy="raise_on_sql")
    judgment: Mapped[Judgment | None] = relationship(back_populates="cases", lazy="raise_on_sql")
    parties: Mapped[list[Party]] = relationship(
        order_by="(Party.role, Party.entered_at, Party.id)", lazy="raise_on_sql"
    )
    items: Mapped[list[ObligationItem]] = relationship(
        order_by="ObligationItem.position", lazy="raise_on_sql", back_populates="case"
    )
    acts: Mapped[list[CaseAct]] = relationship(
        order_by="(CaseAct.day, CaseAct.sequence)", lazy="raise_on_sql", back_populates="case"
    )
    entries: Mapped[list[LedgerEntry]] = relationship(  # facts of items, not all that was moved
        primaryjoin="and_(Case.id == LedgerEntry.case_id, LedgerEntry.sequence.is_not(None))",
        order_by="(LedgerEntry.day, LedgerEntry.sequence)",
        lazy="raise_on_sql",
    )

    __mapper_args__ = {"version_id_col": revision}

    @property
    def title(self) -> str:
        """The decision's number as people say it: 123/QĐ-CCTHADS."""
        return f"{self.number}/{self.series}"

    @property
    def is_struck(self) -> bool:
        """Replaced by a later import, or taken back with the one that wrote it: kept to be read,
        counted nowhere."""
        return self.struck_by_id is not None

    @property
    def debtors(self) -> list[Party]:
        """Those who must perform."""
        return [p for p in self.parties if p.role is PartyRole.DEBTOR]

    @property
    def creditors(self) -> list[Party]:
        """Those in whose favour the judgment is."""
        return [p for p in self.parties if p.role is PartyRole.CREDITOR]


class ObligationItem(Identified, Entered, TenantBase):
    """One obligation (khoản); amount in đồng, 0 when nothing is to be paid."""

    __tablename__ = "obligation_item"
    __table_args__ = (
        UniqueConstraint("case_id", "position"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    position: Mapped[int]
    kind: Mapped[ItemKind] = mapped_column(Term(ItemKind))
    description: Mapped[str | None]
    amount: Mapped[int]
    state_budget: Mapped[bool]

    case: Mapped[Case] = relationship(back_populates="items", lazy="raise_on_sql")
