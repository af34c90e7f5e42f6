"""Ledger rows as books show them, in the order of the journal, read as they come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from thads.accounting.books.asked import Asked
from thads.cases.models import Case
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, Voucher

ORDER = (LedgerEntry.day, LedgerEntry.entered_at, LedgerEntry.id)
AT_ONCE = 1000  # rows held in memory
Entry = Any  # a row of `rows`


def of_units(asked: Asked) -> list[ColumnElement[bool]]:
    """The rows of the books that are asked for, whatever their day."""
    found: list[ColumnElement[bool]] = []
    if asked.units is not None:
        found.append(LedgerEntry.unit_id.in_(asked.units))
    if asked.case_id is not None:
        found.append(LedgerEntry.case_id == asked.case_id)
    return found


def within(asked: Asked) -> list[ColumnElement[bool]]:
    """The same within the days asked for."""
    days = (LedgerEntry.day >= asked.since, LedgerEntry.day <= asked.until)
    return [*of_units(asked), *days]


def touching(account: Account) -> ColumnElement[bool]:
    """Rows that change an account."""
    return or_(LedgerEntry.debit == account, LedgerEntry.credit == account)


def rows(
    db: Session, conditions: list[ColumnElement[bool]], offset: int, limit: int | None
) -> Iterator[Entry]:
    """Rows with their voucher and case, a bounded number in memory."""
    asked = (
        select(
            LedgerEntry.day, LedgerEntry.voucher, LedgerEntry.note, LedgerEntry.kind,
            LedgerEntry.debit, LedgerEntry.credit, LedgerEntry.amount, LedgerEntry.case_id,
            LedgerEntry.reverses_id, Voucher.counterpart, Voucher.reason,
            Case.number.label("case_number"), Case.series,
        )
        .outerjoin(Voucher, Voucher.id == LedgerEntry.voucher_id)
        .outerjoin(Case, Case.id == LedgerEntry.case_id)
        .where(*conditions)
        .order_by(*ORDER)
        .offset(offset)
    )  # fmt: skip
    if limit is not None:
        asked = asked.limit(limit)
    yield from db.execute(asked.execution_options(yield_per=AT_ONCE))


def count_and_sum(db: Session, conditions: list[ColumnElement[bool]], *amounts: Any) -> list[int]:
    """How many rows, and what these columns add up to."""
    columns: list[Any] = [func.count(), *(func.sum(one) for one in amounts)]
    asked = select(*columns)
    found = db.execute(asked.select_from(LedgerEntry).where(*conditions)).one()
    return [int(value or 0) for value in found]


def first(
    db: Session, conditions: list[ColumnElement[bool]], amount: ColumnElement[int], rows: int
) -> int:
    """What the first rows add up to."""
    if not rows:
        return 0
    leading = (
        select(amount.label("amount"))
        .select_from(LedgerEntry)
        .where(*conditions)
        .order_by(*ORDER)
        .limit(rows)
        .subquery()
    )
    return int(db.scalar(select(func.sum(leading.c.amount))) or 0)


def words_of(entry: Entry) -> str:
    """What was done: the voucher's reason and counterpart, else the kind of movement."""
    said = (entry.reason, entry.counterpart)
    if entry.reason is None and entry.kind is not None:
        said = (entry.kind.label, None)
    return "; ".join(text for text in (*said, entry.note) if text)


def case_of(entry: Entry) -> str:
    """The decision's number; empty when the row is of no case."""
    return f"{entry.case_number}/{entry.series}" if entry.case_id else ""


def before(asked: Asked) -> list[ColumnElement[bool]]:
    """Rows of earlier days."""
    return [*of_units(asked), LedgerEntry.day < asked.since]
