"""Counting as the Civil Code does, against a count by hand: Tết, 29/2, swapped days, pauses."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thads.rules.dated import NEW_LAW
from thads.rules.deadlines import DEADLINES, Duty, rule
from thads.rules.pauses import Pause, Standstill, last_day_with
from thads.rules.working_days import (
    CONFIRMED,
    TimeUnit,
    is_working_day,
    last_day,
    last_day_before,
    next_working_day,
)

DAY = timedelta(days=1)
PATIENT = settings(deadline=None)  # the first forecast of a year takes its time
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
AROUND_TET = date(2024, 1, 30)
LEAP_DAY = date(2024, 2, 29)
EVE = NEW_LAW - DAY


@PATIENT
@given(DAYS, st.integers(0, 400))
@example(AROUND_TET, 10)
@example(LEAP_DAY, 365)
@example(EVE, 10)
def test_days_end_on_the_first_working_day_from_the_last_one_counted(start, length):
    counted, day = 0, start
    while counted < length:
        day += DAY
        counted += 1
    while not is_working_day(day):
        day += DAY
    assert last_day(start, length, TimeUnit.DAYS) == day


@PATIENT
@given(DAYS, st.integers(1, 60))
@example(AROUND_TET, 5)
@example(date(2026, 1, 8), 2)
def test_so_many_people_work_on_days_after_the_event(start, length):
    end = last_day(start, length, TimeUnit.WORKING_DAYS)
    between = [start + DAY * n for n in range(1, (end - start).days + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == length


@PATIENT
@given(DAYS, st.integers(1, 60))
def test_counting_back_leaves_so_many_working_days_before_the_event(event, length):
    latest = last_day_before(event, length, TimeUnit.WORKING_DAYS)
    between = [latest + DAY * n for n in range((event - latest).days)]
    assert is_working_day(latest)
    assert sum(map(is_working_day, between)) == length


@PATIENT
@given(DAYS, st.integers(1, 60))
@example(date(2023, 8, 31), 6)
@example(date(2024, 8, 31), 6)
@example(LEAP_DAY, 12)
def test_months_end_on_the_same_number_or_on_the_months_last_day(start, months):
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    month += 1
    same = date(year, month, min(start.day, monthrange(year, month)[1]))
    assert last_day(start, months, TimeUnit.MONTHS) == next_working_day(same)
    if months % 12 == 0:
        assert last_day(start, months // 12, TimeUnit.YEARS) == next_working_day(same)


@PATIENT
@given(DAYS, st.integers(0, 120))
def test_the_last_day_never_falls_when_the_event_comes_later(start, length):
    for unit in TimeUnit:
        assert last_day(start, length, unit) <= last_day(start + DAY, length, unit)


@PATIENT
@given(DAYS)
@example(EVE)
@example(NEW_LAW)
def test_within_one_law_a_later_event_is_never_due_sooner(start):
    for deadline in DEADLINES:
        if deadline.holds_on(start) and deadline.holds_on(start + DAY):
            assert deadline.due(start) <= deadline.due(start + DAY)


def test_the_change_of_law_can_make_a_later_event_due_sooner():
    """Which is why no list may be judged by one comparison across it."""
    assert rule(Duty.LIFTING, EVE).due(EVE) == date(2026, 7, 7)
    assert rule(Duty.LIFTING, NEW_LAW).due(NEW_LAW) == date(2026, 7, 6)


STANDSTILLS = st.lists(
    st.builds(
        lambda first, days, why: Standstill(first, first + DAY * days, why),
        DAYS, st.integers(0, 90), st.sampled_from([Pause.POSTPONED, Pause.SUSPENDED]),
    ),
    max_size=4,
)  # fmt: skip


def _still(day: date, stood_still: list[Standstill]) -> bool:
    return any(s.first <= day <= s.last for s in stood_still if s.last)


@PATIENT
@given(DAYS, st.integers(1, 120), STANDSTILLS)
def test_no_day_of_a_standstill_is_counted(start, length, stood_still):
    counted, day = 0, start
    while counted < length:
        day += DAY
        counted += not _still(day, stood_still)
    end = last_day_with(start, length, TimeUnit.DAYS, stood_still)
    assert end is not None
    assert end >= day
    assert is_working_day(end)
    for n in range((end - day).days):  # moved on only over rest and standstill
        skipped = day + DAY * n
        assert not is_working_day(skipped) or _still(skipped, stood_still)


@PATIENT
@given(DAYS, st.integers(1, 40), STANDSTILLS)
def test_only_working_days_on_which_the_clock_ran_are_counted(start, length, stood_still):
    counted, day = 0, start
    while counted < length:
        day += DAY
        counted += is_working_day(day) and not _still(day, stood_still)
    assert last_day_with(start, length, TimeUnit.WORKING_DAYS, stood_still) == day


@PATIENT
@given(DAYS, st.integers(1, 24), STANDSTILLS)
def test_a_standstill_never_shortens_a_time_of_months(start, months, stood_still):
    end = last_day_with(start, months, TimeUnit.MONTHS, stood_still)
    assert end is not None
    assert end >= last_day(start, months, TimeUnit.MONTHS)


def test_six_months_are_longer_by_the_days_of_the_postponement():
    start = date(2023, 8, 31)  # six months: 29/2/2024
    held = Standstill(date(2023, 10, 1), date(2023, 10, 31), Pause.POSTPONED)
    assert last_day_with(start, 6, TimeUnit.MONTHS, [held]) == date(2024, 4, 1)  # 31/3 is a Sunday
    after = Standstill(date(2024, 3, 1), date(2024, 3, 31), Pause.POSTPONED)
    assert last_day_with(start, 6, TimeUnit.MONTHS, [after]) == LEAP_DAY
    before = Standstill(date(2023, 8, 1), date(2023, 8, 31), Pause.POSTPONED)
    assert last_day_with(start, 6, TimeUnit.MONTHS, [before]) == LEAP_DAY


def test_while_the_clock_stands_still_there_is_no_last_day():
    now = Standstill(date(2026, 8, 6), None, Pause.SUSPENDED)
    for unit in (TimeUnit.DAYS, TimeUnit.WORKING_DAYS, TimeUnit.MONTHS):
        assert last_day_with(date(2026, 8, 3), 9, unit, [now]) is None
    late = Standstill(date(2027, 8, 6), None, Pause.SUSPENDED)
    assert last_day_with(date(2026, 8, 3), 9, TimeUnit.DAYS, [late]) == date(2026, 8, 12)


@pytest.mark.parametrize("year", sorted(CONFIRMED))
def test_announced_days_off_are_the_librarys_but_for_the_known_swap(year):
    library = {day for day in country_holidays("VN", years=year) if day.weekday() < 5}
    announced = {day for day in CONFIRMED[year].off if day.weekday() < 5}
    missing = {date(2026, 1, 2)} if year == 2026 else set()  # swapped with Saturday 10/1
    assert announced - library == missing
    assert library - announced == set()


def test_culture_day_is_off_from_2026():
    assert [is_working_day(date(year, 11, 24)) for year in (2023, 2025, 2026, 2027)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_saturdays_worked_are_the_swapped_ones_only():
    worked = [d for d in (date(2023, 1, 1) + DAY * n for n in range(365 * 5)) if d.weekday() > 4
              and is_working_day(d)]  # fmt: skip
    assert worked == [
        date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22),
    ]  # fmt: skip
