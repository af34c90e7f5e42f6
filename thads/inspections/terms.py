"""What people say of inspections."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.inspections.models import InspectionKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionTerms:
    """The decision to inspect."""

    kind: InspectionKind
    number: str
    decided_on: date
    unit_id: UUID
    leader_id: UUID
    period_from: date
    period_to: date
    scope: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file that was drawn, with its points where risk drew it."""

    case_id: UUID
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """To one item of the checklist."""

    item: str
    verdict: Verdict
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTerms:
    """A breach with who mends it."""

    file_id: UUID | None
    item: str
    content: str
    remedy: str
    owner_id: UUID
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyTerms:
    """How a finding was mended: a paper with its file."""

    day: date
    note: str
    paper: str
    content: bytes | None
