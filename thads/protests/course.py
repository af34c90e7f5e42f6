"""What may follow a paper of the procuracy, and the clocks that run (L08 Đ.161; L25 Đ.113)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thads.protests.models import Answer, PaperKind, Protest, ProtestStep, StepKind
from thads.rules import deadlines
from thads.rules.deadlines import Deadline, Duty

K = StepKind
FOLLOWS: dict[PaperKind, dict[StepKind | None, tuple[StepKind, ...]]] = {
    PaperKind.INSPECTION: {
        None: (K.CONCLUDED, K.STRUCK), K.CONCLUDED: (K.STRUCK,), K.ANSWERED: (), K.REPORTED: (),
        K.SETTLED: (), K.STRUCK: (),
    },
    PaperKind.PROTEST: {
        None: (K.ANSWERED, K.STRUCK), K.CONCLUDED: (), K.ANSWERED: (K.REPORTED, K.STRUCK),
        K.REPORTED: (K.SETTLED, K.STRUCK), K.SETTLED: (K.STRUCK,), K.STRUCK: (),
    },
    PaperKind.RECOMMENDATION: {
        None: (K.ANSWERED, K.STRUCK), K.CONCLUDED: (), K.ANSWERED: (K.STRUCK,), K.REPORTED: (),
        K.SETTLED: (), K.STRUCK: (),
    },
}  # fmt: skip
ACCEPTING = (Answer.ACCEPTED, Answer.PARTLY)


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs."""

    rule: Deadline
    since: date
    due: date


def may_follow(protest: Protest) -> tuple[StepKind, ...]:
    """What may happen next; an accepted protest is not disputed."""
    found = FOLLOWS[protest.kind][protest.last.kind if protest.last else None]
    answer = protest.answer
    if answer and answer.answer is Answer.ACCEPTED:
        return tuple(kind for kind in found if kind is not K.REPORTED)
    return found


def answering(protest: Protest) -> Running | None:
    """The time for the answer, while there is none; an inspection is answered by no law."""
    if protest.kind is PaperKind.INSPECTION or protest.steps:
        return None
    return _running(Duty.PROTEST_ANSWER, protest.received_on)


def acting(protest: Protest) -> Running | None:
    """The time for carrying out what was accepted, while it is not carried out."""
    answer = accepted(protest)
    if protest.kind is not PaperKind.PROTEST or answer is None or protest.is_done:
        return None
    return _running(Duty.PROTEST_ACTION, answer.day)


def reviewing(protest: Protest) -> Running | None:
    """The time of the agency above, while it has not answered what was reported (L08 Đ.161 k.2)."""
    last = protest.last
    if last is None or last.kind is not K.REPORTED:
        return None
    return _running(Duty.PROTEST_REVIEW, last.day)


def accepted(protest: Protest) -> ProtestStep | None:
    """The answer by which something was accepted."""
    answer = protest.answer
    struck = protest.step(K.STRUCK)
    return answer if answer and answer.answer in ACCEPTING and not struck else None


def last_day_of_points(protest: Protest) -> date | None:
    """By when every accepted point of a protest must be carried out; None: the office's own day."""
    answer = accepted(protest)
    if answer is None or protest.kind is not PaperKind.PROTEST:
        return None
    return deadlines.due(Duty.PROTEST_ACTION, answer.day)


def dues(protest: Protest) -> Iterator[date]:
    """The last days of all that is owed: an answer, and each point that is not carried out."""
    if running := answering(protest) or reviewing(protest):
        yield running.due
    if (running := acting(protest)) and not protest.points:
        yield running.due
    yield from (point.due_on for point in protest.points if not point.done)


def _running(duty: Duty, since: date) -> Running | None:
    if not deadlines.exists(duty, since):
        return None
    rule = deadlines.rule(duty, since)
    return Running(rule, since, rule.due(since))
