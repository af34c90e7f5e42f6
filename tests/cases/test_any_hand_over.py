"""Whatever is assigned and moved, on every day the officers add up to the unit and the units to the
province, in cases and in money (B25)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thads.cases import facts, queries, readmodel
from thads.cases.actions import bulk
from thads.cases.actions.bulk import HandOver
from thads.cases.history import replay
from thads.cases.models import ActKind
from thads.cases.queries import CaseFilter
from thads.cases.queries.workload import OPEN, Holder, Load, loads_on, total
from thads.identity.models import Role

START, TODAY = date(2024, 3, 1), date(2024, 9, 30)
DAYS = [START + timedelta(days=n) for n in (0, 45, 100, 160)] + [TODAY]
STEPS = st.lists(
    st.tuples(
        st.integers(0, 5),  # a case
        st.sampled_from([0, 1]),  # the unit that gets it, or already has it
        st.sampled_from([0, 1]),  # which of its officers
        st.integers(0, 213),  # days after the first
    ),
    min_size=3,
    max_size=10,
)


@pytest.fixture
def office(db, make):
    """Two units with two officers each; six cases, one of them ended, one partly paid."""
    units = [make.district(), make.unit()]
    people = [make.user(Role.OFFICER, unit=unit) for unit in units for _ in range(2)]
    cases = [
        make.case(START, [n * 1_000], unit=units[n % 2], officer=people[n % 2 * 2] if n else None)
        for n in range(6)
    ]
    make.money(cases[3], 500, date(2024, 5, 1))
    make.act(cases[5], ActKind.DISCONTINUANCE, date(2024, 6, 1), ground="a")
    head = make.user(Role.PROVINCE_HEAD)
    db.commit()
    return units, people, cases, head


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_officers_add_up_to_the_unit_and_units_to_the_province(db, office, steps):
    units, people, cases, head = office
    for place, unit, officer, days in steps:
        case, day, taker = cases[place], START + timedelta(days=days), people[2 * unit + officer]
        [known] = facts.load(db, [case.id])
        there = replay(known).at(day).unit_id == units[unit].id
        wanted = HandOver(
            day=day, to_unit_id=None if there else units[unit].id, officer_id=taker.id
        )
        bulk.attempt(db, case.id, wanted, key=uuid4(), by=head, today=TODAY)
    readmodel.settle(db)

    for day in DAYS:
        counted = counted_by_hand(db, day)
        held = loads_on(db, day, [unit.id for unit in units])
        assert held == counted
        for unit in units:
            page = queries.search(db, CaseFilter(standings=OPEN), day=day, scope=unit.id)
            own = total({holder: load for holder, load in held.items() if holder[0] == unit.id})
            assert own == Load(page.total, page.sums["remaining"])
        province = queries.search(db, CaseFilter(standings=OPEN), day=day, scope=None)
        assert total(held) == Load(province.total, province.sums["remaining"])
        assert total(held) == STILL[day]
    db.rollback()


# What no hand-over changes: six cases, 15.000 đ; 500 paid on 1/5, one case of 5.000 ended on 1/6.
STILL = dict(
    zip(
        DAYS,
        [Load(6, 15_000), Load(6, 15_000), Load(5, 9_500), Load(5, 9_500), Load(5, 9_500)],
        strict=True,
    )
)


def counted_by_hand(db, day) -> dict[Holder, Load]:
    """Open cases and what remains of them by holder, read case by case."""
    found: dict[Holder, Load] = {}
    for history in map(replay, facts.load(db)):
        moment = history.at(day)
        if moment and moment.standing in OPEN:
            remaining = sum(item.at(day).remaining for item in history.items)
            holder = Holder(moment.unit_id, moment.officer_id)
            found[holder] = found.get(holder, Load()) + Load(1, remaining)
    return found
