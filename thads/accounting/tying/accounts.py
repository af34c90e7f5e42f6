"""Each books unit: what it has is what it owes, and what passes through is gone."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from thads.accounting.tying.lines import Check, Fault, Line
from thads.core.money import format_dong
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, Voucher

ENTRY = LedgerEntry
# As text: a row whose account nobody knows must be found, not stumbled over.
DEBIT, CREDIT = cast(ENTRY.debit, String), cast(ENTRY.credit, String)
KNOWN = [one.value for one in Account]
ASSETS = [one.value for one in Account if one.is_asset]
OWED = [one.value for one in Account if not one.is_asset]


def lines(db: Session, day: date, units: tuple[UUID, ...] | None) -> list[Line]:
    """The checks of balance and of clearing, of each books unit."""
    has = _on(DEBIT, ASSETS) - _on(CREDIT, ASSETS)
    owes = _on(CREDIT, OWED) - _on(DEBIT, OWED)
    direct = _balance(Account.DIRECT)
    sharing = _balance(Account.SHARING)
    asked = (
        select(ENTRY.unit_id, *(func.sum(one) for one in (has, owes, direct, sharing)))
        .where(ENTRY.day <= day)
        .group_by(ENTRY.unit_id)
    )
    strange, unclear = _strange(db, day), _unclear(db, day)
    found = []
    for unit_id, *amounts in db.execute(asked):
        assets, owed, settled, shared = (int(amount or 0) for amount in amounts)
        if units is not None and unit_id not in units:
            continue
        wrong = strange.get(unit_id)
        if wrong is None and assets != owed:
            wrong = Fault(f"chênh {format_dong(assets - owed)} đ", day)
        found.append(Line(check=Check.BALANCE, unit_id=unit_id, sums=(assets, owed, None),
                          difference=assets - owed, first=wrong))  # fmt: skip
        found.append(Line(
            check=Check.CLEARING, unit_id=unit_id, sums=(settled, shared, None),
            difference=settled or shared, first=unclear.get(unit_id),
        ))  # fmt: skip
    return found


def _on(side: ColumnElement[str], accounts: list[str]) -> ColumnElement[int]:
    return case((side.in_(accounts), ENTRY.amount), else_=0)


def _balance(account: Account) -> ColumnElement[int]:
    """Debits less credits."""
    return _on(DEBIT, [account.value]) - _on(CREDIT, [account.value])


def _strange(db: Session, day: date) -> dict[UUID, Fault]:
    """By unit the first row that no voucher of its own explains, or whose account nobody knows."""
    elsewhere = and_(
        ENTRY.voucher_id.is_not(None),
        or_(Voucher.id.is_(None), Voucher.unit_id != ENTRY.unit_id, Voucher.day != ENTRY.day),
    )
    wrong = or_(DEBIT.not_in(KNOWN), CREDIT.not_in(KNOWN), DEBIT == CREDIT, ENTRY.amount <= 0,
                elsewhere)  # fmt: skip
    rows = db.execute(
        select(ENTRY.unit_id, ENTRY.day, ENTRY.case_id, ENTRY.item_id, ENTRY.id)
        .outerjoin(Voucher, Voucher.id == ENTRY.voucher_id)
        .where(ENTRY.day <= day, wrong)
        .order_by(ENTRY.day.desc(), ENTRY.entered_at.desc(), ENTRY.id.desc())
    )
    words = "bút toán không khớp chứng từ hoặc tài khoản của nó"
    return {row.unit_id: Fault(words, *row[1:]) for row in rows}


def _unclear(db: Session, day: date) -> dict[UUID, Fault]:
    """By unit the first voucher that leaves something on an account that only passes on."""
    direct, shared = (
        func.sum(_balance(account)) for account in (Account.DIRECT, Account.SHARING)
    )  # fmt: skip
    # What a register brought in has no voucher: there the case and the day hold it together.
    alone = case((ENTRY.voucher_id.is_(None), ENTRY.case_id), else_=None)
    group: list[Any] = [ENTRY.unit_id, ENTRY.day, ENTRY.voucher_id, alone]
    rows = db.execute(
        select(ENTRY.unit_id, ENTRY.day, direct, shared, _one(ENTRY.case_id), _one(ENTRY.id),
               func.max(ENTRY.voucher))
        .where(ENTRY.day <= day)
        .group_by(*group)
        .having(or_(direct != 0, shared != 0))
        .order_by(ENTRY.day.desc())
    )  # fmt: skip
    return {
        unit_id: Fault(
            f"chứng từ {number or '–'} còn {format_dong(int(one or other))} đ",
            day_, UUID(case_id) if case_id else None, None, UUID(entry_id),
        )
        for unit_id, day_, one, other, case_id, entry_id, number in rows
    }  # fmt: skip


def _one(identifier: Any) -> ColumnElement[str]:
    """One of a group's identifiers; PostgreSQL knows no greatest among them."""
    return func.max(cast(identifier, String))
