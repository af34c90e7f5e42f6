"""Reading the money of a case: its rows with running balances, and its sums."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from thads.cases.history import CaseFacts
from thads.cases.models import MovementKind
from thads.ledger.models import LedgerEntry

SIGNS = {
    MovementKind.COLLECTED: 1,
    MovementKind.REVERSED: -1,
    MovementKind.PAID_OUT: -1,
    MovementKind.PAID_TO_BUDGET: -1,
}


class Balance(NamedTuple):
    """What was collected and not yet paid on one item after a movement, in đồng."""

    day: date
    sequence: int
    in_hand: int


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

    @property
    def net(self) -> int:
        """Collected less reversed."""
        return self.collected - self.reversed

    @property
    def in_hand(self) -> int:
        """Collected and not yet paid."""
        return self.net - self.paid_out - self.paid_to_budget


def balances(facts: CaseFacts, item_id: UUID | None) -> Iterator[Balance]:
    """The balance in hand after each movement of an item, in the order of facts."""
    in_hand = 0
    for happening in facts.happenings:
        if isinstance(happening.kind, MovementKind) and happening.item_id == item_id:
            in_hand += SIGNS[happening.kind] * (happening.amount or 0)
            yield Balance(happening.day, happening.sequence, in_hand)


def entries_of(db: Session, case_id: UUID) -> Sequence[LedgerEntry]:
    """The rows of a case with their items, in order."""
    stmt = (
        select(LedgerEntry)
        .where(LedgerEntry.case_id == case_id)
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
        in_hand += SIGNS[entry.kind] * entry.amount
        lines.append(LedgerLine(entry, in_hand, reversals.get(entry.id)))
    return lines


def sums_of(db: Session, case_id: UUID) -> LedgerSums:
    """The sums of a case's ledger."""
    stmt = (
        select(LedgerEntry.kind, func.sum(LedgerEntry.amount))
        .where(LedgerEntry.case_id == case_id)
        .group_by(LedgerEntry.kind)
    )
    return LedgerSums(**{kind.value: int(total) for kind, total in db.execute(stmt)})


def is_reversed(db: Session, entry: LedgerEntry) -> bool:
    """Whether a reversal took this collection back."""
    return db.scalar(select(LedgerEntry.id).where(LedgerEntry.reverses_id == entry.id)) is not None
