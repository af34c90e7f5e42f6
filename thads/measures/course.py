"""What may happen next to a measure, and the clocks that run on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from thads.measures.models import (
    AGREEING,
    RESULTS,
    Measure,
    MeasureState,
    MeasureStep,
    StepKind,
)
from thads.rules import deadlines, measures
from thads.rules.deadlines import Deadline, Duty
from thads.rules.measures import MeasureKind
from thads.rules.pauses import Standstill

DUTIES = (
    Duty.FREEZE_DECISION, Duty.SEIZURE_DECISION,
    Duty.COERCION_AFTER_FREEZE, Duty.COERCION_AFTER_SEIZURE, Duty.COERCION_AFTER_STOP,
    Duty.COERCION_AFTER_SECURITY,
    Duty.POLICE_ANSWER, Duty.PROVINCE_POLICE_ANSWER, Duty.COERCION_PLAN,
    Duty.POLICE_PLAN, Duty.POLICE_PLAN_DELIVERY, Duty.COERCION_MEETING,
    Duty.ATTACHMENT_NOTICE, Duty.LIFTING,
)  # fmt: skip
CLOSING = (StepKind.LIFTING_GROUND, StepKind.LIFTED, StepKind.CANCELLED)
_K = StepKind
_ENDING = (_K.CARRIED_OUT, _K.COMPLIED_ON_SPOT, _K.COMPLIED, _K.MONEY)
GROUPS = {
    "Bước tiếp theo": tuple(kind for kind in StepKind if kind not in (*_ENDING, *CLOSING)),
    "Kết quả": _ENDING,
    "Kết thúc biện pháp": CLOSING,
}


class Running(NamedTuple):
    """A clock: what is to be done, since when, until when; `ends_at` where hours are counted.

    `due` empty: it stands still, since the case is postponed or suspended.
    """

    rule: Deadline
    since: date
    due: date | None
    ends_at: datetime | None = None

    def is_late_on(self, day: date) -> bool:
        """The last day is over."""
        return self.due is not None and self.due < day


def may_follow(measure: Measure) -> Sequence[StepKind]:
    """What may happen next, in the order of the work."""
    if measure.state is MeasureState.MINUTED:
        return (_K.DECIDED, _K.CANCELLED)
    if measure.kind.is_security:
        return _of_security(measure)
    return tuple(_of_coercion(measure))


def grouped(kinds: Sequence[StepKind]) -> Iterator[tuple[str, Sequence[StepKind]]]:
    """The same under the headings of a page."""
    for heading, own in GROUPS.items():
        found = tuple(kind for kind in kinds if kind in own)
        if found:
            yield heading, found


def clocks(measure: Measure, stood_still: Sequence[Standstill] = ()) -> list[Running]:
    """The clocks that run on a measure, those of the law of the day that started each.

    `stood_still`: when its case was postponed or suspended.
    """
    found = (_running(duty, start, stood_still) for duty, start in _started(measure))
    return [one for one in found if one is not None]


def _of_security(measure: Measure) -> Sequence[StepKind]:
    if measure.result:
        return ()
    decided = measure.decision
    assert decided is not None  # else it would be minuted
    rule = measures.rule(measure.kind, decided.day)
    waits = rule.then and not rule.runs_from_decision and not measure.step(_K.GROUNDS)
    return (*((_K.GROUNDS,) if waits else ()), *_closing(measure))


def _of_coercion(measure: Measure) -> Iterator[StepKind]:
    if measure.result is None:
        yield from _consultations(measure)
        yield from (_K.PLANNED, _K.SCHEDULED)
        plan = measure.appointed if measure.with_force else None
        if plan:
            yield from _with_plan(measure, plan)
        if measure.kind is MeasureKind.ATTACHMENT and measure.is_real_estate:
            yield _K.NOTICE
        if plan is None or since(measure, _K.APPROVED, plan):
            yield from (_K.CARRIED_OUT, _K.COMPLIED_ON_SPOT)
        yield _K.COMPLIED
        yield _K.MONEY
        yield from _closing(measure)
    elif RESULTS[measure.result.kind] is not MeasureState.ENDED:
        yield _K.MONEY
        if not measure.step(_K.LIFTED):
            yield from (one for one in _closing(measure) if one is not _K.CANCELLED)


def _consultations(measure: Measure) -> Iterator[StepKind]:
    asked, told = measure.step(_K.POLICE_ASKED), measure.step(_K.PROVINCE_TOLD)
    if asked is None:
        yield _K.POLICE_ASKED
    elif not measure.step(_K.POLICE_ANSWERED):
        yield _K.POLICE_ANSWERED
    if asked and told is None:
        yield _K.PROVINCE_TOLD
    elif told and not measure.step(_K.PROVINCE_ANSWERED):
        yield _K.PROVINCE_ANSWERED
    if any(one.kind in AGREEING and not one.agrees for one in measure.steps):
        yield _K.DIRECTED
    yield _K.COMMUNE


def _with_plan(measure: Measure, plan: MeasureStep) -> Iterator[StepKind]:
    if not since(measure, _K.APPROVED, plan):
        yield _K.APPROVED
        return
    for kind in (_K.PLAN_SENT, _K.GUARDED, _K.MEETING):
        if not since(measure, kind, plan):
            yield kind


def _closing(measure: Measure) -> Sequence[StepKind]:
    return CLOSING[1:] if measure.step(_K.LIFTING_GROUND) else CLOSING


def since(measure: Measure, kind: StepKind, step: MeasureStep) -> MeasureStep | None:
    """The latest step of this kind after that one."""
    found = measure.step(kind)
    return found if found and found.sequence > step.sequence else None


def _started(measure: Measure) -> Iterator[tuple[Duty, MeasureStep]]:
    """Each duty that waits, with the step that started its clock."""
    minutes, decided = measure.step(_K.MINUTES), measure.decision
    ground = measure.step(_K.LIFTING_GROUND)
    if ground and not measure.step(_K.LIFTED) and not measure.step(_K.CANCELLED):
        yield Duty.LIFTING, ground
    if measure.result:
        return
    if minutes and not decided:
        rule = measures.rule(measure.kind, minutes.day)
        if rule.minutes:
            yield rule.minutes, minutes
    if decided and measure.kind.is_security:
        rule = measures.rule(measure.kind, decided.day)
        start = decided if rule.runs_from_decision else measure.step(_K.GROUNDS)
        then = measures.rule(measure.kind, start.day).then if start else None
        if start and then and not ground:
            yield then, start
    elif decided:
        yield from _before_coercion(measure)


def _before_coercion(measure: Measure) -> Iterator[tuple[Duty, MeasureStep]]:
    asked, told = measure.step(_K.POLICE_ASKED), measure.step(_K.PROVINCE_TOLD)
    if asked and not measure.step(_K.POLICE_ANSWERED) and not told:
        yield Duty.POLICE_ANSWER, asked
    if told and not measure.step(_K.PROVINCE_ANSWERED):
        yield Duty.PROVINCE_POLICE_ANSWER, told
    appointed = measure.appointed
    if appointed is None:
        agreed = _agreed(measure)
        if agreed:
            yield Duty.COERCION_PLAN, agreed
        return
    if measure.with_force:
        sent = since(measure, _K.PLAN_SENT, appointed)
        if not since(measure, _K.GUARDED, appointed):
            if sent:
                yield Duty.POLICE_PLAN, sent
            yield Duty.POLICE_PLAN_DELIVERY, appointed
        if not since(measure, _K.MEETING, appointed):
            yield Duty.COERCION_MEETING, appointed
    of_land = measure.kind is MeasureKind.ATTACHMENT and measure.is_real_estate
    if of_land and not since(measure, _K.NOTICE, appointed):
        yield Duty.ATTACHMENT_NOTICE, appointed


def _agreed(measure: Measure) -> MeasureStep | None:
    """The police agree, or the steering committee has said what is to be done."""
    found = [
        one for one in measure.steps
        if one.kind is _K.DIRECTED or (one.kind in AGREEING and one.agrees)
    ]  # fmt: skip
    return found[-1] if found else None


def _running(duty: Duty, step: MeasureStep, still: Sequence[Standstill]) -> Running | None:
    """By the law of the day of the event; None where that law sets no time."""
    event = step.on_day or step.day  # of a plan or an appointment: when the coercion is to be
    if not deadlines.exists(duty, event):
        return None
    rule = deadlines.rule(duty, event)
    moment = step.moment if duty in (Duty.FREEZE_DECISION, Duty.SEIZURE_DECISION) else None
    ends_at = rule.ends_at(moment) if moment else None
    return Running(rule, step.day, rule.due_with(event, still), ends_at)
