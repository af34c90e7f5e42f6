"""What the agency holds of a case: came in, went out to whom, by the accounts of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from thads.cases.models import MovementKind
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry

# Not of a case: what goes from case to case, and what the agency itself owes for its advances.
APART = (Account.SHARING, Account.COST_FUND)
HELD = tuple(one for one in Account if not one.is_asset and one not in APART)
CREDITOR = (Account.HELD_CREDITOR, Account.HELD_INTEREST)
BUDGET = (Account.HELD_STATE, Account.FEE_DUE, Account.TAX_DUE)
OTHERS = tuple(one for one in HELD if one not in (*CREDITOR, *BUDGET))
NOTHING = 0


@dataclass(frozen=True, slots=True)
class Flows:
    """opening + received − to_creditor − to_budget − to_others = closing, in đồng."""

    opening: int
    received: int
    to_creditor: int
    to_budget: int
    to_others: int

    @property
    def closing(self) -> int:
        """What is held at the end."""
        return self.opening + self.received - self.to_creditor - self.to_budget - self.to_others

    @property
    def cells(self) -> tuple[int, ...]:
        """In the order of the columns."""
        return (self.opening, self.received, self.to_creditor, self.to_budget, self.to_others,
                self.closing)  # fmt: skip


def columns(since: date) -> list[ColumnElement[Any]]:
    """Sums for a query over ledger rows up to a last day, as `Flows` takes them."""
    entry = LedgerEntry
    comes, goes = _comes(), _goes()
    reversed_ = and_(entry.kind.is_not(None), entry.kind == MovementKind.REVERSED)
    back = or_(entry.reverses_id.is_not(None), reversed_)
    in_days = entry.day >= since
    opening = case((and_(~in_days, comes), entry.amount), (and_(~in_days, goes), -entry.amount),
                   else_=NOTHING)  # fmt: skip
    received = case((and_(in_days, comes, ~back), entry.amount),
                    (and_(in_days, goes, back), -entry.amount), else_=NOTHING)  # fmt: skip

    def paid(accounts: tuple[Account, ...]) -> ColumnElement[Any]:
        return case(
            (and_(in_days, goes, ~back, entry.debit.in_(accounts)), entry.amount),
            (and_(in_days, comes, back, entry.credit.in_(accounts)), -entry.amount),
            else_=NOTHING,
        )

    sums = (opening, received, *(paid(accounts) for accounts in (CREDITOR, BUDGET, OTHERS)))
    return [func.coalesce(func.sum(one), NOTHING) for one in sums]


def inflow() -> ColumnElement[int]:
    """What a row brings into the agency's keeping."""
    return case((_comes(), LedgerEntry.amount), else_=NOTHING)


def outflow() -> ColumnElement[int]:
    """What a row takes out of it."""
    return case((_goes(), LedgerEntry.amount), else_=NOTHING)


def moved(entry: Any) -> tuple[int, int]:
    """The same of a row that was read: came in, went out."""
    debit, credit = entry.debit in HELD, entry.credit in HELD
    return (entry.amount if credit > debit else 0, entry.amount if debit > credit else 0)


def _comes() -> ColumnElement[bool]:
    return and_(LedgerEntry.credit.in_(HELD), LedgerEntry.debit.not_in(HELD))


def _goes() -> ColumnElement[bool]:
    return and_(LedgerEntry.debit.in_(HELD), LedgerEntry.credit.not_in(HELD))


def flows_of(amounts: Any) -> Flows:
    """What a row of these sums says."""
    return Flows(*(int(amount) for amount in amounts))
