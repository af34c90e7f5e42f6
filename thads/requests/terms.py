"""What a person says about a request: typed, complete, and not yet judged."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.requests.models import Channel, RequestKind, StepKind
from thads.rules.pauses import Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTerms:
    """A request as received; `requested_on` empty: the day of receipt."""

    unit_id: UUID
    kind: RequestKind
    channel: Channel
    received_on: date
    requester: str
    creditor: str
    debtor: str
    content: str
    requested_on: date | None = None
    judgment_id: UUID | None = None
    stated_judgment: str | None = None
    personal_id_number: str | None = None
    address: str | None = None
    account: str | None = None
    reference: str | None = None
    amount: int | None = None  # đồng
    means: str | None = None
    enforceable_on: date | None = None
    returned_case_id: UUID | None = None
    submission_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """One step; each kind reads the fields that concern it. `number` empty: the next of the book.

    A RuleBroken that answers terms names the field that it is about.
    """

    kind: StepKind
    day: date
    note: str | None = None
    ground: str | None = None
    pause: Pause | None = None
    first_day: date | None = None
    last_day: date | None = None
    number: int | None = None
    submission_key: str | None = None
