"""Sổ nhật ký: every movement in the order of time."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from thads.accounting.books import entries
from thads.accounting.books.asked import Asked
from thads.accounting.sheet import Column, Line, Shape, Sheet
from thads.ledger.models import LedgerEntry

COLUMNS = (
    Column("Ngày ghi sổ", Shape.DAY, 14), Column("Chứng từ", width=14),
    Column("Diễn giải", width=44), Column("Quyết định thi hành án", width=20),
    Column("Ghi Nợ", width=26), Column("Ghi Có", width=26),
    Column("Số tiền (đ)", Shape.MONEY, 18),
)  # fmt: skip


def journal(db: Session, asked: Asked) -> Sheet:
    """The journal of the days asked for."""
    conditions = entries.within(asked)
    total, amount = entries.count_and_sum(db, conditions, LedgerEntry.amount)

    def read(offset: int, limit: int | None) -> Iterator[Line]:
        for entry in entries.rows(db, conditions, offset, limit):
            cells = (
                entry.day, entry.voucher, entries.words_of(entry),
                entries.case_of(entry), entry.debit.label, entry.credit.label, entry.amount,
            )  # fmt: skip
            yield Line(cells, entry.case_id)

    sums = (None, None, "Cộng số phát sinh", None, None, None, amount)
    return Sheet(columns=COLUMNS, total=total, read=read, sums=sums)
