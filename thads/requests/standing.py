"""What follows from the steps of a request: where it stands, which clock runs, what may come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thads.requests.models import (
    EnforcementRequest,
    RequestKind,
    RequestStanding,
    RequestStep,
    StepKind,
)
from thads.rules import deadlines
from thads.rules.dated import MissingRule
from thads.rules.deadlines import Deadline, Duty
from thads.rules.limitation import Limitation, limitation
from thads.rules.pauses import Standstill

MAKES = {
    StepKind.COMPLETION_ASKED: RequestStanding.INCOMPLETE,
    StepKind.ENTRY: RequestStanding.ENTERED,
    StepKind.REFUSAL: RequestStanding.REFUSED,
    StepKind.WITHDRAWAL: RequestStanding.WITHDRAWN,
    StepKind.ACCEPTANCE: RequestStanding.ACCEPTED,
}
CLOSING = (StepKind.REFUSAL, StepKind.WITHDRAWAL, StepKind.ACCEPTANCE)
_CHECKING = (RequestStanding.RECEIVED, RequestStanding.INCOMPLETE)
FROM: dict[StepKind, tuple[RequestStanding, ...]] = {
    StepKind.COMPLETION_ASKED: _CHECKING,
    StepKind.ENTRY: _CHECKING,
    StepKind.EXCLUDED_TIME: (*_CHECKING, RequestStanding.ENTERED),
    StepKind.REFUSAL: (*_CHECKING, RequestStanding.ENTERED),
    StepKind.WITHDRAWAL: (*_CHECKING, RequestStanding.ENTERED),
    StepKind.ACCEPTANCE: (RequestStanding.ENTERED,),
}
DECISION = {
    RequestKind.REQUEST: Duty.REQUEST_DECISION,
    RequestKind.ENTRUSTMENT: Duty.ENTRUSTED_DECISION,
    RequestKind.PRIVATE_FILE: Duty.PRIVATE_CASE_DECISION,
}


@dataclass(frozen=True, slots=True)
class Clock:
    """What the office owes next on an open request, until when and by which article."""

    rule: Deadline
    since: date
    due: date

    def is_late_on(self, day: date) -> bool:
        """The last day is over."""
        return self.due < day


def standing(steps: Iterable[RequestStep]) -> RequestStanding:
    """Where the request stands after these steps."""
    made = [MAKES[step.kind] for step in steps if step.kind in MAKES]
    return made[-1] if made else RequestStanding.RECEIVED


def last_day(request: EnforcementRequest, steps: Sequence[RequestStep]) -> date:
    """The day of the last step; of the receipt before the first."""
    return max((step.day for step in steps), default=request.received_on)


def clock(
    kind: RequestKind, received_on: date, entered_on: date | None, judgment_on: date | None
) -> Clock | None:
    """The clock of an open request; None where the law of that day sets none.

    Until it is entered it must be found complete or not; from then on the decision is due, once
    the judgment is there too (L25 Đ.34 k.3).
    """
    if entered_on is None:
        asked = Duty.REQUEST_COMPLETION
        if kind is RequestKind.REQUEST and deadlines.exists(asked, received_on):
            return _clock(asked, received_on)
        return _clock(DECISION[kind], received_on)
    return _clock(DECISION[kind], max(entered_on, judgment_on or entered_on))


def clock_of(request: EnforcementRequest, steps: Sequence[RequestStep]) -> Clock | None:
    """The clock that runs now; None when the request waits for the requester, or is closed."""
    now = standing(steps)
    if not now.is_open or now is RequestStanding.INCOMPLETE:
        return None
    entered = next((s.day for s in steps if s.kind is StepKind.ENTRY), None)
    judgment_on = request.judgment.received_on if request.judgment else None
    return clock(request.kind, request.received_on, entered, judgment_on)


def limitation_of(request: EnforcementRequest, steps: Iterable[RequestStep]) -> Limitation | None:
    """The limitation that this request must keep; None where none runs, or the law is not known.

    None runs for an entrustment, a file handed over, and what was sent back (L25 Đ.34 k.2).
    """
    start = request.enforceable_on
    if request.kind is not RequestKind.REQUEST or request.returned_case_id or start is None:
        return None
    try:
        return limitation(start, standstills(steps))
    except MissingRule:
        return None


def standstills(steps: Iterable[RequestStep]) -> list[Standstill]:
    """The times that were left out of the limitation."""
    return [
        Standstill(step.first_day, step.last_day, step.pause)
        for step in steps
        if step.pause and step.first_day
    ]


def _clock(duty: Duty, since: date) -> Clock | None:
    if not deadlines.exists(duty, since):
        return None
    rule = deadlines.rule(duty, since)
    return Clock(rule, since, rule.due(since))
