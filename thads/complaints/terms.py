"""What people say when a complaint comes in, and of each step of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.cases.models import SigningMode
from thads.complaints.models import Source, StepKind
from thads.rules.complaints import Outcome, PetitionKind, Stage, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintTerms:
    """What was received; `first_id` names the complaint against whose resolution this one is."""

    unit_id: UUID
    received_on: date
    kind: PetitionKind
    source: Source
    sender_name: str
    content: str
    against: str
    people: int = 1
    representatives: tuple[str, ...] = ()
    sender_address: str | None = None
    act_id: UUID | None = None
    measure_id: UUID | None = None
    first_id: UUID | None = None
    stage: Stage | None = None
    learned_on: date | None = None
    obstacle: str | None = None
    standing: Standing | None = None
    party_id: UUID | None = None
    handler_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """One thing that happened; each kind reads the fields that concern it."""

    kind: StepKind
    day: date
    number: str | None = None
    note: str | None = None
    outcome: Outcome | None = None
    days: int | None = None
    body: str | None = None
    into_id: UUID | None = None
    signer_id: UUID | None = None
    signing_mode: SigningMode | None = None
