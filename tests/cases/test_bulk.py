"""Many cases change hands; what the officers hold together never changes (B25)."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.cases.conftest import TODAY
from thads.cases import queries
from thads.cases.actions import bulk, handing
from thads.cases.actions.bulk import HandOver
from thads.cases.models import ActKind, Case, CaseAct
from thads.cases.queries import CaseFilter
from thads.cases.queries.workload import OPEN, Holder, Load, loads_on, total
from thads.core.jobs import BackgroundJob, JobState
from thads.identity.models import Role
from thads.statistics.figures import figures
from workers.jobs.assignments import hand_over_cases

START = date(2024, 3, 1)


@pytest.fixture
def give(db, governor):
    """`give(cases, day, officer=…)`: the head of the province gives each, refusals by case id."""

    def do(cases, day=TODAY, *, officer=None, unit=None, key=None, by=None):
        wanted = HandOver(day=day, officer_id=officer and officer.id, to_unit_id=unit and unit.id)
        key, refused = key or uuid4(), {}
        for case in cases:
            reason = bulk.attempt(db, case.id, wanted, key=key, by=by or governor, today=TODAY)
            if reason is None:
                db.commit()
            else:
                db.rollback()
                refused[case.id] = reason
        return refused

    return do


def test_the_receiver_gets_what_the_giver_had(db, make, officer, governor, give):
    other = make.user(Role.OFFICER)
    cases = [make.case(START, [n * 1_000_000], officer=officer) for n in (1, 2, 3)]
    nobodys = make.case(START, [500])
    db.commit()
    unit_id = cases[0].unit_id
    wanted = HandOver(day=TODAY, officer_id=other.id)

    found = bulk.rehearse(
        db, [cases[0].id, cases[2].id, nobodys.id], wanted, by=governor, today=TODAY
    )

    assert found.before == {
        Holder(unit_id, officer.id): Load(3, 6_000_000), Holder(unit_id, None): Load(1, 500),
    }  # fmt: skip
    assert found.after == {
        Holder(unit_id, officer.id): Load(1, 2_000_000), Holder(unit_id, None): Load(0, 0),
        Holder(unit_id, other.id): Load(3, 4_000_500),
    }  # fmt: skip
    assert give([cases[0], cases[2], nobodys], officer=other) == {}
    assert loads_on(db, TODAY, [unit_id]) == {k: v for k, v in found.after.items() if v.cases}
    assert loads_on(db, TODAY - timedelta(days=1), [unit_id]) == found.before


def test_a_case_that_cannot_go_stays_and_the_others_go(db, make, officer, give, chief):
    other = make.user(Role.OFFICER)
    ended, mine, late = (make.case(START, officer=officer) for _ in range(3))
    make.act(ended, ActKind.DISCONTINUANCE, date(2024, 5, 1), ground="a")
    elsewhere = make.case(START, unit=make.unit())
    same = make.case(START, officer=other)
    db.commit()

    refused = give([ended, mine, elsewhere, same, late], officer=other, by=chief)

    assert set(refused) == {ended.id, elsewhere.id, same.id}
    assert "đã kết thúc" in refused[ended.id]
    assert "đơn vị khác" in refused[elsewhere.id]
    assert "Chính người này" in refused[same.id]
    for case in (mine, late):
        assert queries.history_of(queries.get(db, case.id, scope=None)).now.officer_id == other.id


def test_the_same_hand_over_again_gives_nothing_twice(db, make, officer, give):
    other, key = make.user(Role.OFFICER), uuid4()
    cases = [make.case(START, officer=officer) for _ in range(3)]
    db.commit()
    assert give(cases[:2], officer=other, key=key) == {}  # the machine stops here

    assert give(cases, officer=other, key=key) == {}

    counted = select(func.count(CaseAct.id)).where(CaseAct.submission_key.is_not(None))
    assert db.scalar(counted) == 3


class Told:
    """Progress that nobody reads; each step commits, as the worker's does."""

    def __init__(self, db):
        self.db, self.steps = db, []

    def step(self, done, number, label):
        self.steps.append((done, number))
        self.db.commit()


def test_a_long_one_runs_in_the_background_and_may_run_twice(db, make, officer, governor):
    other = make.user(Role.OFFICER)
    cases = [make.case(START, officer=officer) for _ in range(4)]
    make.act(cases[3], ActKind.DISCONTINUANCE, date(2024, 5, 1), ground="a")
    db.commit()
    wanted, ids = (
        HandOver(day=TODAY, officer_id=other.id, note="Luân chuyển"),
        [case.id for case in cases],
    )
    shown = bulk.rehearse(db, ids, wanted, by=governor, today=TODAY)
    job = handing.ask_for(db, ids, wanted, shown, key=uuid4(), by=governor, today=TODAY,
                          now=datetime(2024, 9, 30, 5, tzinfo=UTC))  # fmt: skip
    db.commit()
    assert job.state is JobState.WAITING

    for _ in range(2):
        assert hand_over_cases(db, job, Told(db)) == "Đã giao 3 trên 4 việc."
        db.commit()

    kept = db.get_one(BackgroundJob, job.id)
    assert handing.hand_over_of(kept) == wanted
    assert list(kept.arguments["refused"]) == [str(cases[3].id)]
    assert total(handing.loads_of(kept, "before")) == total(handing.loads_of(kept, "after"))
    assert handing.loads_of(kept, "after") == loads_on(db, TODAY, [cases[0].unit_id])
    acts = select(func.count(CaseAct.id)).where(CaseAct.submission_key.is_not(None))
    assert db.scalar(acts) == 3


@pytest.mark.parametrize("seed", range(4))
def test_the_preview_is_what_then_happens(db, make, governor, give, seed):
    rng = random.Random(seed)
    units = [make.district(), make.unit(), make.unit(valid_to=date(2024, 6, 30))]
    people = [make.user(Role.OFFICER, unit=unit) for unit in units for _ in range(2)]
    people.append(make.user(Role.ACCOUNTANT, unit=units[0]))
    cases = [_random_case(make, rng, units, people) for _ in range(25)]
    db.commit()

    for _ in range(6):
        chosen = rng.sample(cases, rng.randint(1, 25))
        unit, officer = rng.choice([None, *units]), rng.choice([None, *people])
        if unit is None and officer is None:
            continue
        day = TODAY - timedelta(days=rng.choice([0, 0, 40, 150, -1]))
        wanted = HandOver(day=day, officer_id=officer and officer.id,
                          to_unit_id=unit and unit.id)  # fmt: skip
        ids = [case.id for case in chosen]
        found = bulk.rehearse(db, ids, wanted, by=governor, today=TODAY)
        units_seen = {holder.unit_id for holder in found.before | found.after}
        db.rollback()

        refused = give(chosen, day, officer=officer, unit=unit)

        assert {case_id: reason for case_id, _, reason in found.refused} == refused
        assert set(found.going) == set(ids) - set(refused)
        assert {k: v for k, v in found.after.items() if v != Load()} == loads_on(
            db, TODAY, units_seen
        )
        assert total(found.before) == total(found.after)


@pytest.mark.parametrize("seed", range(3))
def test_the_officers_sum_to_the_unit_on_every_day(db, make, give, seed):
    """Any sequence of transfers; the register and the figures agree, and the province is still."""
    rng = random.Random(100 + seed)
    units = [make.district(), make.unit()]
    people = [make.user(Role.OFFICER, unit=unit) for unit in units for _ in range(2)]
    cases = [_random_case(make, rng, units, people) for _ in range(20)]
    db.commit()
    days = [START + timedelta(days=n) for n in range(0, 214, 7)] + [TODAY]
    still = {day: total(loads_on(db, day, [unit.id for unit in units])) for day in days}

    moved = 0
    for _ in range(8):
        chosen = rng.sample(cases, rng.randint(1, 12))
        unit = rng.choice([None, *units])
        officer = rng.choice([p for p in people if unit is None or p.unit_id == unit.id])
        day = START + timedelta(days=rng.randint(0, 213))
        moved += len(chosen) - len(give(chosen, day, officer=officer, unit=unit))
    assert moved > 10

    histories = [queries.history_of(one) for one in _files(db)]
    for day in days:
        assert total(loads_on(db, day, [unit.id for unit in units])) == still[day]
        for unit in units:
            listed = queries.search(db, CaseFilter(standings=OPEN), day=day, scope=unit.id)
            assert total(loads_on(db, day, [unit.id])) == Load(
                listed.total, listed.sums["remaining"]
            )
            held = [h for h in histories if (m := h.at(day)) and m.unit_id == unit.id
                    and m.standing in OPEN]  # fmt: skip
            assert listed.total == len(held)
    for unit in units:
        found = figures(db, TODAY, unit_id=unit.id)
        for name in ("cases", "money"):
            assert _summed(found.officers, name) == _summed(found.kinds, name)


def _summed(lines, name):
    """The cells of several lines added up, those that are amounts."""
    sums = {}
    for line in lines:
        for cell, value in getattr(line, name).items():
            sums[cell] = sums.get(cell, 0) + value
    return sums


def _files(db):
    return [queries.get(db, i, scope=None) for i in db.scalars(select(Case.id)).all()]


def _random_case(make, rng, units, people):
    """A case with a random life between March and September 2024."""
    unit = rng.choice(units[:2])
    officer = rng.choice([None, *(p for p in people if p.unit_id == unit.id)])
    case = make.case(START, [rng.randint(1, 9) * 1_000_000], unit=unit, officer=officer)
    day = START + timedelta(days=rng.randint(0, 60))
    if rng.random() < 0.5:
        make.money(case, 500_000, day)
    kind = rng.choice([None, None, ActKind.SUSPENSION, ActKind.NOT_YET_ENFORCEABLE,
                       ActKind.DISCONTINUANCE])  # fmt: skip
    if kind:
        make.act(case, kind, day + timedelta(days=rng.randint(0, 60)), ground="a")
    return case
