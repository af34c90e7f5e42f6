"""Deadlines of the law as dated data (reference 4), and what is asked of them.

The law of the day that starts a clock decides, except where the length is a condition of a step
taken later: there the law of that step's day does (`Crossing`, ADR 0010).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from thads.rules.dated import in_force
from thads.rules.deadlines.coercion import COERCION
from thads.rules.deadlines.course import COURSE
from thads.rules.deadlines.duties import Duty
from thads.rules.deadlines.events import ACT_EVENTS, Event
from thads.rules.deadlines.intake import INTAKE, NOTICE
from thads.rules.deadlines.lines import ACTING, AMENDED_LAW
from thads.rules.deadlines.money import EXHIBITS, MONEY
from thads.rules.deadlines.oversight import COMPENSATION, COMPLAINTS, FORGIVENESS, STATISTICS
from thads.rules.deadlines.records import Crossing, Deadline, Doer
from thads.rules.deadlines.sale import SALE, VALUATION
from thads.rules.deadlines.verification import VERIFICATION, WAITING

__all__ = [
    "ACT_EVENTS",
    "AMENDED_LAW",
    "DEADLINES",
    "TOPICS",
    "Crossing",
    "Deadline",
    "Doer",
    "Duty",
    "Event",
    "due",
    "due_by",
    "exists",
    "first_verification_due",
    "latest_overdue_start",
    "rule",
    "rule_crossing",
    "started_by",
    "stops_with_case",
]  # fmt: skip

TOPICS: dict[str, tuple[Deadline, ...]] = {
    "Thụ lý, ra quyết định thi hành án": INTAKE,
    "Thông báo, tự nguyện thi hành án": NOTICE,
    "Xác minh": VERIFICATION,
    "Chưa có điều kiện thi hành án": WAITING,
    "Hoãn, tạm đình chỉ, đình chỉ, ủy thác": COURSE,
    "Bảo đảm, cưỡng chế": COERCION,
    "Thẩm định giá, ưu tiên mua": VALUATION,
    "Đấu giá, giao tài sản": SALE,
    "Thu, chi tiền và phí": MONEY,
    "Vật chứng": EXHIBITS,
    "Miễn, giảm nghĩa vụ thi hành án": FORGIVENESS,
    "Khiếu nại, kháng nghị, giải thích bản án": COMPLAINTS,
    "Bồi thường nhà nước": COMPENSATION,
    "Thống kê": STATISTICS,
}
DEADLINES = tuple(deadline for topic in TOPICS.values() for deadline in topic)
_OF_DUTY = {duty: tuple(d for d in DEADLINES if d.duty is duty) for duty in Duty}
_OF_EVENT = {event: tuple(d for d in DEADLINES if d.event is event) for event in Event}


def rule(duty: Duty, day: date) -> Deadline:
    """The deadline for a duty whose clock starts on `day`; MissingRule when the law has none."""
    return in_force(_OF_DUTY[duty], day, duty.label)


def exists(duty: Duty, day: date) -> bool:
    """Whether the law of `day` sets a deadline for the duty at all."""
    return any(d.holds_on(day) for d in _OF_DUTY[duty])


def stops_with_case(duty: Duty) -> bool:
    """Whether its clock stands still while the case is postponed or suspended."""
    return any(d.paused_by >= ACTING for d in _OF_DUTY[duty])


def rule_crossing(duty: Duty, start: date, day: date) -> Deadline:
    """The deadline for a clock that started on `start`, as it stands on `day` (ADR 0010)."""
    by_act = _OF_DUTY[duty][0].crossing is Crossing.BY_ACT
    return rule(duty, max(start, day) if by_act else start)


def started_by(event: Event, day: date, *, seen_on: date | None = None) -> tuple[Deadline, ...]:
    """The deadlines that an event of `day` starts, as they stand on `seen_on` (that day itself).

    Empty for an event of which the law of that day asks nothing; those that count back from the
    event, which must be met before it, are among them.
    """
    later = max(day, seen_on or day)
    return tuple(
        d for d in _OF_EVENT[event]
        if d.holds_on(later if d.crossing is Crossing.BY_ACT else day)
    )  # fmt: skip


def due(duty: Duty, start: date) -> date:
    """Last day for a duty whose clock started with an event on `start`."""
    return rule(duty, start).due(start)


def first_verification_due(noticed_on: date) -> date:
    """Last day for the first verification: it runs from the end of the voluntary period."""
    return due(Duty.FIRST_VERIFICATION, due(Duty.VOLUNTARY_PERIOD, noticed_on))


@lru_cache(maxsize=256)
def latest_overdue_start(day: date, *chain: Deadline) -> date:
    """The latest start whose time, one deadline after the other, is over before `day`.

    Within one law the due day never falls when the start rises, so every earlier start is overdue
    too: a whole list is judged by one comparison in the database instead of a calculation a row.
    """
    start = day
    while due_by(chain, start) >= day:
        start -= timedelta(days=1)
    return start


def due_by(chain: Sequence[Deadline], start: date) -> date:
    """Last day of several deadlines, each running from the end of the one before."""
    for deadline in chain:
        start = deadline.due(start)
    return start
