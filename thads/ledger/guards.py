"""What no voucher may do: take more than there is, on any day, from a case or from the box."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.ledger.accounts import BY_CASE, BY_ITEM, HELD, Account
from thads.ledger.books import KEPT, Closed
from thads.ledger.models import LedgerEntry
from thads.units.models import Unit


class Pot(NamedTuple):
    """What must never be below zero: an account, of one item of one case if it is kept so."""

    account: Account
    case_id: UUID | None = None
    item_id: UUID | None = None


class Move(NamedTuple):
    """One transfer as the guards see it, in đồng."""

    day: date
    debit: Account
    credit: Account
    amount: int
    case_id: UUID | None
    item_id: UUID | None
    reverses: bool = False


class Short(NamedTuple):
    """The first pot that would be below zero, by how many đồng and from which day on."""

    pot: Pot
    missing: int
    day: date


Days = dict[date, int]


def first_short(db: Session, unit: Unit, closed: Closed, moves: Sequence[Move]) -> Short | None:
    """What would be missing in these books if the moves were entered; None when all is there."""
    added: dict[Pot, Days] = defaultdict(lambda: defaultdict(int))
    for pot, day, amount in changes(moves):
        added[pot][day] += amount
    taken = [pot for pot, days in added.items() if min(days.values()) < 0]
    if not taken:
        return None
    before = _of_cases(db, unit.id, taken) | _of_money(db, unit.id, closed, taken)
    for pot in taken:
        if (short := _short(pot, before.get(pot, {}), added[pot])) is not None:
            return short
    return None


def check(db: Session, unit: Unit, closed: Closed, moves: Sequence[Move]) -> None:
    """RuleBroken when something would be missing; the message names it."""
    short = first_short(db, unit, closed, moves)
    if short is not None:
        raise _refusal(unit, short, [move for move in moves if short.pot in _pots(move)])


def _refusal(unit: Unit, short: Short, moves: Sequence[Move]) -> RuleBroken:
    missing, day = f"{format_dong(short.missing)} đ", f"{short.day:%d/%m/%Y}"
    account, asked = short.pot.account, format_dong(sum(move.amount for move in moves))
    if any(move.reverses for move in moves):
        words = f"Khoản thu này đã được chi {missing}, không hủy được. {KEPT}; thu hồi tiền chi."
        return RuleBroken("money.paid_already", words, field="reverses")
    if account in HELD:
        words = (
            f"Số tiền {asked} đ lớn hơn số đã thu chưa chi của khoản trong sổ của {unit.name}: "
            f"thiếu {missing} vào ngày {day}. {KEPT}; nhập số tiền nhỏ hơn, ghi thu trước, hoặc "
            "chuyển tiền đang giữ về sổ này trước."
        )
        return RuleBroken("money.more_than_in_hand", words, field="amount")
    words = (
        f"“{account.label}” trong sổ của {unit.name} không đủ {asked} đ: thiếu {missing} vào ngày "
        f"{day}. {KEPT}; kiểm tra lại số tiền, ngày, hoặc ghi khoản còn thiếu trước."
    )
    return RuleBroken("money.not_there", words, field="amount")


def _pots(move: Move) -> set[Pot]:
    return {pot for pot, _, change in changes([move]) if change < 0}


def changes(moves: Iterable[Move]) -> Iterable[tuple[Pot, date, int]]:
    """What each move adds to its two pots; money that only passes through has none."""
    for move in moves:
        for account, sign in ((move.debit, 1), (move.credit, -1)):
            if account.passes_through:
                continue
            case_id = move.case_id if account in BY_CASE else None
            item_id = move.item_id if account in BY_ITEM else None
            change = move.amount * (sign if account.is_asset else -sign)
            yield Pot(account, case_id, item_id), move.day, change


def _of_cases(db: Session, unit_id: UUID, pots: Sequence[Pot]) -> dict[Pot, Days]:
    wanted = {pot for pot in pots if pot.account in BY_CASE}
    case_ids = {pot.case_id for pot in wanted if pot.case_id}
    found: dict[Pot, Days] = {}
    if case_ids:
        found |= _sums(db, wanted, LedgerEntry.case_id.in_(case_ids), unit_id)
    if any(pot.case_id is None for pot in wanted):
        found |= _sums(db, wanted, LedgerEntry.case_id.is_(None), unit_id)
    return found


def _of_money(db: Session, unit_id: UUID, closed: Closed, pots: Sequence[Pot]) -> dict[Pot, Days]:
    """What lies in the box and at the bank: as at the last close, and what came and went since."""
    wanted = {pot for pot in pots if pot.account not in BY_CASE}
    if not wanted:
        return {}
    found = _sums(db, wanted, LedgerEntry.day > closed.until, unit_id)
    for pot in wanted:
        days = found.setdefault(pot, {})
        days[closed.until] = days.get(closed.until, 0) + closed.balances.get(pot.account.value, 0)
    return found


def _sums(
    db: Session, wanted: set[Pot], where: ColumnElement[bool], unit_id: UUID
) -> dict[Pot, Days]:
    entry = LedgerEntry
    by_case = any(pot.account in BY_CASE for pot in wanted)
    own = (entry.case_id, entry.item_id) if by_case else ()
    columns = (entry.day, entry.debit, entry.credit, *own)
    stmt = (
        select(*columns, func.sum(entry.amount))
        .where(entry.unit_id == unit_id, where)
        .group_by(*columns)
    )
    found: dict[Pot, Days] = {}
    for day, debit, credit, *rest, amount in db.execute(stmt):
        ids = rest or (None, None)
        for pot, on, change in changes([Move(day, debit, credit, int(amount), *ids)]):
            if pot in wanted:
                days = found.setdefault(pot, {})
                days[on] = days.get(on, 0) + change
    return found


def _short(pot: Pot, before: Mapping[date, int], added: Mapping[date, int]) -> Short | None:
    """The first day from the first change on at whose end the pot would be below zero."""
    first, balance = min(added), 0
    for day in sorted({*before, *added}):
        balance += before.get(day, 0) + added.get(day, 0)
        if day >= first and balance < 0:
            return Short(pot, -balance, day)
    return None
