"""Where duties come from that follow from the facts of a case: one line a duty whose doing is
itself a record here.

A duty that nobody would ever be seen to have done (a copy sent, a file opened) is not listed.
What follows from the records of a register instead stands in `thads.worklists.books`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from thads.cases.models import ActKind, Standing
from thads.rules import deadlines, separate_tracking
from thads.rules.dated import MissingRule
from thads.rules.deadlines import Crossing, Duty
from thads.rules.pauses import Standstill
from thads.verification.models import Finding
from thads.worklists import waits
from thads.worklists.beside import INFORMED, WITHOUT_MEANS
from thads.worklists.course import Course

DAY = timedelta(days=1)
ANY = frozenset(Standing)
_IN_PROGRESS = frozenset({Standing.IN_PROGRESS})
_UNENDED = frozenset(standing for standing in Standing if not standing.has_ended)
_ANSWERS_TO_A_FINDING = (ActKind.ENFORCEABLE, ActKind.RESUMPTION, ActKind.NOT_YET_ENFORCEABLE)


class Opened(NamedTuple):
    """A clock that runs: what it is about, which day started it, from when it is a duty."""

    subject_id: UUID
    since: date
    opens_on: date


class Found(NamedTuple):
    """A duty that is open, in the order of the columns of `open_duty`; `due` may be unknown."""

    duty: Duty
    subject_id: UUID
    case_id: UUID | None
    unit_id: UUID
    officer_id: UUID | None
    since: date
    opens_on: date
    due: date | None


@dataclass(frozen=True, slots=True)
class Source:
    """A duty, and the clocks of it that run in a case that stands as one of `standings`."""

    duty: Duty
    standings: frozenset[Standing]
    opened: Callable[[Course], Iterable[Opened]]


def open_duties(course: Course) -> Iterator[Found]:
    """All that is still to be done on a case after all its facts."""
    now, case_id = course.history.now, course.history.facts.case_id
    for source in SOURCES:
        if course.standing in source.standings:
            for subject_id, since, opens_on in source.opened(course):
                due = due_of(source.duty, since, course.standstills)
                yield Found(
                    source.duty, subject_id, case_id, now.unit_id, now.officer_id, since, opens_on,
                    due,
                )  # fmt: skip


def due_of(duty: Duty, since: date, stood_still: Sequence[Standstill] = ()) -> date | None:
    """The last day; None where the law known here sets none, or while the clock stands still."""
    counted = tuple(one for one in stood_still if one.last is None or one.last > since)
    return _due(duty, since, counted)


def rule_of(duty: Duty, since: date) -> deadlines.Deadline | None:
    """The deadline of the law by which a clock runs; None where the law known here sets none."""
    try:
        if duty is Duty.FIRST_VERIFICATION:
            since = deadlines.due(Duty.VOLUNTARY_PERIOD, since)
        return deadlines.rule(duty, since)
    except MissingRule:
        return None


@lru_cache(maxsize=16384)
def _due(duty: Duty, since: date, stood_still: tuple[Standstill, ...]) -> date | None:
    rule = rule_of(duty, since)
    if rule is None or rule.crossing is Crossing.BY_ACT:  # a wait: no last day follows it
        return None
    if duty is Duty.FIRST_VERIFICATION:  # runs from the end of the voluntary period
        since = deadlines.due(Duty.VOLUNTARY_PERIOD, since)
    return rule.due_with(since, stood_still)


def _notice(course: Course) -> Iterator[Opened]:
    """Nobody has been told of the enforcement decision yet (L08 Đ.39; L25 Đ.35)."""
    if course.noticed_on is None:
        facts = course.history.facts
        yield Opened(facts.case_id, facts.docketed_on, facts.docketed_on)


def _first_verification(course: Course) -> Iterator[Opened]:
    """Noticed and never verified: once the voluntary period is over (L08 Đ.44; L25 Đ.37)."""
    if course.noticed_on is not None and course.last_verification is None:
        yield _of_case(course, course.noticed_on)


def _no_means_decision(course: Course) -> Iterator[Opened]:
    """The latest verification found no means and no decision answered it (L25 Đ.38 k.1)."""
    last = course.last_verification
    if last is None or course.finding in (None, Finding.HAS_MEANS):
        return
    answers = course.acts(*_ANSWERS_TO_A_FINDING)
    if not any((act.day, act.sequence) > (last.day, last.sequence) for act in answers):
        yield _of_case(course, last.day)


def _periodic_verification(course: Course) -> Iterator[Opened]:
    """Again six months after the last, or after the decision (L08 Đ.44 k.2; L25 Đ.38 k.3)."""
    if not (course.finding and course.finding.is_lasting):
        yield from _verified_again(course)


def _long_verification(course: Course) -> Iterator[Opened]:
    """Twelve months for who is in prison or cannot be found."""
    if course.finding and course.finding.is_lasting:
        yield from _verified_again(course)


def _verified_again(course: Course) -> Iterator[Opened]:
    last = course.last_verification
    *_, decided = [None, *course.acts(ActKind.NOT_YET_ENFORCEABLE)]
    if started := last or decided:
        yield _of_case(course, started.day)


def _new_information(course: Course) -> Iterator[Opened]:
    """What was told since the latest verification (NĐ62 Đ.9 k.4; L25 Đ.38 k.2)."""
    last = course.last_verification
    for information_id, received_on in course.beside.told:
        if last is None or last.day < received_on:
            yield Opened(information_id, received_on, received_on)


def _step(duty: Duty) -> Callable[[Course], Iterator[Opened]]:
    """Without means for so long that the case may leave the count (NĐ62 Đ.9 k.5; NĐ152 Đ.22)."""

    def opened(course: Course) -> Iterator[Opened]:
        if days := waits.mature(course, duty):
            yield Opened(course.history.facts.case_id, *days)

    return opened


def _resumption(course: Course) -> Iterator[Opened]:
    """The time of a postponement is over, of the case or of an item alone (L08 Đ.48 k.4; L25
    Đ.46 k.3)."""
    for item_id, until in course.postponed():
        yield Opened(item_id or course.history.facts.case_id, until, until + DAY)


def _payout(course: Course) -> Iterator[Opened]:
    """Money in hand, item by item (L08 Đ.47 k.5; L25 Đ.54 k.6)."""
    return (Opened(item_id, day, day) for item_id, day in course.unpaid())


def _of_case(course: Course, day: date) -> Opened:
    return Opened(course.history.facts.case_id, day, day)


SOURCES = (
    Source(Duty.NOTICE, _IN_PROGRESS, _notice),
    Source(Duty.FIRST_VERIFICATION, _IN_PROGRESS, _first_verification),
    Source(Duty.NO_MEANS_DECISION, _IN_PROGRESS, _no_means_decision),
    Source(Duty.PERIODIC_VERIFICATION, WITHOUT_MEANS, _periodic_verification),
    Source(Duty.LONG_VERIFICATION, WITHOUT_MEANS, _long_verification),
    Source(Duty.NEW_INFORMATION_VERIFICATION, INFORMED, _new_information),
    *(Source(way.step, WITHOUT_MEANS, _step(way.step)) for way in separate_tracking.WAYS),
    Source(Duty.RESUMPTION, _UNENDED, _resumption),
    Source(Duty.PAYOUT, ANY, _payout),
)
