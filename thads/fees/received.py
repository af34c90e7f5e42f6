"""What people received in a case and what was collected of their fees: read from the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from thads.cases.models import ActKind, CaseAct, MovementKind
from thads.fees.reckoning import Basis
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry
from thads.rules import deadlines
from thads.rules.deadlines import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Money of one item that one person received; `of_register`: brought in, not entered here."""

    party_id: UUID | None
    item_id: UUID | None
    day: date
    amount: int
    basis: Basis
    of_register: bool = False


@dataclass
class Money:
    """The money of one case as the fee asks for it, in the order of days."""

    paid: list[Paid] = field(default_factory=list)
    voluntary: dict[UUID, int] = field(default_factory=dict)  # collected so, by item
    paid_of: dict[UUID, int] = field(default_factory=dict)  # paid out so far, by item
    fees: dict[UUID | None, int] = field(default_factory=lambda: defaultdict(int))  # by person

    def parts(self, item_id: UUID, amount: int, basis: Basis) -> list[tuple[Basis, int]]:
        """A payment as what was paid in voluntarily, which goes out first, and the rest."""
        before = self.paid_of.get(item_id, 0)
        free = max(0, min(amount, self.voluntary.get(item_id, 0) - before))
        found = [(Basis.VOLUNTARY, free), (basis, amount - free)]
        return [(one, part) for one, part in found if part]

    def take(self, row: LedgerEntry) -> None:
        """Add one payment; it stands after all those before it."""
        handed = Basis.SELF_HANDED if row.credit is Account.DIRECT else Basis.COLLECTED
        if row.kind is None or row.item_id is None:  # late interest: no part of an item
            self._add(row, handed, row.amount)
            return
        for basis, amount in self.parts(row.item_id, row.amount, handed):
            self._add(row, basis, amount)
        self.paid_of[row.item_id] = self.paid_of.get(row.item_id, 0) + row.amount

    def _add(self, row: LedgerEntry, basis: Basis, amount: int) -> None:
        self.paid.append(
            Paid(party_id=row.party_id, item_id=row.item_id, day=row.day, amount=amount,
                 basis=basis, of_register=row.voucher_id is None)
        )  # fmt: skip


def money_of(db: Session, case_id: UUID, day: date) -> Money:
    """The money of a case up to the end of `day`; what was taken back is left out."""
    money, end = Money(), voluntary_until(db, case_id)
    rows = _rows(db, case_id, day)
    for row in rows:
        if row.kind is MovementKind.COLLECTED and end is not None and row.day <= end:
            assert row.item_id is not None
            money.voluntary[row.item_id] = money.voluntary.get(row.item_id, 0) + row.amount
    for row in rows:
        if _is_paid(row):
            money.take(row)
        if row.credit is Account.FEE_DUE:
            money.fees[row.party_id] += row.amount
        elif row.debit is Account.FEE_DUE:
            money.fees[row.party_id] -= row.amount
    return money


def voluntary_until(db: Session, case_id: UUID) -> date | None:
    """The last day of the voluntary period; None while no valid notice is entered."""
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == CaseAct.id).exists()
    stmt = select(CaseAct.day).where(
        CaseAct.case_id == case_id, CaseAct.kind == ActKind.VALID_NOTICE, ~struck
    )
    noticed = db.scalars(stmt.order_by(CaseAct.day).limit(1)).first()
    return deadlines.due(Duty.VOLUNTARY_PERIOD, noticed) if noticed else None


def given_to(paid: Iterable[Paid], creditors: Sequence[UUID]) -> Mapping[UUID | None, list[Paid]]:
    """Payments by person; where a case has one creditor, those that name nobody are his."""
    found: dict[UUID | None, list[Paid]] = defaultdict(list)
    only = creditors[0] if len(creditors) == 1 else None
    for one in paid:
        found[one.party_id or only].append(one)
    return found


def _is_paid(row: LedgerEntry) -> bool:
    """Money of an item, or late interest, that went to a person: not from books to books."""
    if row.kind is MovementKind.PAID_OUT:
        return row.debit is Account.HELD_CREDITOR
    return row.debit is Account.HELD_INTEREST and row.party_id is not None


def _rows(db: Session, case_id: UUID, day: date) -> Sequence[LedgerEntry]:
    undone = aliased(LedgerEntry)
    counts = ~select(undone.id).where(undone.reverses_id == LedgerEntry.id).exists()
    others = or_(
        LedgerEntry.credit == Account.FEE_DUE,
        LedgerEntry.debit.in_((Account.FEE_DUE, Account.HELD_INTEREST)),
    )
    stmt = select(LedgerEntry).where(
        LedgerEntry.case_id == case_id, LedgerEntry.day <= day, counts,
        LedgerEntry.reverses_id.is_(None),
        or_(LedgerEntry.kind.in_((MovementKind.COLLECTED, MovementKind.PAID_OUT)), others),
    )  # fmt: skip
    return db.scalars(stmt.order_by(LedgerEntry.day, LedgerEntry.sequence, LedgerEntry.id)).all()
