"""Periods end where the Civil Code says, over Tết, swapped days, month ends and the new law."""

from datetime import date

import pytest

from thads.rules import deadlines, grounds, numbering, statistics_regime
from thads.rules.dated import MissingRule
from thads.rules.deadlines import Duty
from thads.rules.working_days import TimeUnit, is_confirmed, is_working_day, last_day

OFF = [
    date(2023, 1, 20), date(2023, 5, 3), date(2024, 2, 14), date(2024, 4, 29), date(2025, 5, 2),
    date(2026, 1, 2), date(2026, 8, 31), date(2026, 11, 24), date(2024, 9, 28),
]  # fmt: skip
WORKED = [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22),
          date(2024, 9, 30), date(2025, 11, 24)]  # fmt: skip


@pytest.mark.parametrize("day", OFF, ids=str)
def test_nobody_works_on_an_announced_day_off(day):
    assert not is_working_day(day)


@pytest.mark.parametrize("day", WORKED, ids=str)
def test_people_work_on_ordinary_days_and_on_swapped_saturdays(day):
    assert is_working_day(day)


def test_a_year_not_yet_announced_is_a_forecast():
    assert is_confirmed(date(2026, 12, 31))
    assert not is_confirmed(date(2027, 2, 6))
    assert not is_working_day(date(2027, 2, 8))  # third day of Tết, by the lunar calendar


ENDS = [  # start, length, unit, last day
    ("the first day is not counted", date(2024, 9, 2), 10, "days", date(2024, 9, 12)),
    ("a Saturday rolls to Monday", date(2024, 9, 11), 10, "days", date(2024, 9, 23)),
    ("Tết 2024 rolls to 15/2", date(2024, 1, 30), 10, "days", date(2024, 2, 15)),
    ("a swapped Saturday is a working day", date(2024, 4, 24), 10, "days", date(2024, 5, 4)),
    ("a month from 31/8 is 30/9", date(2024, 8, 31), 1, "months", date(2024, 9, 30)),
    ("six months from 31/8 is 28/2", date(2022, 8, 31), 6, "months", date(2023, 2, 28)),
    ("six months from 31/8 is 29/2", date(2023, 8, 31), 6, "months", date(2024, 2, 29)),
    ("a year from 29/2 is 28/2", date(2024, 2, 29), 1, "years", date(2025, 2, 28)),
    ("working days jump over 30/4", date(2024, 4, 26), 3, "working_days", date(2024, 5, 4)),
    ("working days at the swap of 2026", date(2026, 1, 8), 2, "working_days", date(2026, 1, 10)),
]


@pytest.mark.parametrize(("start", "length", "unit", "end"), [e[1:] for e in ENDS],
                         ids=[e[0] for e in ENDS])  # fmt: skip
def test_a_period_ends(start, length, unit, end):
    assert last_day(start, length, TimeUnit(unit)) == end


def test_the_first_verification_follows_the_voluntary_period():
    assert deadlines.first_verification_due(date(2024, 9, 2)) == date(2024, 9, 23)  # 12/9, 22/9 Sun
    assert deadlines.rule(Duty.FIRST_VERIFICATION, date(2026, 6, 30)).length == 10
    assert deadlines.rule(Duty.FIRST_VERIFICATION, date(2026, 7, 1)).length == 9


def test_the_law_of_the_day_that_starts_the_clock_decides():
    noticed = date(2026, 6, 19)  # voluntary until Monday 29/6/2026: still the old ten days
    assert deadlines.first_verification_due(noticed) == date(2026, 7, 9)
    assert deadlines.first_verification_due(date(2026, 6, 22)) == date(2026, 7, 13)  # 2/7 + 9 = 11


def test_evidence_has_a_month_for_the_council_then_ten_days_or_under_the_new_law_twenty():
    assert deadlines.due(Duty.DESTRUCTION_COUNCIL, date(2024, 1, 31)) == date(2024, 2, 29)
    assert deadlines.due(Duty.DESTRUCTION, date(2026, 7, 6)) == date(2026, 7, 27)
    assert deadlines.due(Duty.DESTRUCTION, date(2024, 7, 6)) == date(2024, 7, 16)  # NĐ62 Đ.33


def test_one_comparison_judges_all_starts():
    rule = deadlines.rule(Duty.PERIODIC_VERIFICATION, date(2024, 3, 1))
    for day in (date(2024, 9, 30), date(2024, 2, 15), date(2024, 3, 1)):
        latest = deadlines.latest_overdue_start(day, rule)
        for back in range(600):
            start = date.fromordinal(day.toordinal() - back)
            assert (rule.due(start) < day) == (start <= latest)


def test_a_missing_rule_is_an_error():
    for ask in (
        lambda: deadlines.due(Duty.REQUEST_RETURN, date(2024, 1, 1)),
        lambda: statistics_regime.on(date(1990, 1, 1)),
        lambda: numbering.series("regional_division", date(2024, 1, 1)),
        lambda: grounds.of("postponement", date(2010, 1, 1)),
    ):
        with pytest.raises(MissingRule, match="Chưa có quy định"):
            ask()


def test_grounds_follow_the_law_of_the_day():
    old, new = date(2026, 6, 30), date(2026, 7, 1)
    assert grounds.find("postponement", "c", old).source == "L08 Đ.48 k.1 điểm c"
    assert grounds.find("postponement", "c", new).source == "L25 Đ.46 k.1 điểm c"
    assert grounds.find("postponement", "l", old) is None
    assert grounds.find("postponement", "2", old).months_at_most == 3
    assert len(grounds.of("not_yet_enforceable", old)) == 3
    assert len(grounds.of("not_yet_enforceable", new)) == 8
    assert grounds.of("assignment", old) == ()


def test_symbols_follow_unit_and_day():
    assert numbering.series("district_branch", date(2025, 6, 30)).symbol == "QĐ-CCTHADS"
    assert numbering.series("provincial_department", date(2024, 1, 2)).symbol == "QĐ-CTHADS"
    assert numbering.series("regional_division", date(2025, 7, 1)).symbol == "QĐ-THADS"


def test_the_regime_of_a_period_names_its_circular():
    assert statistics_regime.on(date(2024, 9, 30)).code == "TT05-2024"
    assert statistics_regime.on(date(2023, 9, 30)).code == "TT06-2019"
    assert statistics_regime.on(date(2026, 9, 30)).money_done_at == "collection"
