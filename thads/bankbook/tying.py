"""What the bank says that lies on its accounts, beside what the books say (TT78/2020)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.bankbook.models import BankAccount, BankRow, BankStatement
from thads.bankbook.queries import is_matched
from thads.ledger.accounts import Account
from thads.ledger.queries import balance
from thads.units.models import Unit


class Waiting(NamedTuple):
    """Rows that no voucher answers: how many, đồng, and the day of the oldest."""

    rows: int = 0
    amount: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """One account: until when it is told, what lay there then, what waits; đồng."""

    account: BankAccount
    last_day: date | None
    balance: int | None
    came: Waiting
    went: Waiting


@dataclass(frozen=True, slots=True)
class Tie:
    """The bank and the books at the end of one day, in đồng."""

    day: date
    at_bank: int
    in_books: int
    came: int  # at the bank, in no voucher
    went: int

    @property
    def difference(self) -> int:
        """What the bank has more than the books."""
        return self.at_bank - self.in_books

    @property
    def unexplained(self) -> int:
        """What remains when the rows that wait are taken into account."""
        return self.difference - self.came + self.went


def standings(db: Session, accounts: Sequence[BankAccount]) -> list[AccountStanding]:
    """How each account stands by its statements."""
    ids = [account.id for account in accounts]
    ends = (
        select(BankRow.account_id, func.max(BankRow.day))
        .where(BankRow.account_id.in_(ids))
        .group_by(BankRow.account_id)
    )
    last: dict[UUID, date] = dict(iter(db.execute(ends)))
    came, went = _waiting(db, ids, came=True), _waiting(db, ids, came=False)
    return [
        AccountStanding(
            account, last.get(account.id), _balance(db, account.id, last.get(account.id)),
            came.get(account.id, Waiting()), went.get(account.id, Waiting()),
        )
        for account in accounts
    ]  # fmt: skip


def tie(db: Session, books: Unit, standings: Sequence[AccountStanding]) -> Tie | None:
    """Bank and books on the last day that the statements of all these books' accounts tell.

    None when an account has no statement, or none that says a balance.
    """
    own = [one for one in standings if one.account.unit_id == books.id]
    days = [one.last_day for one in own if one.last_day is not None]
    if not own or len(days) < len(own):
        return None
    day = min(days)
    balances = [_balance(db, one.account.id, day) for one in own]
    if any(amount is None for amount in balances):
        return None
    ids = [one.account.id for one in own]
    came, went = (_waiting(db, ids, came=way, until=day).values() for way in (True, False))
    return Tie(
        day, sum(amount or 0 for amount in balances),
        balance(db, Account.TRUST, unit_id=books.id, on=day),
        sum(one.amount for one in came), sum(one.amount for one in went),
    )  # fmt: skip


def _balance(db: Session, account_id: UUID, day: date | None) -> int | None:
    """What the bank says after the last row up to a day."""
    if day is None:
        return None
    stmt = (
        select(BankRow.balance)
        .join(BankStatement, BankStatement.id == BankRow.statement_id)
        .where(BankRow.account_id == account_id, BankRow.day <= day)
        .order_by(BankRow.day.desc(), BankStatement.id.desc(), BankRow.position.desc())
    )
    return db.scalar(stmt.limit(1))


def _waiting(
    db: Session, account_ids: Sequence[UUID], *, came: bool, until: date | None = None
) -> dict[UUID, Waiting]:
    stmt = select(
        BankRow.account_id, func.count(BankRow.id), func.sum(func.abs(BankRow.amount)),
        func.min(BankRow.day),
    ).where(
        BankRow.account_id.in_(account_ids), ~is_matched(),
        BankRow.amount > 0 if came else BankRow.amount < 0,
    )  # fmt: skip
    if until is not None:
        stmt = stmt.where(BankRow.day <= until)
    found = db.execute(stmt.group_by(BankRow.account_id))
    return {
        account_id: Waiting(count, int(amount), since) for account_id, count, amount, since in found
    }
