"""The planner holds every case under a duty to verify, by commune, with its last day by law."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.verification.conftest import PHO_LU, SON_HA, THAI_NIEN, live_in
from tests.verification.test_verification import DAYS, TODAY, _random_case
from thads.cases import queries as case_queries
from thads.cases.models import ActKind, Case
from thads.identity.models import Role
from thads.parties.models import Party, PartyRole
from thads.places import queries as places
from thads.verification import areas, planning, queries
from thads.verification.areas import UNKNOWN
from thads.verification.planning import Horizon
from thads.verification.visits import visits

DIVIDED = "00007"  # a ward of Hà Nội that went to several


def ids(plan):
    return [case.case_id for case in plan.cases]


def test_each_horizon_holds_what_is_due_until_then_and_what_is_late(db, without_means):
    late, soon, later, far = (
        without_means(day)
        for day in (date(2024, 3, 28), date(2024, 4, 30), date(2024, 5, 30), date(2024, 9, 2))
    )
    db.commit()

    plan = planning.plan(db, TODAY)

    assert [case.due for case in plan.cases] == [
        date(2024, 9, 30), date(2024, 10, 30), date(2024, 12, 2), date(2025, 3, 3),
    ]  # fmt: skip
    assert plan.counts == {
        Horizon.OVERDUE: 0, Horizon.IN_30: 2, Horizon.IN_60: 2, Horizon.IN_90: 3,
        Horizon.UNKNOWN: 0,
    }  # fmt: skip
    tomorrow = planning.plan(db, date(2024, 10, 1))
    assert ids(tomorrow.within(Horizon.OVERDUE)) == [late.id]
    assert ids(tomorrow.within(Horizon.IN_90)) == [late.id, soon.id, later.id]
    assert ids(plan) == [late.id, soon.id, later.id, far.id]


def test_a_case_stands_in_every_commune_of_its_debtors_and_counts_once(db, without_means):
    both = without_means(date(2024, 3, 1), PHO_LU, SON_HA, None)
    one = without_means(date(2024, 3, 2), SON_HA)
    nowhere = without_means(date(2024, 3, 3), None)
    db.commit()

    plan = planning.plan(db, TODAY)

    assert [(area.name.split(",")[0], ids(part)) for area, part in plan.by_area] == [
        ("Thị trấn Phố Lu", [both.id]), ("Xã Sơn Hà", [both.id, one.id]),
        ("Chưa rõ địa bàn", [nowhere.id]),
    ]  # fmt: skip
    assert len(plan.cases) == 3
    assert plan.owed == 3_000_000


def test_an_old_commune_is_visited_under_the_name_of_the_day(db, without_means):
    (heir,) = places.successors(PHO_LU)
    case = without_means(date(2024, 9, 2), PHO_LU)
    db.commit()

    [(before, _)] = planning.plan(db, date(2025, 6, 30)).by_area
    [(after, part)] = planning.plan(db, date(2025, 7, 1)).by_area

    assert before.name == places.commune(PHO_LU, date(2025, 6, 30)).full_name
    assert (after.key, after.name) == (heir.commune.code, heir.commune.full_name)
    assert ids(part) == [case.id]


def test_a_divided_commune_is_not_guessed_and_no_code_is_mistaken_for_another():
    area = areas.of_code(DIVIDED, date(2024, 1, 1), date(2025, 7, 1))
    assert area.key == f"old-{DIVIDED}"
    assert len(places.successors(DIVIDED)) > 1
    assert all(s.commune.name in area.note for s in places.successors(DIVIDED))
    assert areas.of_code(PHO_LU, date(2024, 1, 1), TODAY).key == f"old-{PHO_LU}"
    assert areas.of_code(PHO_LU, date(2025, 7, 2), date(2025, 7, 2)).key == PHO_LU
    assert areas.of_code("99999", date(2024, 1, 1), TODAY) == UNKNOWN


def test_the_list_is_the_officer_s_or_the_unit_s(db, make, without_means):
    officer = make.user(Role.OFFICER)
    mine = without_means(date(2024, 3, 1), officer=officer)
    nobodys = without_means(date(2024, 3, 2))
    elsewhere = without_means(date(2024, 3, 3), unit=make.unit())
    db.commit()
    unit_id = mine.unit_id

    assert ids(planning.plan(db, TODAY, unit_id)) == [mine.id, nobodys.id]
    assert ids(planning.plan(db, TODAY, unit_id, officer_id=officer.id)) == [mine.id]
    assert ids(planning.plan(db, TODAY, unassigned=True)) == [nobodys.id, elsewhere.id]


def test_a_clock_older_than_the_law_kept_here_is_shown_without_a_day(db, make):
    case = make.case(date(2010, 1, 5))
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2010, 3, 1), ground="a")
    db.commit()

    plan = planning.plan(db, TODAY)

    assert [(c.case_id, c.due) for c in plan.cases] == [(case.id, None)]
    assert ids(plan.within(Horizon.UNKNOWN)) == [case.id]
    assert (plan.counts[Horizon.OVERDUE], queries.overdue(db, TODAY).n) == (0, 0)


def test_a_trip_names_who_lives_there_and_what_was_found_last(db, make, without_means):
    case = without_means(date(2024, 3, 1), PHO_LU, SON_HA)
    db.commit()

    visit = visits(db, [case.id], TODAY)[case.id]

    assert [d.name for d in visit.debtors_in(f"old-{SON_HA}")] == [f"Ông {SON_HA}"]
    assert len(visit.debtors_in("none")) == 2
    assert visit.last is None


@pytest.mark.parametrize("seed", [3, 11])
def test_the_plan_is_what_reading_every_case_gives(db, make, seed):
    rng = random.Random(seed)
    for _ in range(60):
        _random_case(make, rng)
    cases = db.scalars(select(Case)).all()
    for case in cases:
        codes = rng.choices([PHO_LU, SON_HA, THAI_NIEN, None], k=rng.randint(1, 3))
        live_in(db, case, *codes)
    db.commit()
    lives = {c.id: _communes(db, c) for c in cases}
    histories = [case_queries.history_of(case_queries.get(db, c.id, scope=None)) for c in cases]

    for day in DAYS:
        plan = planning.plan(db, day)
        duties = {h.facts.case_id: d for h in histories if (d := queries.due_on(db, h, day))}
        assert {c.case_id: (c.duty, c.since, c.due) for c in plan.cases} == {
            case_id: (d.duty, d.since, d.due) for case_id, d in duties.items()
        }, day
        overdue = queries.overdue(db, day)
        assert (plan.counts[Horizon.OVERDUE], len(plan.cases)) == (overdue.n, overdue.m)
        assert set(ids(plan.within(Horizon.OVERDUE))) == {row.case.id for row in overdue.late}
        for days in (30, 60, 90):
            wanted = {i for i, d in duties.items() if d.due <= day + timedelta(days=days)}
            assert set(ids(plan.within(Horizon(str(days))))) == wanted
        for code in (PHO_LU, SON_HA, THAI_NIEN):  # the trip covers every case of the commune
            key = areas.of_code(code, date(2024, 1, 1), day).key
            lived = {i for i in duties if any(areas.of_code(c, w, day).key == key
                                              for c, w in lives[i])}  # fmt: skip
            assert set(ids(plan.in_area(key))) == lived
        assert duties


def _communes(db, case):
    stmt = select(Party.commune_code).where(
        Party.case_id == case.id, Party.role == PartyRole.DEBTOR
    )
    return [(code, case.docketed_on) for code in db.scalars(stmt)]
