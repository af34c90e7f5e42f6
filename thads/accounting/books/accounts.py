"""Sổ cái, sổ quỹ, sổ tiền gửi: one account with its opening, movements and closing."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import Session

from thads.accounting.books import entries
from thads.accounting.books.asked import Asked
from thads.accounting.books.entries import Entry
from thads.accounting.sheet import Cells, Column, Line, Shape, Sheet
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry

HEAD = (Column("Ngày ghi sổ", Shape.DAY, 14), Column("Chứng từ", width=14),
        Column("Diễn giải", width=44), Column("Quyết định thi hành án", width=20),
        Column("Tài khoản đối ứng", width=28))  # fmt: skip


def account_book(db: Session, asked: Asked) -> Sheet:
    """Sổ cái of one account: debit, credit, balance on the account's own side."""
    return _book(db, asked, asked.account, ("Nợ (đ)", "Có (đ)", "Số dư (đ)"))


def cash_book(db: Session, asked: Asked) -> Sheet:
    """Sổ quỹ: what came into the cash box, went out of it, and was in it."""
    return _book(db, asked, Account.CASH, ("Thu (đ)", "Chi (đ)", "Tồn quỹ (đ)"))


def deposit_book(db: Session, asked: Asked) -> Sheet:
    """Sổ tiền gửi of the trust account."""
    return _book(db, asked, Account.TRUST, ("Gửi vào (đ)", "Rút ra (đ)", "Còn lại (đ)"))


def _book(db: Session, asked: Asked, account: Account, titles: tuple[str, str, str]) -> Sheet:
    touched = entries.touching(account)
    conditions = [*entries.within(asked), touched]
    debit, credit = debited(account), credited(account)
    total, debits, credits = entries.count_and_sum(db, conditions, debit, credit)
    _, before = entries.count_and_sum(db, [*entries.before(asked), touched], own(account))

    def read(offset: int, limit: int | None) -> Iterator[Line]:
        balance = before + entries.first(db, conditions, own(account), offset)
        for entry in entries.rows(db, conditions, offset, limit):
            cells, moved = _cells(entry, account)
            balance += moved
            yield Line((*cells, balance), entry.case_id)

    after = before + (debits - credits if account.is_asset else credits - debits)
    return Sheet(
        columns=(*HEAD, *(Column(title, Shape.MONEY, 18) for title in titles)),
        total=total, read=read,
        opening=_words("Số dư đầu kỳ", None, None, before),
        sums=_words("Cộng số phát sinh", debits, credits, None),
        closing=_words("Số dư cuối kỳ", None, None, after),
    )  # fmt: skip


def _cells(entry: Entry, account: Account) -> tuple[Cells, int]:
    """A row without its balance, and by how much it moves the account on its own side."""
    comes = entry.debit is account
    other = entry.credit if comes else entry.debit
    cells = (
        entry.day, entry.voucher, entries.words_of(entry), entries.case_of(entry),
        other.label, entry.amount if comes else None, None if comes else entry.amount,
    )  # fmt: skip
    return cells, entry.amount if comes == account.is_asset else -entry.amount


def _words(words: str, debits: int | None, credits: int | None, balance: int | None) -> Cells:
    return (None, None, words, None, None, debits, credits, balance)


def debited(account: Account) -> ColumnElement[int]:
    """What a row puts on the debit side of an account."""
    return case((LedgerEntry.debit == account, LedgerEntry.amount), else_=0)


def credited(account: Account) -> ColumnElement[int]:
    """What a row puts on the credit side of an account."""
    return case((LedgerEntry.credit == account, LedgerEntry.amount), else_=0)


def own(account: Account) -> ColumnElement[int]:
    """By how much a row moves an account on its own side: assets debit, liabilities credit."""
    sides = debited(account), credited(account)
    return sides[0] - sides[1] if account.is_asset else sides[1] - sides[0]
