"""What a person says about money; fields as in `thads.cases.actions.terms`."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.cases.models import Case, MovementKind, ObligationItem
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, VoucherKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementTerms:
    """Money that comes in or goes out on one item, in đồng."""

    day: date
    item_id: UUID
    amount: int
    place: Account = Account.TRUST  # the box, the bank, or directly between the parties
    voucher: str | None = None  # the number of the paper voucher, if there is one
    note: str | None = None
    conflict_answer: str | None = None  # why a party with a relative's name is another person
    submission_key: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversalTerms:
    """One collection taken back whole; it is dated today."""

    reverses_id: UUID
    voucher: str | None = None
    note: str | None = None
    submission_key: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherTerms:
    """The paper: of which series, its day, from or to whom, and why."""

    kind: VoucherKind
    day: date
    counterpart: str
    reason: str
    account_number: str | None = None
    bank: str | None = None
    paper_number: str | None = None  # printed on it, where it is not of our own series
    submission_key: str | None = None
    reverses_id: UUID | None = None  # set by `posting.undo` alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One transfer of a voucher, in đồng; with a `kind` it is a fact of the item."""

    debit: Account
    credit: Account
    amount: int
    case: Case | None = None
    item: ObligationItem | None = None
    party_id: UUID | None = None
    kind: MovementKind | None = None
    note: str | None = None
    reverses: LedgerEntry | None = None  # set by `posting.undo` alone
