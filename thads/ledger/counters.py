"""Money of cases that an import struck out leaves the books, and comes back with them.

What an import brought in stands in no voucher; counter entries of the same days, which are facts
of no item, take it off the accounts. Books that are closed over it let neither happen.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.core.ids import ids_in_order
from thads.ledger.models import BookClose, LedgerEntry

NOTE = {
    True: "Rút khỏi sổ: hồ sơ bị thay thế hoặc thu hồi khi nhập sổ từ tệp",
    False: "Đưa lại vào sổ: thu hồi lần nhập đã thay thế hồ sơ",
}


def is_closed_over() -> ColumnElement[bool]:
    """Some money of the case lies in a closed month."""
    return (
        select(1)
        .select_from(LedgerEntry)
        .join(BookClose, BookClose.unit_id == LedgerEntry.unit_id)
        .where(LedgerEntry.case_id == Case.id, BookClose.month_end >= LedgerEntry.day)
        .exists()
    )


def take_off(db: Session, case_ids: Collection[UUID]) -> None:
    """Take the money of these cases off the books."""
    _write(db, case_ids, off=True)


def put_back(db: Session, case_ids: Collection[UUID]) -> None:
    """Undo `take_off`."""
    _write(db, case_ids, off=False)


def _write(db: Session, case_ids: Collection[UUID], *, off: bool) -> None:
    entry, ids = LedgerEntry, ids_in_order()
    stmt = (
        select(entry.unit_id, entry.day, entry.debit, entry.credit, entry.amount, entry.case_id,
               entry.item_id, entry.voucher)
        .where(entry.case_id.in_(case_ids), entry.kind.is_not(None))
        .order_by(entry.id)
    )  # fmt: skip
    rows = [
        {
            "id": UUID(next(ids)), "unit_id": unit_id, "day": day,
            "debit": credit if off else debit, "credit": debit if off else credit,
            "amount": amount, "case_id": case_id, "item_id": item_id, "voucher": voucher,
            "note": NOTE[off],
        }
        for unit_id, day, debit, credit, amount, case_id, item_id, voucher in db.execute(stmt)
    ]  # fmt: skip
    if rows:
        db.execute(insert(LedgerEntry), rows)
