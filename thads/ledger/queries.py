"""Reading the money of a case: its rows with running balances, and its sums."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from thads.cases.models import MovementKind
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry

SIGNS = {
    MovementKind.COLLECTED: 1,
    MovementKind.REVERSED: -1,
    MovementKind.PAID_OUT: -1,
    MovementKind.PAID_TO_BUDGET: -1,
    MovementKind.PAYMENT_RETURNED: 1,
}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One row of a case's ledger; `in_hand` is the case's balance after it, in đồng."""

    entry: LedgerEntry
    in_hand: int
    reversed_by: LedgerEntry | None


@dataclass(frozen=True, slots=True)
class LedgerSums:
    """What came in and went out, in đồng."""

    collected: int = 0
    reversed: int = 0
    paid_out: int = 0
    paid_to_budget: int = 0
    payment_returned: int = 0

    @property
    def net(self) -> int:
        """Collected less reversed."""
        return self.collected - self.reversed

    @property
    def in_hand(self) -> int:
        """Collected and not yet paid."""
        return self.net - self.paid_out - self.paid_to_budget + self.payment_returned


def entries_of(db: Session, case_id: UUID) -> Sequence[LedgerEntry]:
    """What happened to the items of a case, in order."""
    stmt = (
        select(LedgerEntry)
        .where(LedgerEntry.case_id == case_id, LedgerEntry.kind.is_not(None))
        .options(selectinload(LedgerEntry.item))
        .order_by(LedgerEntry.day, LedgerEntry.sequence)
    )
    return db.scalars(stmt).all()


def ledger_of(db: Session, case_id: UUID) -> list[LedgerLine]:
    """The ledger of a case with its running balance."""
    entries = entries_of(db, case_id)
    reversals = {entry.reverses_id: entry for entry in entries if entry.reverses_id}
    lines, in_hand = [], 0
    for entry in entries:
        in_hand += SIGNS[entry.kind] * entry.amount if entry.kind else 0
        lines.append(LedgerLine(entry, in_hand, reversals.get(entry.id)))
    return lines


def sums_of(db: Session, case_id: UUID) -> LedgerSums:
    """The sums of a case's ledger."""
    stmt = (
        select(LedgerEntry.kind, func.sum(LedgerEntry.amount))
        .where(LedgerEntry.case_id == case_id, LedgerEntry.kind.is_not(None))
        .group_by(LedgerEntry.kind)
    )
    return LedgerSums(**{kind.value: int(total) for kind, total in db.execute(stmt) if kind})


def is_reversed(db: Session, entry: LedgerEntry) -> bool:
    """Whether a reversal took this collection back."""
    return db.scalar(select(LedgerEntry.id).where(LedgerEntry.reverses_id == entry.id)) is not None


def balance(
    db: Session, account: Account, *, unit_id: UUID | None = None, case_id: UUID | None = None,
    item_id: UUID | None = None, party_id: UUID | None = None, on: date | None = None,
) -> int:  # fmt: skip
    """Đồng on an account at the end of `on` (None: with all that was entered)."""
    entry = LedgerEntry
    where: list[ColumnElement[bool]] = [] if on is None else [entry.day <= on]
    for column, wanted in (
        (entry.unit_id, unit_id), (entry.case_id, case_id), (entry.item_id, item_id),
        (entry.party_id, party_id),
    ):  # fmt: skip
        if wanted is not None:
            where.append(column == wanted)
    debits, credits_ = (
        int(db.scalar(select(func.sum(entry.amount)).where(side == account, *where)) or 0)
        for side in (entry.debit, entry.credit)
    )
    return debits - credits_ if account.is_asset else credits_ - debits


Balances = dict[tuple[UUID | None, Account], int]


def balances_by(
    db: Session, *, unit_ids: Collection[UUID], group: Literal["case", "item", "account"],
    on: date | None = None,
) -> Balances:  # fmt: skip
    """Đồng on each account of these books at the end of `on`, by case or item (None: all there is).

    Accounts at 0 are left out. The key is (case or item, account); with `group="account"` its
    first part is None.
    """
    entry = LedgerEntry
    column = {"case": entry.case_id, "item": entry.item_id}.get(group)
    own = () if column is None else (column,)
    stmt = select(entry.debit, entry.credit, func.sum(entry.amount), *own)
    stmt = stmt.where(entry.unit_id.in_(unit_ids))
    if on is not None:
        stmt = stmt.where(entry.day <= on)
    found: Balances = {}
    for debit, credit, amount, *of in db.execute(stmt.group_by(entry.debit, entry.credit, *own)):
        for account, sign in ((debit, 1), (credit, -1)):
            place = (of[0] if of else None, account)
            change = int(amount) * (sign if account.is_asset else -sign)
            found[place] = found.get(place, 0) + change
    return {place: amount for place, amount in found.items() if amount}
