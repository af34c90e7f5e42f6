"""Money in double entry: vouchers and their transfers, append-only, in whole đồng."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.cases.models import Case, CaseAct, MovementKind, ObligationItem
from thads.core.codes import Coded
from thads.core.db import Entered, Identified, TenantBase, Term
from thads.ledger.accounts import Account
from thads.periods.models import PeriodClose
from thads.units.models import Unit


class VoucherKind(Coded):
    """Kinds of voucher; each has a series of its own, by books and year (TT78/2020 Đ.9)."""

    CASH_RECEIPT = "cash_receipt", "Phiếu thu", "PT"
    CASH_PAYMENT = "cash_payment", "Phiếu chi", "PC"
    COLLECTION_RECEIPT = "collection_receipt", "Biên lai thu tiền", "BL"
    CREDIT_ADVICE = "credit_advice", "Giấy báo có", "BC"
    PAYMENT_ORDER = "payment_order", "Ủy nhiệm chi", "UNC"
    TRANSFER = "transfer", "Bút toán khác", "BT"


class Voucher(Identified, Entered, TenantBase):
    """One paper of the books of one unit, with the transfers it stands for (`entries`)."""

    __tablename__ = "voucher"
    __table_args__ = (
        UniqueConstraint("unit_id", "kind", "year", "number"),
        Index(None, "unit_id", "day"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # whose books
    kind: Mapped[VoucherKind] = mapped_column(Term(VoucherKind))
    year: Mapped[int]  # the calendar year of its day
    number: Mapped[int]
    day: Mapped[date]
    counterpart: Mapped[str]  # who gave or got the money
    account_number: Mapped[str | None]
    bank: Mapped[str | None]
    reason: Mapped[str]
    reverses_id: Mapped[UUID | None] = mapped_column(ForeignKey("voucher.id"), unique=True)
    submission_key: Mapped[str | None] = mapped_column(unique=True)

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
    entries: Mapped[list[LedgerEntry]] = relationship(
        lazy="raise_on_sql", order_by="LedgerEntry.id"
    )

    @property
    def title(self) -> str:
        """As people say it: PT12/2026."""
        return f"{self.kind.code}{self.number}/{self.year}"


class LedgerEntry(Identified, Entered, TenantBase):
    """One transfer of money from the account `credit` to the account `debit`, so that the sum of
    debits is the sum of credits. A mistake is answered by a linked reversal, never edited.

    With a `kind` it is a fact of an item, and `sequence` shares the order of the case's acts;
    without one, it moves money and touches no item. `voucher` is the number to be read.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("case_id", "sequence"),
        UniqueConstraint("reverses_id"),
        Index(None, "day"),
        Index("ix_ledger_entry_entered_at", "entered_at", "day"),  # what was known when
        Index(None, "item_id"),
        Index(None, "voucher_id"),
        Index("ix_ledger_entry_book", "unit_id", "day", "debit", "credit", "amount"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("debit <> credit", name="two_accounts"),
        CheckConstraint("(kind IS NULL) = (sequence IS NULL)", name="fact_has_its_place"),
        CheckConstraint(
            "kind IS NULL OR (case_id IS NOT NULL AND item_id IS NOT NULL)", name="fact_of_an_item"
        ),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))  # whose books
    day: Mapped[date]
    debit: Mapped[Account] = mapped_column(Term(Account))
    credit: Mapped[Account] = mapped_column(Term(Account))
    amount: Mapped[int]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("obligation_item.id"))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))
    sequence: Mapped[int | None]
    kind: Mapped[MovementKind | None] = mapped_column(Term(MovementKind))
    voucher_id: Mapped[UUID | None] = mapped_column(ForeignKey("voucher.id"))  # none: brought in
    voucher: Mapped[str | None]
    reverses_id: Mapped[UUID | None] = mapped_column(ForeignKey("ledger_entry.id"))
    note: Mapped[str | None]

    item: Mapped[ObligationItem | None] = relationship(lazy="raise_on_sql")


class BookClose(Identified, Entered, TenantBase):
    """The books of a unit are closed up to the end of a month: nothing is dated inside any more.

    `balances`: đồng on each account at that end, by the account's value.
    """

    __tablename__ = "book_close"
    __table_args__ = (UniqueConstraint("unit_id", "month_end"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    month_end: Mapped[date]
    balances: Mapped[dict[str, Any]] = mapped_column(JSON)


class Means(Coded):
    """How money came in."""

    CASH = "cash", "Tiền mặt"
    TRANSFER = "transfer", "Chuyển khoản"
    ACCOUNT_DEDUCTION = "account_deduction", "Khấu trừ tiền trong tài khoản"
    INCOME_DEDUCTION = "income_deduction", "Trừ vào thu nhập"
    AUCTION = "auction", "Tiền bán đấu giá tài sản"
    DIRECT = "direct", "Các bên giao nhận trực tiếp"


class Collection(Identified, Entered, TenantBase):
    """A voucher by which money of a case came in: how, from whom, for whom.

    Who paid is the voucher's counterpart; `payer_party_id` when that is a party of the case.
    """

    __tablename__ = "collection"
    __table_args__ = (UniqueConstraint("voucher_id"), Index(None, "case_id"))

    voucher_id: Mapped[UUID] = mapped_column(ForeignKey("voucher.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("enforcement_case.id"))
    means: Mapped[Means] = mapped_column(Term(Means))
    payer_party_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))
    payer_address: Mapped[str | None]
    on_behalf_of: Mapped[str | None]  # whom another person paid for (TT04/2023 Đ.16 k.1)


# Read back from open data after what they close: the database refuses it the other way.
for _close, _closed in (
    (BookClose, (Voucher, LedgerEntry)),
    (PeriodClose, (Case, CaseAct, LedgerEntry)),
):
    for _facts in _closed:
        cast("Table", _close.__table__).add_is_dependent_on(cast("Table", _facts.__table__))
