"""What may follow a claim for state compensation, and the clock that runs (Luật 10/2017).

The text of that law was not at hand: its times are those that published guides give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thads.compensation.models import Compensation, Place, StepKind
from thads.rules import deadlines
from thads.rules.deadlines import Deadline, Duty

K = StepKind
Follows = Mapping[StepKind | None, tuple[StepKind, ...]]
_LEFT = (K.DISCONTINUED, K.STRUCK)
_MONEY = (K.PAID, K.COUNCIL, K.REIMBURSED, K.STRUCK)
_AT_COURT: Follows = {
    None: (K.ACCEPTED, K.REFUSED, K.STRUCK),
    K.ACCEPTED: (K.SETTLED, *_LEFT),
    K.REFUSED: (K.STRUCK,),
    K.VERIFIED: (),
    K.NEGOTIATING: (),
    K.FAILED: (),
    K.SUED: (K.SETTLED, *_LEFT),
    K.SETTLED: (K.IN_FORCE, K.STRUCK),
    K.DISCONTINUED: (K.STRUCK,),
    K.IN_FORCE: (K.FUNDING, K.STRUCK),
    K.FUNDING: (K.PAID, K.STRUCK),
    K.PAID: _MONEY,
    K.COUNCIL: (K.REIMBURSED, K.STRUCK),
    K.REIMBURSED: _MONEY,
    K.STRUCK: (),
}
FOLLOWS: Mapping[Place, Follows] = {
    Place.COURT: _AT_COURT,
    Place.AGENCY: {
        **_AT_COURT,
        K.ACCEPTED: (K.VERIFIED, *_LEFT),
        K.VERIFIED: (K.NEGOTIATING, *_LEFT),
        K.NEGOTIATING: (K.SETTLED, K.FAILED, *_LEFT),
        K.FAILED: (K.SUED, *_LEFT),
    },
}
_BY_AGENCY: Mapping[StepKind | None, Duty] = {  # what is owed after a step
    None: Duty.COMPENSATION_ACCEPTANCE,
    K.ACCEPTED: Duty.COMPENSATION_VERIFICATION,
    K.VERIFIED: Duty.COMPENSATION_NEGOTIATION,
    K.NEGOTIATING: Duty.COMPENSATION_SETTLEMENT,
    K.FAILED: Duty.COMPENSATION_SUIT,
}
DUTIES = (
    *(duty for duty in _BY_AGENCY.values() if duty is not Duty.COMPENSATION_SUIT),
    Duty.COMPENSATION_FUNDING,
    Duty.REIMBURSEMENT_COUNCIL,
)


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs."""

    rule: Deadline
    since: date
    due: date


def may_follow(claim: Compensation) -> tuple[StepKind, ...]:
    """What may happen next; no more is paid than decided, nor reimbursed than paid."""
    found = FOLLOWS[claim.kind][claim.last.kind if claim.last else None]
    over = set()
    if not claim.to_pay:
        over.add(K.PAID)
    if claim.to_pay or claim.step(K.COUNCIL):
        over.add(K.COUNCIL)
    if claim.sum_of(K.PAID) <= claim.sum_of(K.REIMBURSED):
        over.add(K.REIMBURSED)
    return tuple(kind for kind in found if kind not in over)


def clock(claim: Compensation) -> Running | None:
    """What is owed now and until when; None when nothing is, or the law known here says nothing."""
    last = claim.last
    kind, since = (last.kind, last.day) if last else (None, claim.received_on)
    duty = _BY_AGENCY.get(kind) if claim.place is Place.AGENCY else None
    if kind is K.IN_FORCE:
        duty = Duty.COMPENSATION_FUNDING
    if kind is K.PAID and not claim.to_pay and not claim.step(K.COUNCIL):
        duty = Duty.REIMBURSEMENT_COUNCIL
    if duty is None or not deadlines.exists(duty, since):
        return None
    rule = deadlines.rule(duty, since)
    return Running(rule, since, rule.due(since))
