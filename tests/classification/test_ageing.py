"""The stock by year of docketing is what the figures carry over; idleness is of acts and money."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.classification.conftest import HAS, TODAY
from thads.cases import queries as cases_queries
from thads.cases.history import CURRENT
from thads.cases.models import ActKind, Case, MovementKind, Standing
from thads.classification.queries import ageing
from thads.classification.queries.ageing import Cell, Idle, StockFilter, total
from thads.core.days import add_years, last_day_older_than, statistics_year
from thads.identity.models import Role
from thads.statistics.columns import Theme
from thads.statistics.figures import figures

ENDS = [date(2022, 9, 30), date(2023, 9, 30), TODAY, date(2024, 2, 29), date(2024, 5, 17)]


@pytest.fixture
def register(make, db, chance):
    """`register(seed)`: two units with officers and cases of chance."""

    def do(seed, size=18):
        rng = random.Random(seed)
        units = [make.district(), make.unit()]
        people = [make.user(Role.OFFICER, unit=unit) for unit in units for _ in range(2)]
        cases = [chance(rng, units, people) for _ in range(size)]
        db.commit()
        return units, people, cases

    return do


def histories(db):
    ids = db.scalars(select(Case.id)).all()
    return [cases_queries.history_of(cases_queries.get(db, i, scope=None)) for i in ids]


@pytest.mark.parametrize("seed", range(4))
def test_the_cohorts_are_what_the_figures_carry_over(db, register, seed):
    units, _, _ = register(seed)
    for day in ENDS:
        for unit_id in (None, units[0].id):
            cohorts = ageing.cohorts(db, day, StockFilter(unit_id=unit_id))
            row = figures(db, day, unit_id=unit_id)
            stock = total(cohort.total for cohort in cohorts).cases
            carried = row.total.cases["carried_forward"]
            assert stock == carried - row.total.cases["moved_to_separate_tracking"]
            by_standing = {
                standing: total(c.by_standing[standing] for c in cohorts).cases
                for standing in CURRENT
            }
            for standing in (Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT):
                assert by_standing[standing] == row.total.cases[standing.value]
            old = total(cohort.old for cohort in cohorts).cases
            theme = row.theme(Theme.OVER_ONE_YEAR).cases
            assert old == theme["in_progress"] + theme["postponed_by_agreement"]
        if day.month == 9:
            next_year = figures(db, day + timedelta(days=31)).total
            carried = total(c.total for c in ageing.cohorts(db, day, StockFilter())).cases
            assert next_year.cases["brought_forward"] == carried


@pytest.mark.parametrize("seed", range(3))
def test_each_cell_opens_its_cases(db, register, seed):
    """By hand from the histories: year of docketing, standing, money, and days without an act."""
    _, people, _ = register(10 + seed)
    for day in ENDS[1:]:
        known = [h for h in histories(db) if h.standing_on(day) in CURRENT]
        by_hand = Counter((statistics_year(h.facts.docketed_on), h.standing_on(day)) for h in known)
        found = ageing.cohorts(db, day, StockFilter())
        assert {(c.year, s): cell.cases for c in found
                for s, cell in c.by_standing.items() if cell.cases} == by_hand  # fmt: skip
        for cohort in found:
            for standing, cell in cohort.by_standing.items():
                wanted = StockFilter(year=cohort.year, standings=frozenset({standing}))
                listed = ageing.stock(db, day, wanted)
                assert Cell(len(listed), sum(one.remaining for one in listed)) == cell
            old = ageing.stock(db, day, StockFilter(year=cohort.year, old=True))
            assert Cell(len(old), sum(one.remaining for one in old)) == cohort.old
        for officer in people:
            mine = ageing.stock(db, day, StockFilter(officer_id=officer.id))
            held = {h.facts.case_id for h in known if h.at(day).officer_id == officer.id}
            assert {one.case_id for one in mine} == held
        idle = {one.case_id: one.idle_on(day) for one in ageing.stock(db, day, StockFilter())}
        assert idle == {h.facts.case_id: _idle_by_hand(h, day) for h in known}
        assert list(idle.values()) == sorted(idle.values(), reverse=True)


def _idle_by_hand(history, day):
    happenings = [h for h in history.facts.happenings if h.day <= day]
    passive = (ActKind.ASSIGNMENT, ActKind.TRANSFER, MovementKind.REVERSED)
    days = [h.day for h in happenings if h.kind not in passive]
    return (day - max(days, default=history.facts.docketed_on)).days


def test_what_was_struck_or_reversed_was_no_act(db, make, verify, officer):
    case = make.case(date(2023, 1, 5), officer=officer)
    verify(case, date(2023, 2, 1), HAS)
    wrong = make.act(case, ActKind.ENFORCEABLE, date(2024, 3, 1))
    make.act(case, ActKind.CORRECTION, date(2024, 3, 2), corrects_id=wrong.id)
    paid = make.money(case, 500, date(2024, 4, 1))
    make.money(case, 500, date(2024, 4, 2), kind=MovementKind.REVERSED, reverses_id=paid.id)
    make.act(case, ActKind.ASSIGNMENT, date(2024, 9, 1), officer_id=officer.id)
    db.commit()

    [one] = ageing.stock(db, TODAY, StockFilter())

    assert one.acted_on == date(2023, 2, 1)
    assert Idle.of_days(one.idle_on(TODAY)) is Idle.LONGER
    assert [Idle.of_days(n) for n in (0, 30, 31, 90, 91, 365, 366)] == [
        Idle.WITHIN_30, Idle.WITHIN_30, Idle.WITHIN_90, Idle.WITHIN_90, Idle.WITHIN_180,
        Idle.WITHIN_365, Idle.LONGER]  # fmt: skip


def test_a_year_is_over_by_the_same_day_as_in_the_figures():
    """Every docketing day against every day of four years, the leap day among them."""
    start = date(2022, 2, 20)
    days = [start + timedelta(days=n) for n in range(1500)]
    for day in days[370:]:
        last = last_day_older_than(day, 1)
        assert add_years(last, 1) < day
        assert not add_years(last + timedelta(days=1), 1) < day
