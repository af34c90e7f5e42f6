"""What people say of directives, tasks, obstacles and meetings."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thads.directives.models import IssuerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveTerms:
    """A document that directs the office; `content` is its PDF."""

    issuer: IssuerKind
    issuer_name: str
    number: str
    issued_on: date
    title: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTerms:
    """The five answers."""

    what: str
    result: str
    unit_id: UUID
    owner_id: UUID
    leader_id: UUID
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingTerms:
    """How a task was done."""

    day: date
    result: str
    paper: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleTerms:
    """What stands in the way; who decides is a person of the office or a body outside it."""

    task_id: UUID | None
    case_id: UUID | None
    unit_id: UUID
    day: date
    what: str
    remedy: str
    decider_id: UUID | None
    decider_body: str | None
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTerms:
    """What was decided on an obstacle."""

    day: date
    decision: str
    paper: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTerms:
    """A meeting and its minutes."""

    held_on: date
    subject: str
    chair: str
    attendance: str
    minutes: str
    content: bytes | None = None
