"""What may follow in the course of a complaint, and the clock that runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

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
_TOLD: Follows = {
    K.RESOLVED: (K.SENT, K.PUBLISHED, K.STRUCK),
    K.SENT: (K.PUBLISHED, K.STRUCK),
    K.PUBLISHED: (K.SENT, K.STRUCK),
}
_HANDLING = (K.REFUSED, K.TRANSFERRED, K.FILED, K.MERGED, K.WITHDRAWN, K.STRUCK)
OF_COMPLAINT: Follows = {
    **_NOTHING,
    **_TOLD,
    None: (K.ACCEPTED, *_HANDLING),
    K.ACCEPTED: (K.HALTED, K.EXTENDED, *_ENDS),
    K.HALTED: (K.EXTENDED, *_ENDS),
    K.EXTENDED: (K.HALTED, K.EXTENDED, *_ENDS),
}
OF_DENUNCIATION: Follows = {
    **_NOTHING,
    **_TOLD,
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
    K.SENT: (),
    K.PUBLISHED: (),
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


class Telling(NamedTuple):
    """A decision or conclusion that is to be sent or published, and the duty of it."""

    kind: StepKind
    duty: Duty


_OF_DENUNCIATION = (
    Telling(K.SENT, Duty.DENUNCIATION_SENDING),
    Telling(K.PUBLISHED, Duty.DENUNCIATION_PUBLICATION),
)
TELLING: Mapping[tuple[PetitionKind, int], tuple[Telling, ...]] = {  # of whom and which round
    (PetitionKind.COMPLAINT, 1): (Telling(K.SENT, Duty.COMPLAINT_SENDING),),
    (PetitionKind.COMPLAINT, 2): (
        Telling(K.SENT, Duty.SECOND_COMPLAINT_SENDING),
        Telling(K.PUBLISHED, Duty.COMPLAINT_PUBLICATION),
    ),
    (PetitionKind.DENUNCIATION, 1): _OF_DENUNCIATION,
}


def may_follow(complaint: Complaint) -> tuple[StepKind, ...]:
    """What may happen next; a decision is sent once, published once and where it must be."""
    found = FOLLOWS[complaint.kind][complaint.last.kind if complaint.last else None]
    told = {K.SENT, K.PUBLISHED} - {one.kind for one in _telling(complaint)}
    return tuple(kind for kind in found if kind not in told)


def clocks(complaint: Complaint) -> list[Running]:
    """All that is owed now, the nearest first: the handling, then telling what was decided."""
    handling = _handling(complaint) if complaint.is_open else None
    if handling:
        return [handling]
    resolved = complaint.ending
    if resolved is None:
        return []
    found = [_running(one.duty, resolved.day) for one in _telling(complaint)]
    return sorted((one for one in found if one), key=lambda one: one.due)


def clock(complaint: Complaint) -> Running | None:
    """What is owed first and until when; None when nothing is, or no law sets a time."""
    return next(iter(clocks(complaint)), None)


def halted_until(complaint: Complaint) -> date | None:
    """Until when what is complained of is halted; None when it is not (L08 Đ.145 k.1 b)."""
    halted, accepted = complaint.step(K.HALTED), complaint.step(K.ACCEPTED)
    if halted is None or accepted is None:
        return None
    due, ending = resolving_due(complaint, accepted), complaint.ending
    return min(due, ending.day - timedelta(days=1)) if ending else due


def _telling(complaint: Complaint) -> list[Telling]:
    """What is still to be told of what was decided (TT13 Đ.14, Đ.24)."""
    ending = complaint.ending
    if ending is None or ending.kind is not K.RESOLVED:
        return []
    to_tell = TELLING.get((complaint.kind, complaint.round), ())
    return [one for one in to_tell if complaint.step(one.kind) is None]


def _handling(complaint: Complaint) -> Running | None:
    accepted = complaint.step(K.ACCEPTED)
    duty = _resolving(complaint) if accepted else _accepting(complaint)
    since = accepted.day if accepted else complaint.received_on
    running = _running(duty, since)
    return running and replace(running, due=extended(running.due, complaint))


def _running(duty: Duty, since: date) -> Running | None:
    if not deadlines.exists(duty, since):
        return None
    rule = deadlines.rule(duty, since)
    return Running(rule, since, rule.due(since))


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
