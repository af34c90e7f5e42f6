"""What people say when they record a visit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.identity.models import Body
from thads.visits.models import Metric, StepKind


@dataclass(frozen=True, slots=True)
class VisitTerms:
    """A decision to oversee."""

    body: Body
    delegation: str
    number: str
    decided_on: date
    scope: str


@dataclass(frozen=True, slots=True)
class StepTerms:
    """A step of a visit."""

    kind: StepKind
    day: date
    note: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a report, by its name."""

    report_id: UUID
    metric: Metric


@dataclass(frozen=True, slots=True)
class ConclusionTerms:
    """One conclusion with who answers for it."""

    content: str
    measure: str
    due_on: date
    unit_id: UUID
    owner_id: UUID | None


@dataclass(frozen=True, slots=True)
class ClosingTerms:
    """How a conclusion was met: by a figure, a paper or both."""

    day: date
    note: str
    figure: Figure | None
    paper: str | None
    content: bytes | None  # of the paper, a PDF
