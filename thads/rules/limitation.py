"""The limitation of requests for enforcement, computed and explained (L08 Đ.30; NĐ152 Đ.10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thads.rules import deadlines
from thads.rules.deadlines import Deadline, Duty
from thads.rules.pauses import Standstill


@dataclass(frozen=True, slots=True)
class Limitation:
    """How long a request could be made: five years from `start`, longer by the time left out."""

    start: date
    rule: Deadline
    without: date  # last day had nothing been left out
    last: date | None  # None: it stands still now
    left_out: tuple[Standstill, ...]

    def is_over_on(self, day: date) -> bool:
        """A request of `day` comes too late."""
        return self.last is not None and day > self.last


def limitation(start: date, stood_still: Iterable[Standstill]) -> Limitation:
    """The limitation of what became enforceable on `start`; MissingRule before the law of 2009."""
    rule = deadlines.rule(Duty.REQUEST_LIMITATION, start)
    counted = tuple(one for one in stood_still if one.why in rule.paused_by)
    return Limitation(start, rule, rule.due(start), rule.due_with(start, counted), counted)
