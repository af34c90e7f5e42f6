"""Proves the ledger: against the items of the cases, and against its closed months."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.cases.history import CaseHistory
from thads.cases.models import MovementKind
from thads.ledger import queries
from thads.ledger.accounts import HELD
from thads.ledger.models import BookClose, LedgerEntry
from thads.ledger.queries import SIGNS
from thads.units.models import Unit


@dataclass(slots=True)
class OfItem:
    """What the ledger says of an item: collected less reversed, and what lies on its accounts."""

    collected: int = 0
    held: int = 0


def of_items(db: Session, case_ids: Collection[UUID]) -> dict[UUID | None, OfItem]:
    """The ledger's sums for the items of these cases, in all books together."""
    entry = LedgerEntry
    columns = (entry.item_id, entry.kind, entry.debit, entry.credit)
    stmt = select(*columns, func.sum(entry.amount)).where(
        entry.case_id.in_(case_ids), entry.item_id.is_not(None)
    )
    found: dict[UUID | None, OfItem] = defaultdict(OfItem)
    for item_id, kind, debit, credit, total in db.execute(stmt.group_by(*columns)):
        amount, of = int(total), found[item_id]
        if kind is MovementKind.COLLECTED:
            of.collected += amount
        elif kind is MovementKind.REVERSED:
            of.collected -= amount
        of.held += amount * ((credit in HELD) - (debit in HELD))
    return found


def in_hand(history: CaseHistory) -> dict[UUID | None, int]:
    """What the facts of a case leave in hand on each of its items, in đồng."""
    found: dict[UUID | None, int] = defaultdict(int)
    for happening in history.facts.happenings:
        if isinstance(happening.kind, MovementKind):
            found[happening.item_id] += SIGNS[happening.kind] * (happening.amount or 0)
    return found


def first_difference(db: Session) -> str | None:
    """The first closed month that is no longer what was closed, in words; None when all are."""
    for unit in db.scalars(select(Unit).order_by(Unit.position, Unit.id)):
        for close in db.scalars(select(BookClose).where(BookClose.unit_id == unit.id)):
            then = queries.balances_by(db, unit_ids=[unit.id], group="account", on=close.month_end)
            if {account.value: amount for (_, account), amount in then.items()} != close.balances:
                return f"Sổ của {unit.name} khóa đến {close.month_end:%d/%m/%Y} đã đổi số dư."
    return None
