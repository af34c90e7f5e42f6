"""What people say about a measure: the measure itself, and each thing that happens to it."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from thads.cases.models import SigningMode
from thads.measures.models import StepKind
from thads.rules.income import WageRegion
from thads.rules.measures import MeasureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTerms:
    """What a plan with forces says beside its time and place."""

    method: str
    forces: str
    people: int
    situation: str
    estimate_id: UUID
    of_policy_family: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """One thing that happened; each kind reads the fields that concern it."""

    kind: StepKind
    day: date
    hour: time | None = None
    number: int | None = None
    signer_id: UUID | None = None
    signing_mode: SigningMode | None = None
    agrees: bool | None = None
    on_day: date | None = None
    on_hour: time | None = None
    place: str | None = None
    entry_id: UUID | None = None
    note: str | None = None
    plan: PlanTerms | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTerms:
    """A measure; `first`: the decision, or the minutes where the law lets them come first."""

    kind: MeasureKind
    party_id: UUID
    object: str
    ground: str
    first: StepTerms
    item_id: UUID | None = None
    follows_id: UUID | None = None
    amount: int | None = None
    is_real_estate: bool = False
    holder: str | None = None
    account_name: str | None = None
    account_number: str | None = None
    receiving_account: str | None = None
    monthly_amount: int | None = None
    left_amount: int | None = None
    wage_region: WageRegion | None = None
    dependants: int | None = None
    is_agreed: bool = False
    is_other_income: bool = False
    submission_key: str | None = None
