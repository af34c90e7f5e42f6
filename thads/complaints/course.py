"""What may follow in the course of a complaint, and the clock that runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from thads.complaints.models import Complaint, ComplaintStep, StepKind
from thads.rules import deadlines
from thads.rules.complaints import RESOLVING, PetitionKind
from thads.rules.deadlines import Deadline, Duty
from thads.rules.working_days import next_working_day

K = StepKind
ENDS = [kind for kind in K if kind.ends_it]
Follows = Mapping[StepKind | None, tuple[StepKind, ...]]
_ENDS = (K.RESOLVED, K.WITHDRAWN, K.STRUCK)
_NOTHING: Follows = {k: () if k is K.STRUCK else (K.STRUCK,) for k in K if k.ends_it}
_HANDLING = (K.REFUSED, K.TRANSFERRED, K.FILED, K.MERGED, K.WITHDRAWN, K.STRUCK)
OF_COMPLAINT: Follows = {
    **_NOTHING,
    None: (K.ACCEPTED, *_HANDLING),
    K.ACCEPTED: (K.HALTED, K.EXTENDED, *_ENDS),
    K.HALTED: (K.EXTENDED, *_ENDS),
    K.EXTENDED: (K.HALTED, K.EXTENDED, *_ENDS),
}
OF_DENUNCIATION: Follows = {
    **_NOTHING,
    None: (K.ACCEPTED, *_HANDLING),
    K.ACCEPTED: (K.EXTENDED, *_ENDS),
    K.HALTED: (),
    K.EXTENDED: (K.EXTENDED, *_ENDS),
}
OF_PETITION: Follows = {
    **_NOTHING,
    None: (K.ACCEPTED, K.RESOLVED, *_HANDLING),
    K.ACCEPTED: _ENDS,
    K.HALTED: (),
    K.EXTENDED: (),
}
FOLLOWS = {
    PetitionKind.COMPLAINT: OF_COMPLAINT,
    PetitionKind.DENUNCIATION: OF_DENUNCIATION,
    PetitionKind.PETITION: OF_PETITION,
}
DECIDED_BY_HEAD = frozenset({K.ACCEPTED, K.REFUSED, K.HALTED, K.EXTENDED, K.RESOLVED, K.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs: its rule, since when, and its last day with what was added to it."""

    rule: Deadline
    since: date
    due: date


def may_follow(complaint: Complaint) -> tuple[StepKind, ...]:
    """What may happen next."""
    return FOLLOWS[complaint.kind][complaint.last.kind if complaint.last else None]


def clock(complaint: Complaint) -> Running | None:
    """What is owed now and until when; None when nothing is, or no law sets a time."""
    if not complaint.is_open:
        return None
    accepted = complaint.step(K.ACCEPTED)
    duty = _resolving(complaint) if accepted else _accepting(complaint)
    since = accepted.day if accepted else complaint.received_on
    if not deadlines.exists(duty, since):
        return None
    rule = deadlines.rule(duty, since)
    return Running(rule, since, extended(rule.due(since), complaint))


def resolving_due(complaint: Complaint, accepted: ComplaintStep) -> date:
    """The last day for the resolution, with what was added to it."""
    return extended(deadlines.due(_resolving(complaint), accepted.day), complaint)


def extended(due: date, complaint: Complaint) -> date:
    """The days added run from the end of the time itself (L08 Đ.146 k.3, 5)."""
    days = added(complaint)
    return next_working_day(due + timedelta(days=days)) if days else due


def added(complaint: Complaint) -> int:
    """Calendar days added so far."""
    return sum(one.days or 0 for one in complaint.steps)


def most_added(complaint: Complaint, accepted: ComplaintStep) -> int:
    """As many days as the law lets be added in all."""
    return deadlines.rule(_resolving(complaint), accepted.day).extension


def _accepting(complaint: Complaint) -> Duty:
    if complaint.kind is PetitionKind.PETITION:
        return Duty.PETITION_ANSWER
    if complaint.kind is PetitionKind.DENUNCIATION:
        return Duty.DENUNCIATION_ACCEPTANCE
    return Duty.COMPLAINT_ACCEPTANCE if complaint.round == 1 else Duty.SECOND_COMPLAINT_ACCEPTANCE


def _resolving(complaint: Complaint) -> Duty:
    if complaint.kind is PetitionKind.PETITION:
        return Duty.PETITION_ANSWER
    if complaint.kind is PetitionKind.DENUNCIATION or complaint.stage is None:
        return Duty.DENUNCIATION
    return RESOLVING[complaint.stage][complaint.round - 1]
