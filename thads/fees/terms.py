"""What people say about fees: typed, complete, and not yet judged."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.cases.models import SigningMode
from thads.fees.reckoning import Basis
from thads.ledger.accounts import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class LiabilityTerms:
    """Whether an item bears a fee: the clause that frees it, or none, and why."""

    item_id: UUID
    no_fee: str | None
    reason: str
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyTerms:
    """Property that a person receives on a day, or will; `value` 0 takes back what was said."""

    party_id: UUID
    day: date
    description: str
    value: int
    paid_to_others: int
    valued_by: str
    basis: Basis
    replaces_id: UUID | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalTerms:
    """Whom to charge: for all received and not decided on, and for what is about to be received.

    `amount` is money of `item_id` to come; `property_id` property to come; neither: only what was
    received. `basis` says more of receipts between the parties than the ledger does.
    """

    party_id: UUID
    amount: int | None = None
    item_id: UUID | None = None
    property_id: UUID | None = None
    basis: Basis | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionTerms:
    """A charge reckoned anew, and why (TT216 Đ.5 k.5)."""

    charge_id: UUID
    amount: int
    basis: Basis
    reason: str
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTerms:
    """The head's decision with its signature; or `reply`, why there is none."""

    day: date
    number: int | None = None
    signer_id: UUID | None = None
    signing_mode: SigningMode | None = None
    conflict_answer: str | None = None
    reply: str | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefTerms:
    """A request to pay less; `of_amount` empty: of all that the charge is on."""

    charge_id: UUID
    ground: str
    complete_on: date
    documents: str
    percent: int
    of_amount: int | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePaymentTerms:
    """A fee paid in by the person, or given back, at the cash box or by the account."""

    party_id: UUID
    day: date
    amount: int
    place: Account
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemittanceTerms:
    """The fees of a month paid over to the treasury."""

    unit_id: UUID
    month: date  # its first day
    day: date
    submission_key: str | None = None
