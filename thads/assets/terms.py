"""What people say of an asset, of its mortgages, and of each thing that happens to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.assets.models import AssetKind, FailReason, StepKind
from thads.ledger.models import Means
from thads.rules.asset_sale import PriceWay, RevaluationGround


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerTerms:
    """An owner and his exact share; `party_id` where he is a debtor of the case."""

    name: str
    numerator: int
    denominator: int
    party_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetTerms:
    """One asset as it is listed."""

    kind: AssetKind
    description: str
    listed_on: date
    owners: Sequence[OwnerTerms]
    place: str | None = None
    commune_code: str | None = None
    papers: str | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MortgageTerms:
    """Whom an asset secures, by which contract, for how much (đồng)."""

    mortgagee: str
    contract: str
    day: date
    secured_amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """One thing that happened; each kind reads the fields that concern it."""

    kind: StepKind
    day: date
    number: str | None = None
    body: str | None = None
    way: PriceWay | None = None
    ground: RevaluationGround | None = None
    failure: FailReason | None = None
    amount: int | None = None
    monthly_wage: int | None = None
    until: date | None = None
    note: str | None = None
    measure_id: UUID | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerms:
    """Money for an asset: a receipt that stands in the books already, or one entered with it."""

    day: date
    amount: int | None = None
    means: Means = Means.AUCTION
    voucher_id: UUID | None = None
    note: str | None = None
    submission_key: str | None = None
    revision: int | None = None
