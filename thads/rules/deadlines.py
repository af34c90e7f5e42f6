"""Deadlines of the law as dated data (reference 4); the law of the day that starts the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from thads.core.codes import Coded
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.working_days import TimeUnit, last_day

AMENDED_LAW = date(2015, 7, 1)  # Luật 64/2014/QH13 amended the law of 2008


class Duty(Coded):
    """What must be done within a time."""

    VOLUNTARY_PERIOD = "voluntary_period", "thời hạn tự nguyện thi hành án"
    FIRST_VERIFICATION = "first_verification", "xác minh lần đầu"
    PERIODIC_VERIFICATION = "periodic_verification", "xác minh định kỳ"
    LONG_VERIFICATION = "long_verification", "xác minh định kỳ (đang tù, không rõ địa chỉ)"
    SEPARATE_TRACKING = "separate_tracking", "chuyển sổ theo dõi riêng"
    LONG_SEPARATE_TRACKING = (
        "long_separate_tracking",
        "chuyển sổ theo dõi riêng (đang tù, không rõ địa chỉ)",
    )
    REQUEST_RETURN = "request_return", "gửi lại yêu cầu thi hành án"
    DESTRUCTION_COUNCIL = "destruction_council", "lập Hội đồng tiêu hủy vật chứng"
    DESTRUCTION = "destruction", "tiêu hủy vật chứng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Dated):
    """`length` of `unit`, counted from the event that starts the clock."""

    duty: Duty
    length: int
    unit: TimeUnit

    def due(self, start: date) -> date:
        """Last day of the time that the event of `start` opened."""
        return last_day(start, self.length, self.unit)


def _old(
    duty: Duty, length: int, unit: TimeUnit, source: str, since: date = AMENDED_LAW
) -> Deadline:
    return Deadline(
        duty=duty, length=length, unit=unit, source=source, valid_from=since,
        valid_to=OLD_LAW_ENDS,
    )  # fmt: skip


def _new(duty: Duty, length: int, unit: TimeUnit, source: str) -> Deadline:
    return Deadline(duty=duty, length=length, unit=unit, source=source, valid_from=NEW_LAW)


_D, _M, _Y = TimeUnit.DAYS, TimeUnit.MONTHS, TimeUnit.YEARS
DEADLINES = (
    _old(Duty.VOLUNTARY_PERIOD, 10, _D, "L08 Đ.45 k.1"),
    _new(Duty.VOLUNTARY_PERIOD, 10, _D, "L25 Đ.36"),
    _old(Duty.FIRST_VERIFICATION, 10, _D, "L08 Đ.44 k.1"),
    _new(Duty.FIRST_VERIFICATION, 9, _D, "L25 Đ.37 k.1"),
    _old(Duty.PERIODIC_VERIFICATION, 6, _M, "L08 Đ.44 k.2"),
    _new(Duty.PERIODIC_VERIFICATION, 6, _M, "L25 Đ.38 k.3"),
    _old(Duty.LONG_VERIFICATION, 12, _M, "L08 Đ.44 k.2"),
    _new(Duty.LONG_VERIFICATION, 12, _M, "L25 Đ.38 k.3"),
    _old(Duty.SEPARATE_TRACKING, 1, _Y, "NĐ62 Đ.9 k.5", date(2015, 9, 1)),
    _old(Duty.LONG_SEPARATE_TRACKING, 2, _Y, "NĐ62 Đ.9 k.5", date(2015, 9, 1)),
    _new(Duty.SEPARATE_TRACKING, 2, _Y, "L25 Đ.38 k.4; NĐ152 Đ.22 k.1"),
    _new(Duty.LONG_SEPARATE_TRACKING, 2, _Y, "L25 Đ.38 k.4; NĐ152 Đ.22 k.1"),
    _new(Duty.REQUEST_RETURN, 2, _Y, "L25 Đ.38 k.4; NĐ152 Đ.22 k.2"),
    _old(Duty.DESTRUCTION_COUNCIL, 1, _M, "L08 Đ.125 k.1", date(2009, 7, 1)),
    _new(Duty.DESTRUCTION_COUNCIL, 1, _M, "L25 Đ.58 k.2"),
    _new(Duty.DESTRUCTION, 20, _D, "NĐ152 Đ.40 k.1"),
)


def rule(duty: Duty, day: date) -> Deadline:
    """The deadline for a duty whose clock starts on `day`; MissingRule when the law has none."""
    return in_force((d for d in DEADLINES if d.duty is duty), day, duty.label)


def exists(duty: Duty, day: date) -> bool:
    """Whether the law of `day` sets a deadline for the duty at all."""
    return any(d.duty is duty and d.holds_on(day) for d in DEADLINES)


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
