"""What came into the stock and what left it is the difference of the stocks, case by case."""

import random
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from tests.classification.conftest import TODAY
from thads.cases import queries as cases_queries
from thads.cases.history import CURRENT
from thads.cases.models import ActKind, Case, Standing
from thads.classification.queries import ageing, flow
from thads.classification.queries.ageing import StockFilter
from thads.classification.queries.flow import AGED, HANDED, NEW, Side
from thads.core.days import add_years
from thads.identity.models import Role

ENFORCEABLE = {Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT}


@pytest.fixture
def register(make, db, chance):
    """`register(seed)`: two units with officers, cases of chance, some of them handed over."""

    def do(seed, size=18):
        rng = random.Random(seed)
        units = [make.district(), make.unit()]
        people = [make.user(Role.OFFICER, unit=unit) for unit in units for _ in range(2)]
        for case in [chance(rng, units, people) for _ in range(size)]:
            officer = rng.choice([p for p in people if p.unit_id == case.unit_id])
            day = max(case.docketed_on, date(2024, rng.randint(1, 9), 15))
            make.act(case, ActKind.ASSIGNMENT, day, officer_id=officer.id)
        db.commit()
        return units, people

    return do


def histories(db):
    ids = db.scalars(select(Case.id)).all()
    return [cases_queries.history_of(cases_queries.get(db, i, scope=None)) for i in ids]


def stood(history, day, wanted):
    """By hand: whether the case is of the stock at the end of `day`."""
    at = history.at(day)
    return (
        at is not None
        and at.standing in (ENFORCEABLE if wanted.old else CURRENT)
        and (not wanted.old or add_years(history.facts.docketed_on, 1) < day)
        and wanted.unit_id in (None, at.unit_id)
        and wanted.officer_id in (None, at.officer_id)
        and not (wanted.unassigned and at.officer_id)
    )


def why(history, month, wanted, *, came):
    at = history.at(month.eve if came else month.last)
    if at is None:
        return NEW
    if at.standing not in (ENFORCEABLE if wanted.old else CURRENT):
        return at.standing.value
    young = wanted.old and not add_years(history.facts.docketed_on, 1) < month.eve
    return AGED if came and young else HANDED


@pytest.mark.parametrize("seed", range(3))
def test_the_flow_is_the_difference_of_the_stocks(db, register, seed):
    units, people = register(seed)
    known, seen = histories(db), Counter()
    asked = [
        (StockFilter(unit_id=unit_id, officer_id=officer_id, unassigned=unassigned, old=old))
        for unit_id, officer_id, unassigned in (
            (None, None, False), (units[0].id, None, False), (None, people[0].id, False),
            (None, None, True),
        )
        for old in (False, True)
    ]  # fmt: skip
    for wanted in asked:
        for year in (2022, 2024):
            for one in flow.flow(db, year, TODAY, wanted):
                month = one.month
                first = {h.facts.case_id: h for h in known if stood(h, month.eve, wanted)}
                last = {h.facts.case_id: h for h in known if stood(h, month.last, wanted)}
                came = {i: why(last[i], month, wanted, came=True) for i in last.keys() - first}
                left = {i: why(first[i], month, wanted, came=False) for i in first.keys() - last}
                assert (one.opening, one.closing) == (len(first), len(last))
                assert (one.came, one.left) == (Counter(came.values()), Counter(left.values()))
                listed = flow.moves(db, wanted, [month])
                assert {m.case_id: m.reason for m in listed if m.side is Side.CAME} == came
                assert {m.case_id: m.reason for m in listed if m.side is Side.LEFT} == left
                assert len(listed) == len(came) + len(left)
                stock = ageing.stock(db, month.last, wanted)
                assert {s.case_id for s in stock} == set(last)
                seen.update([*came.values(), *left.values()])
    assert {NEW, AGED, HANDED, "separate_tracking"} <= set(seen)


def test_a_month_that_runs_ends_today_and_one_to_come_is_not_shown():
    shown = flow.months(2024, date(2024, 2, 10))
    assert [(m.number, m.eve, m.last) for m in shown] == [
        (1, date(2023, 9, 30), date(2023, 10, 31)), (2, date(2023, 10, 31), date(2023, 11, 30)),
        (3, date(2023, 11, 30), date(2023, 12, 31)), (4, date(2023, 12, 31), date(2024, 1, 31)),
        (5, date(2024, 1, 31), date(2024, 2, 10)),
    ]  # fmt: skip
    assert flow.months(2025, date(2024, 9, 30)) == []
    assert len(flow.months(2023, date(2024, 2, 10))) == 12
