"""Bank statements as they were given, and which voucher each of their rows became."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from thads.core.db import Entered, Identified, TenantBase
from thads.units.models import Unit


class BankAccount(Identified, Entered, TenantBase):
    """An account of the office for money held in trust; `unit_id` is the unit that keeps books."""

    __tablename__ = "bank_account"
    __table_args__ = (UniqueConstraint("number"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    bank: Mapped[str]  # as on papers: Kho bạc Nhà nước …, Ngân hàng …
    number: Mapped[str]  # digits

    unit: Mapped[Unit] = relationship(lazy="joined")

    @property
    def title(self) -> str:
        """1234567890 – Kho bạc Nhà nước …"""
        return f"{self.number} – {self.bank}"


class BankFile(Identified, Entered, TenantBase):
    """A statement file as it was given; its rows were read and wait, or were taken in."""

    __tablename__ = "bank_file"
    __table_args__ = (UniqueConstraint("account_id", "sha256"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("bank_account.id"))
    name: Mapped[str]
    sha256: Mapped[str]
    rows: Mapped[int]  # with something in them

    account: Mapped[BankAccount] = relationship(lazy="joined")

    @property
    def given_key(self) -> str:
        """Where the file itself is kept."""
        return f"bank/{self.id}.given"

    @property
    def rows_key(self) -> str:
        """Where its rows are kept, one a line."""
        return f"bank/{self.id}.rows"


class BankStatement(Identified, Entered, TenantBase):
    """A file whose rows were taken in; rows known from an earlier file were left out."""

    __tablename__ = "bank_statement"
    __table_args__ = (UniqueConstraint("file_id"), Index(None, "account_id"))

    file_id: Mapped[UUID] = mapped_column(ForeignKey("bank_file.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("bank_account.id"))
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)  # the name of each meaning's column
    first_day: Mapped[date]
    last_day: Mapped[date]
    taken: Mapped[int]  # rows taken in
    known: Mapped[int]  # rows left out


class BankRow(Identified, Entered, TenantBase):
    """One movement of the account; `amount` in đồng, below zero when it went out."""

    __tablename__ = "bank_row"
    __table_args__ = (
        UniqueConstraint("account_id", "fingerprint"),
        Index(None, "account_id", "day"),
        Index(None, "payer_account"),
        Index(None, "payer_folded"),
        CheckConstraint("amount <> 0", name="amount_not_zero"),
    )

    statement_id: Mapped[UUID] = mapped_column(ForeignKey("bank_statement.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("bank_account.id"))
    line: Mapped[int]  # of the file
    position: Mapped[int]  # in the order of the account
    day: Mapped[date]
    amount: Mapped[int]
    balance: Mapped[int | None]  # of the account after it
    reference: Mapped[str | None]
    text: Mapped[str]
    payer: Mapped[str | None]  # who sent or received it, as the bank says
    payer_folded: Mapped[str | None]
    payer_account: Mapped[str | None]
    fingerprint: Mapped[str]

    account: Mapped[BankAccount] = relationship(lazy="joined")


class BankMatch(Identified, Entered, TenantBase):
    """This row is that voucher: posted from the row, or found among what was posted before.

    It holds until it is ended or the voucher is taken back; then the row may be matched again.
    """

    __tablename__ = "bank_match"
    __table_args__ = (
        UniqueConstraint("row_id", "attempt"),
        Index(None, "voucher_id"),
        Index(None, "case_id"),
    )

    row_id: Mapped[UUID] = mapped_column(ForeignKey("bank_row.id"))
    attempt: Mapped[int]  # of the row, from 1
    voucher_id: Mapped[UUID] = mapped_column(ForeignKey("voucher.id"))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("enforcement_case.id"))
    is_posted: Mapped[bool]  # the voucher was made from the row


class BankMatchEnd(Identified, Entered, TenantBase):
    """A row and a voucher that do not belong together after all, and why."""

    __tablename__ = "bank_match_end"
    __table_args__ = (UniqueConstraint("match_id"),)

    match_id: Mapped[UUID] = mapped_column(ForeignKey("bank_match.id"))
    reason: Mapped[str]
