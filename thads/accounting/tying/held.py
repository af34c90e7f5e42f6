"""What is held of each item: by what happened on it, and by the balance of its account."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from thads.accounting.tying.collected import holders
from thads.accounting.tying.lines import Check, Fault, Line
from thads.cases.models import Case
from thads.core.money import format_dong
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry
from thads.ledger.queries import SIGNS

ACCOUNTS = (Account.HELD_CREDITOR, Account.HELD_STATE)
ENTRY = LedgerEntry


def by_kind() -> ColumnElement[int]:
    """By how much a row changes what is held of its item, as the case reads it."""
    amounts = [(ENTRY.kind == kind, sign * ENTRY.amount) for kind, sign in SIGNS.items()]
    return case(*amounts, else_=0)


def by_account() -> ColumnElement[int]:
    """The same as the two accounts of items read it."""
    comes = case((ENTRY.credit.in_(ACCOUNTS), ENTRY.amount), else_=0)
    return comes - case((ENTRY.debit.in_(ACCOUNTS), ENTRY.amount), else_=0)


def lines(db: Session, day: date, units: tuple[UUID, ...] | None) -> list[Line]:
    """A line for each unit that holds cases with money."""
    items = _items(day)
    loose = case((items.c.item_id.is_(None), 0), else_=items.c.booked)
    faulty = or_(items.c.told != items.c.booked, items.c.booked < 0)
    holder = holders(day)
    asked = (
        select(
            holder.c.unit_id, func.sum(items.c.told), func.sum(loose), func.sum(items.c.booked),
            func.sum(case((faulty, 1), else_=0)),
        )
        .select_from(items)
        .outerjoin(holder, holder.c.case_id == items.c.case_id)
        .group_by(holder.c.unit_id)
    )  # fmt: skip
    found = []
    for unit_id, *amounts in db.execute(asked):
        told, of_items, on_account, faults = (int(amount or 0) for amount in amounts)
        if units is None or unit_id in units:
            found.append(Line(
                check=Check.HELD, unit_id=unit_id, sums=(told, of_items, on_account),
                difference=(told - of_items) or (of_items - on_account),
                first=_first(db, day, unit_id) if faults else None,
            ))  # fmt: skip
    return found


def _items(day: date) -> Subquery:
    """By item: what is held of it, told twice. Rows on these accounts without an item stand under
    no item of their case."""
    return (
        select(
            ENTRY.case_id, ENTRY.item_id, func.sum(by_kind()).label("told"),
            func.sum(by_account()).label("booked"),
        )
        .join(Case, Case.id == ENTRY.case_id)
        .where(Case.struck_by_id.is_(None), ENTRY.day <= day)
        .group_by(ENTRY.case_id, ENTRY.item_id)
        .subquery()
    )  # fmt: skip


def _first(db: Session, day: date, unit_id: UUID | None) -> Fault:
    """Of the faulty items the row that came first and says two things."""
    items, holder = _items(day), holders(day)
    faulty = or_(items.c.told != items.c.booked, items.c.booked < 0)
    of_unit = holder.c.unit_id.is_not_distinct_from(unit_id)
    same_item = or_(
        ENTRY.item_id == items.c.item_id, and_(ENTRY.item_id.is_(None), items.c.item_id.is_(None))
    )
    rows = (
        select(ENTRY.day, ENTRY.case_id, ENTRY.item_id, ENTRY.id, items.c.told, items.c.booked)
        .join(items, and_(items.c.case_id == ENTRY.case_id, same_item))
        .outerjoin(holder, holder.c.case_id == items.c.case_id)
        .where(faulty, of_unit, ENTRY.day <= day, or_(ENTRY.kind.is_not(None), by_account() != 0))
        .limit(1)
    )
    order = (ENTRY.day, ENTRY.entered_at, ENTRY.id)
    row = db.execute(rows.where(by_kind() != by_account()).order_by(*order)).first()
    if row is None:  # each row is sound, together they are below 0: the last one took too much
        row = db.execute(rows.order_by(*(one.desc() for one in order))).first()
    if row is None:
        return Fault("khoản có số dư nhưng không có bút toán", day)
    *where, told, booked = row
    words = f"khoản còn giữ {format_dong(int(told))} đ, tài khoản {format_dong(int(booked))} đ"
    return Fault(words, *where)
