"""Clocks that stand still: while a case is postponed or suspended, or nobody can act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from thads.core.codes import Coded
from thads.rules.working_days import (
    TimeUnit,
    calendar_end,
    is_working_day,
    last_day,
    next_working_day,
)

DAY = timedelta(days=1)


class Pause(Coded):
    """Why a clock stands still."""

    POSTPONED = "postponed", "hoãn thi hành án"
    SUSPENDED = "suspended", "tạm đình chỉ thi hành án"
    FORCE_MAJEURE = (
        "force_majeure",
        "tình trạng khẩn cấp, bất khả kháng, trở ngại khách quan",
    )
    PAYOUT_HELD = "payout_held", "yêu cầu chưa chi trả, khiếu nại, kháng nghị về khoản tiền đó"


@dataclass(frozen=True, slots=True)
class Standstill:
    """Days on which a clock stood still, both included; `last` empty: it stands still now."""

    first: date
    last: date | None
    why: Pause


def last_day_with(
    start: date, length: int, unit: TimeUnit, stood_still: Iterable[Standstill]
) -> date | None:
    """Last day of a period whose days do not run during standstills; None while it stands still.

    The day of the event is not counted (BLDS Đ.147 k.2), nor is any day of a standstill.
    """
    still = tuple(_merged(stood_still, start + DAY))
    if unit in (TimeUnit.AT_ONCE, TimeUnit.HOURS) or not still:
        return last_day(start, length, unit)
    if unit is TimeUnit.WORKING_DAYS:
        return _working_days(start, length, still)
    end = calendar_end(start, length, unit)
    for first, last in still:
        if first > end:
            break
        if last is None:
            return None
        end += last - first + DAY
    return _moved(end, still)


def _working_days(
    start: date, count: int, still: tuple[tuple[date, date | None], ...]
) -> date | None:
    day = start
    while count > 0:
        day += DAY
        for first, last in still:
            if first <= day:
                if last is None:
                    return None
                day = max(day, last + DAY) if day <= last else day
        count -= is_working_day(day)
    return day


def _moved(end: date, still: tuple[tuple[date, date | None], ...]) -> date | None:
    """A last day of rest moves on (BLDS Đ.148 k.5), past a standstill that began meanwhile."""
    moved = next_working_day(end)
    for first, last in still:
        if end < first <= moved:
            if last is None:
                return None
            moved = next_working_day(max(moved, last + DAY))
    return moved


def _merged(stood_still: Iterable[Standstill], since: date) -> Iterator[tuple[date, date | None]]:
    """The standstills from `since` on as intervals that neither touch nor overlap, in order."""
    begun: tuple[date, date | None] | None = None
    for one in sorted(stood_still, key=lambda s: (s.first, s.last or date.max)):
        if one.last is not None and one.last < max(since, one.first):
            continue
        first, last = max(one.first, since), one.last
        if begun is None:
            begun = first, last
        elif begun[1] is None or first <= begun[1] + DAY:
            begun = begun[0], None if begun[1] is None or last is None else max(begun[1], last)
        else:
            yield begun
            begun = first, last
    if begun is not None:
        yield begun
