"""Sổ chi tiết: what came in, went out and is held, decision by decision (TT78/2020 Đ.11 k.2 c)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from thads.accounting.books import entries, flows
from thads.accounting.books.asked import Asked
from thads.accounting.books.entries import AT_ONCE
from thads.accounting.sheet import Cells, Column, Line, Shape, Sheet
from thads.cases.models import Case
from thads.ledger.models import LedgerEntry

FLOW_COLUMNS = tuple(
    Column(title, Shape.MONEY, 17)
    for title in (
        "Đầu kỳ còn giữ (đ)", "Thu trong kỳ (đ)", "Chi người được thi hành án (đ)",
        "Nộp ngân sách, phí, thuế (đ)", "Chi khác, trả lại (đ)", "Cuối kỳ còn giữ (đ)",
    )
)  # fmt: skip
NAMES = ("opening", "received", "to_creditor", "to_budget", "to_others")
COLUMNS = (Column("Quyết định thi hành án", width=22), Column("Ngày", Shape.DAY, 14), *FLOW_COLUMNS)
DECISION = (
    Column("Ngày ghi sổ", Shape.DAY, 14), Column("Chứng từ", width=14),
    Column("Diễn giải", width=44), Column("Ghi Nợ", width=26), Column("Ghi Có", width=26),
    Column("Thu (đ)", Shape.MONEY, 17), Column("Chi (đ)", Shape.MONEY, 17),
    Column("Còn giữ (đ)", Shape.MONEY, 17),
)  # fmt: skip


def decisions(db: Session, asked: Asked) -> Sheet:
    """A row for each decision on which money moved in these days or was held before them."""
    sums = [one.label(name) for name, one in zip(NAMES, flows.columns(asked.since), strict=True)]
    of_case = (
        select(Case.id, Case.number, Case.series, Case.docketed_on, *sums)
        .join(LedgerEntry, LedgerEntry.case_id == Case.id)
        .where(
            *entries.of_units(asked), LedgerEntry.day <= asked.until,
            Case.struck_by_id.is_(None),  # counts nowhere
        )
        .group_by(Case.id, Case.number, Case.series, Case.docketed_on)
        .subquery()
    )  # fmt: skip
    amounts = [of_case.c[name] for name in NAMES]
    lively = or_(*(amount != 0 for amount in amounts))
    total, *whole = db.execute(
        select(func.count(), *(func.coalesce(func.sum(one), 0) for one in amounts)).where(lively)
    ).one()

    def read(offset: int, limit: int | None) -> Iterator[Line]:
        shown = select(of_case).where(lively).offset(offset).limit(limit)
        shown = shown.order_by(of_case.c.docketed_on, of_case.c.number, of_case.c.id)
        for row in db.execute(shown.execution_options(yield_per=AT_ONCE)):
            made = flows.flows_of(row[4:])
            yield Line((f"{row.number}/{row.series}", row.docketed_on, *made.cells), row.id)

    cells = ("Cộng", None, *flows.flows_of(whole).cells)
    return Sheet(columns=COLUMNS, total=total, read=read, sums=cells)


def decision_book(db: Session, asked: Asked) -> Sheet:
    """Every movement of one decision, with what is held of it after each."""
    conditions = entries.within(asked)
    comes, goes = flows.inflow(), flows.outflow()
    total, inside, outside = entries.count_and_sum(db, conditions, comes, goes)
    _, held = entries.count_and_sum(db, entries.before(asked), comes - goes)

    def read(offset: int, limit: int | None) -> Iterator[Line]:
        balance = held + entries.first(db, conditions, comes - goes, offset)
        for entry in entries.rows(db, conditions, offset, limit):
            came, went = flows.moved(entry)
            balance += came - went
            cells = (
                entry.day, entry.voucher, entries.words_of(entry), entry.debit.label,
                entry.credit.label, came or None, went or None, balance,
            )  # fmt: skip
            yield Line(cells)

    def words(text: str, came: int | None, went: int | None, balance: int | None) -> Cells:
        return (None, None, text, None, None, came, went, balance)

    return Sheet(
        columns=DECISION, total=total, read=read,
        opening=words("Đầu kỳ còn giữ", None, None, held),
        sums=words("Cộng số phát sinh", inside, outside, None),
        closing=words("Cuối kỳ còn giữ", None, None, held + inside - outside),
    )  # fmt: skip
