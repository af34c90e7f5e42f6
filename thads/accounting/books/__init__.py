"""The books of TT78/2020 Đ.11, each following from the ledger."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from thads.accounting.books.accounts import account_book, cash_book, deposit_book
from thads.accounting.books.asked import Asked, Book
from thads.accounting.books.balances import trial_balance
from thads.accounting.books.decisions import decision_book, decisions
from thads.accounting.books.journal import journal
from thads.accounting.books.report import report
from thads.accounting.sheet import Sheet

__all__ = ["Asked", "Book", "open_book"]

OPENERS: dict[Book, Callable[[Session, Asked], Sheet]] = {
    Book.JOURNAL: journal,
    Book.LEDGER: account_book,
    Book.CASH: cash_book,
    Book.DEPOSITS: deposit_book,
    Book.DECISIONS: decisions,
    Book.DECISION: decision_book,
    Book.BALANCES: trial_balance,
    Book.REPORT: report,
}


def open_book(db: Session, asked: Asked) -> Sheet:
    """The book that is asked for."""
    return OPENERS[asked.book](db, asked)
