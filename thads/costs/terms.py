"""What people say about costs: the estimate, what was spent, a request to be let off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.ledger.accounts import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTerms:
    """One line: a rate of the law with people and days, or an amount in đồng."""

    content: str
    rate: str | None = None
    people: int | None = None
    days: int | None = None
    amount: int | None = None
    voucher: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTerms:
    """An estimate, or actual costs; `settles_id` names the estimate that they account for."""

    day: date
    measure: str
    lines: Sequence[LineTerms]
    coercion_on: date | None = None
    place: str | None = None
    plan: str | None = None
    settles_id: UUID | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefTerms:
    """Somebody asks to be let off costs; `payable`: what he must pay, in đồng."""

    party_id: UUID
    received_on: date
    ground: str
    reason: str
    proof: str
    payable: int
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryTerms:
    """Costs come in from who bears them: cash, at the bank, or out of money of the case."""

    day: date
    amount: int
    place: Account
    party_id: UUID | None = None
    reason: str
    submission_key: str | None = None
