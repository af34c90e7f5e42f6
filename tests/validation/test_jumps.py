"""Jumps: on a synthetic year few alarms are false, and what really jumps is told (R9)."""

from collections import Counter
from math import exp
from random import Random
from typing import Any

import pytest

from thads.rules import figure_checks
from thads.rules.figure_checks.kinds import Check, Jump
from thads.validation.jumps import jumps, usual

# An office's year: slow after the closing in September, slow at Tết, a rush before the closing.
SEASON = (0.7, 0.9, 1.1, 1.0, 0.5, 0.9, 1.0, 1.0, 1.1, 1.0, 1.2, 1.7)
YEARS, UNITS, OFFICERS = 3, 10, 8
THIRD_YEAR = range(24, 36)
Series = list[int]


def as_jump(check: Check) -> Jump:
    assert isinstance(check, Jump)
    return check


CASES, MONEY = as_jump(figure_checks.named("BD-01")), as_jump(figure_checks.named("BD-02"))


def synthetic(seed: int) -> dict[str, dict[str, Series]]:
    """By subject (officers, units, the province) three years of months of each watched column.

    Counts are Poisson around the season; money is few large and many small amounts.
    """
    random, found = Random(seed), dict[str, dict[str, Series]]()
    for unit in range(UNITS):
        for officer in range(OFFICERS):
            pace = random.uniform(2, 14)
            name = f"{unit}/{officer}"
            found[name] = {"newly": [], "completed": [], "discontinued": [], "new": [], "paid": []}
            for month in range(YEARS * 12):
                season = SEASON[month % 12]
                newly, done = poisson(random, pace), poisson(random, pace * 0.9 * season)
                found[name]["newly"].append(newly)
                found[name]["completed"].append(done)
                found[name]["discontinued"].append(poisson(random, pace * 0.1))
                found[name]["new"].append(amounts(random, newly))
                found[name]["paid"].append(amounts(random, done))
    for unit in range(UNITS):
        found[str(unit)] = added([found[f"{unit}/{officer}"] for officer in range(OFFICERS)])
    found["province"] = added([found[str(unit)] for unit in range(UNITS)])
    return found


def poisson(random: Random, mean: float) -> int:
    count, left = 0, random.random()
    floor = exp(-mean)
    while left > floor:
        count, left = count + 1, left * random.random()
    return count


def amounts(random: Random, cases: int) -> int:
    """Đồng of so many cases: most are court fees, some are debts to banks."""
    return sum(int(random.lognormvariate(15.5, 1.8)) for _ in range(cases))


def added(parts: list[dict[str, Series]]) -> dict[str, Series]:
    return {
        column: [sum(month) for month in zip(*(part[column] for part in parts), strict=True)]
        for column in parts[0]
    }


def alarms(series: dict[str, Series], month: int) -> list[str]:
    """The columns in which a month is told as a jump."""
    found = []
    for column, months in series.items():
        check = MONEY if column in ("new", "paid") else CASES
        if jumps(check, months[:month], months[month]) is not None:
            found.append(column)
    return found


def kind_of(name: str) -> str:
    return "officer" if "/" in name else "unit" if name.isdigit() else "province"


@pytest.fixture(scope="module")
def offices() -> list[dict[str, dict[str, Series]]]:
    return [synthetic(seed) for seed in (2024, 2025)]


def test_fewer_than_one_report_in_twenty_has_a_false_alarm(offices: list[Any]):
    """Measured: 2.6 % of the officers' reports, 0.8 % of the units', none of the province's."""
    told, made = Counter[str](), Counter[str]()
    for name, series in [pair for office in offices for pair in office.items()]:
        for month in THIRD_YEAR:
            told[kind_of(name)] += bool(alarms(series, month))
            made[kind_of(name)] += 1
    assert made == {"officer": 1920, "unit": 240, "province": 24}
    assert {kind: told[kind] / made[kind] for kind in made if told[kind] / made[kind] > 0.05} == {}
    assert told["officer"] > 0, "a measure that never speaks measures nothing"


@pytest.mark.parametrize(("kind", "times", "at_least"), [("unit", 3, 0.95), ("province", 2, 1.0)])
def test_a_month_of_many_times_the_usual_cases_is_told(
    offices: list[Any], kind: str, times: int, at_least: float
):
    months = [
        (series["completed"], month)
        for office in offices
        for name, series in office.items()
        if kind_of(name) == kind
        for month in (25, 27, 30)
    ]
    told = [jumps(CASES, series[:m], series[m] * times) is not None for series, m in months]
    assert sum(told) / len(told) >= at_least


def test_the_rush_before_the_closing_is_no_jump_when_last_year_had_it_too():
    quiet, rush = [30] * 11, 95
    assert jumps(CASES, [*quiet, 30], rush) is not None
    assert jumps(CASES, [rush, *quiet], rush) is None


def test_the_floor_keeps_small_offices_quiet():
    assert jumps(CASES, [0] * 12, 8) is None
    assert jumps(CASES, [0] * 12, 9) is not None
    assert jumps(MONEY, [0] * 12, 1_000_000_000) is None


def test_too_few_months_say_nothing():
    assert usual(CASES, [10] * 5) is None
    assert usual(CASES, [10] * 6) is not None
