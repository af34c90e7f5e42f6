"""Cases without means that may leave the count: separate tracking, or the request goes back.

What `thads.cases.actions.waiting` asks of that decision, read from the same facts, and that no new
information waits for its verification (NĐ62 Đ.9 k.5 điểm c; NĐ152 Đ.22).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from thads.cases.history import Happening
from thads.cases.models import ActKind, Standing
from thads.rules import deadlines, grounds
from thads.rules.deadlines import Duty
from thads.rules.separate_tracking import WAYS, Way
from thads.verification.models import Finding
from thads.worklists.course import Course

DAY = timedelta(days=1)


def mature(course: Course, step: Duty) -> tuple[date, date] | None:
    """The day on which the last condition of a step was met, and the first day for it."""
    way = next(way for way in WAYS if way.step is step)
    asked = _conditions_met_on(course, way)
    if asked is None or course.history.facts.initiation.value not in way.initiations:
        return None
    over = _wait_over(course, way)
    since = max(over, *asked, way.valid_from)
    opens_on = max(over + DAY, *asked, way.valid_from)
    return None if way.valid_to and opens_on > way.valid_to else (since, opens_on)


def _conditions_met_on(course: Course, way: Way) -> list[date] | None:
    """The days of the verifications that count; None while one is missing or found means."""
    made = [act.day for act in course.acts(ActKind.VERIFICATION)]
    if len(made) < way.verifications or course.finding is Finding.HAS_MEANS:
        return None
    needed = [made[way.verifications - 1]]
    for _, received_on in course.beside.told:
        answer = next((day for day in made if day >= received_on), None)
        if answer is None:
            return None
        needed.append(answer)
    return needed


def _wait_over(course: Course, way: Way) -> date:
    """Its last day, from the latest decision on an item without means, by the law of the step."""
    decision = max(_decisions(course), key=lambda act: (act.day, act.sequence))
    unknown = (decision.ground or "").casefold() == grounds.UNKNOWN_ADDRESS
    long = unknown or bool(course.finding and course.finding.is_lasting)
    duty = way.long_duty if long else way.duty
    return deadlines.rule(duty, max(decision.day, way.valid_from)).due(decision.day)


def _decisions(course: Course) -> Iterator[Happening]:
    for item in course.history.items:
        if item.now.standing is Standing.NOT_YET_ENFORCEABLE:
            *_, last = _on(course, item.item.id)
            yield last


def _on(course: Course, item_id: UUID) -> Iterator[Happening]:
    decided = course.acts(ActKind.NOT_YET_ENFORCEABLE)
    return (act for act in decided if act.item_id in (None, item_id))
