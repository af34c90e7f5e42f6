"""Bảng cân đối: every account with its opening, turnover and closing."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from thads.accounting.books import entries
from thads.accounting.books.asked import Asked
from thads.accounting.sheet import Column, Line, Shape, Sheet
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry

COLUMNS = (
    Column("Tài khoản", width=44),
    *(Column(title, Shape.MONEY, 18) for title in (
        "Đầu kỳ Nợ (đ)", "Đầu kỳ Có (đ)", "Phát sinh Nợ (đ)", "Phát sinh Có (đ)",
        "Cuối kỳ Nợ (đ)", "Cuối kỳ Có (đ)",
    )),
)  # fmt: skip
Sides = dict[Account, tuple[int, int]]


def trial_balance(db: Session, asked: Asked) -> Sheet:
    """A row for each account; debits and credits of each pair of columns add up to the same."""
    opening, moved = (
        sides(db, conditions) for conditions in (entries.before(asked), entries.within(asked))
    )
    lines = [_line(account, opening[account], moved[account]) for account in Account]

    def read(offset: int, limit: int | None) -> Iterator[Line]:
        yield from lines[offset : None if limit is None else offset + limit]

    amounts = [line.cells[1:] for line in lines]
    sums = ("Cộng", *(sum(column) for column in zip(*amounts, strict=True)))
    return Sheet(columns=COLUMNS, total=len(lines), read=read, sums=sums)


def sides(db: Session, conditions: list[ColumnElement[bool]]) -> Sides:
    """What these rows put on the two sides of each account."""
    found: dict[Account, list[int]] = {account: [0, 0] for account in Account}
    for place, column in enumerate((LedgerEntry.debit, LedgerEntry.credit)):
        asked = select(column, func.sum(LedgerEntry.amount)).where(*conditions).group_by(column)
        for account, amount in db.execute(asked):
            found[account][place] = int(amount)
    return {account: (debit, credit) for account, (debit, credit) in found.items()}


def _line(account: Account, opening: tuple[int, int], moved: tuple[int, int]) -> Line:
    before = opening[0] - opening[1]
    after = before + moved[0] - moved[1]
    return Line((account.label, *_on_side(before), *moved, *_on_side(after)))


def _on_side(balance: int) -> tuple[int, int]:
    return (balance, 0) if balance > 0 else (0, -balance)
