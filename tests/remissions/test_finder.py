"""The finder says of every item what a naive reading of its file says; unknown is never met."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import select

from thads.cases import queries as cases
from thads.cases.models import ActKind, Case, Standing
from thads.core.days import add_months, add_years
from thads.remissions import board, finder
from thads.remissions.conditions import (
    Condition,
    Situation,
    State,
    Verified,
    assess,
    assess_way,
)
from thads.remissions.finder import FinderFilter
from thads.rules import remission
from thads.rules.dated import MissingRule
from thads.rules.remission import Relief
from thads.rules.working_days import TimeUnit, last_day
from thads.verification.models import Finding, Verification

OLD, NEW = date(2024, 9, 30), date(2026, 9, 30)
TEN_YEARS_AGO = {OLD: date(2014, 9, 1), NEW: date(2016, 9, 1)}
FIVE_YEARS_AGO = {OLD: date(2019, 9, 2), NEW: date(2021, 9, 1)}


def situation(day: date, remaining: int, *, years: int, paid: int = 0, **given) -> Situation:
    """An item whose debtor was found without means last month."""
    since = (FIVE_YEARS_AGO if years == 5 else TEN_YEARS_AGO)[day]
    terms = {
        "case_id": uuid4(), "item_id": uuid4(), "awarded": remaining + paid, "collected": paid,
        "remaining": remaining, "decided_on": since, "is_first": True,
        "verified": Verified(add_months(day, -1), Finding.NO_MEANS), "considered_on": None,
        "judgment_known": True,
    }  # fmt: skip
    return Situation(**terms | given)


@pytest.mark.parametrize(
    ("day", "remaining", "years", "paid", "way", "most"),
    [
        (OLD, 1_999_999, 5, 0, "1.2", 1_999_999), (OLD, 4_999_999, 10, 0, "1.5", 4_999_999),
        (OLD, 4_999_999, 5, 200_000, "2.5", 4_999_999),
        (OLD, 9_999_999, 10, 300_000, "2.10", 9_999_999),
        (OLD, 10_000_000, 5, 250_000, "3a", 2_500_000),
        (OLD, 100_000_003, 10, 3_000_000, "3b", 20_000_000),
        (OLD, 400_000_000, 10, 9_000_000, "3b", 50_000_000),
        (NEW, 4_999_999, 5, 0, "5", 4_999_999), (NEW, 5_000_000, 5, 0, "100", 1_250_000),
        (NEW, 9_999_999, 10, 0, "10", 9_999_999), (NEW, 10_000_000, 10, 0, "100", 2_500_000),
        (NEW, 100_000_000, 5, 0, "100", 25_000_000),
        (NEW, 100_000_001, 10, 0, "over", 20_000_000),
        (NEW, 300_000_000, 10, 0, "over", 50_000_000),
    ],
)  # fmt: skip
def test_the_bands_of_both_laws(day, remaining, years, paid, way, most):
    found = assess(situation(day, remaining, years=years, paid=paid), day)
    assert (found.state, found.way.code, found.most) == (State.MET, way, most)


@pytest.mark.parametrize(
    ("day", "remaining", "years", "paid"),
    [
        (OLD, 2_000_000, 5, 0), (OLD, 5_000_000, 10, 0), (OLD, 9_999_999, 5, 300_000),
        (OLD, 10_000_000, 5, 0), (OLD, 100_000_001, 5, 3_000_000), (NEW, 100_000_001, 5, 0),
    ],
)  # fmt: skip
def test_what_no_band_takes_yet(day, remaining, years, paid):
    assert assess(situation(day, remaining, years=years, paid=paid), day).state is State.UNMET


def test_a_part_performed_is_at_least_a_fiftieth_under_the_old_law():
    """TTLT 12/2015; the new law asks for nothing of the kind."""
    of = {"decided_on": date(2019, 9, 2)}
    short = situation(OLD, 49_000_001, years=5, paid=999_999, **of)
    assert {a.condition for a in assess(short, OLD).answers if a.state is State.UNMET} == {
        Condition.PART
    }
    assert assess(situation(OLD, 49_000_000, years=5, paid=1_000_000, **of), OLD).state is State.MET


def states(found: Situation, day: date) -> dict[Condition, State]:
    return {one.condition: one.state for one in assess(found, day).answers}


def test_what_the_file_does_not_tell_is_unknown_and_never_met():
    good = situation(NEW, 4_000_000, years=5)
    lost = Verified(date(2026, 9, 1), Finding.UNKNOWN_ADDRESS)
    for given, condition, state in (
        ({"verified": None}, Condition.MEANS, State.UNKNOWN),
        ({"verified": None}, Condition.VERIFIED, State.UNMET),
        ({"verified": lost}, Condition.MEANS, State.UNKNOWN),
        ({"verified": lost._replace(finding=Finding.IN_PRISON)}, Condition.MEANS, State.UNKNOWN),
        ({"verified": lost._replace(finding=Finding.HAS_MEANS)}, Condition.MEANS, State.UNMET),
        ({"judgment_known": False}, Condition.ONCE, State.UNKNOWN),
        ({"is_first": False, "decided_on": date(2023, 5, 4)}, Condition.YEARS, State.UNKNOWN),
        ({"is_first": False}, Condition.YEARS, State.MET),
        ({"considered_on": date(2025, 10, 1)}, Condition.ONCE, State.UNMET),
        ({"considered_on": date(2025, 9, 30)}, Condition.ONCE, State.MET),
    ):
        other = replace(good, **given)
        assert states(other, NEW)[condition] is state, (given, condition)
        assert assess(other, NEW).state is not State.MET or state is State.MET


def test_time_is_over_on_the_day_after_the_last_and_proof_is_good_for_three_months():
    """Five years from 30/9/2021, a Thursday, end on Wednesday 30/9/2026."""
    found = situation(NEW, 4_000_000, years=5, decided_on=date(2021, 9, 30))
    assert states(found, NEW)[Condition.YEARS] is State.UNMET
    assert states(found, date(2026, 10, 1))[Condition.YEARS] is State.MET
    made = replace(found, verified=Verified(date(2026, 6, 30), Finding.NO_MEANS))
    assert states(made, NEW)[Condition.VERIFIED] is State.MET
    assert states(made, date(2026, 10, 1))[Condition.VERIFIED] is State.UNMET


def test_hardship_or_merit_asks_for_no_lack_of_means():
    way = remission.way("special", NEW)
    found = situation(NEW, 80_000_000, years=5, paid=1, decided_on=date(2026, 8, 3))
    assert assess_way(found, way, NEW).state is State.MET
    assert assess_way(replace(found, collected=0), way, NEW).state is State.UNMET
    with pytest.raises(MissingRule):
        remission.ways(date(2015, 6, 30))


# A register made at random, read by the finder and by hand.


def verified(db, make, case: Case, day: date, finding: Finding) -> None:
    act = make.act(case, ActKind.VERIFICATION, day)
    db.add(Verification(case_id=case.id, act_id=act.id, day=day, finding=finding))
    db.flush()


def some_case(db, make, random: Random, day: date, judgments) -> None:
    """A case of the last twelve years with up to three items, and what happened to it."""
    begun = day - timedelta(
        days=random.choice([400, 1825, 1826, 1827, 1830, 3652, 3653, 3660, 4380])
    )
    amounts = [1_500_000, 2_000_000, 4_900_000, 5_000_000, 9_000_000, 60_000_000, 150_000_000]
    items = [(random.choice(amounts), random.random() < 0.8) for _ in range(random.randint(1, 3))]
    judgment = random.choice([*judgments, None])
    case = make.case(
        begun, items, judgment_id=judgment and judgment.id, entrusted_in=random.random() < 0.2,
        unit=random.choice([make.district(), make.province()]),
    )  # fmt: skip
    own = list(make.items(case))
    random.shuffle(own)
    at = begun
    for item in own[: random.randint(0, len(own))]:
        at += timedelta(days=random.randint(1, 90))
        kind = random.choice(["pay", "pay", "forgive", "more", "end", "wait"])
        part = max(1, item.amount // random.choice([2, 50, 51]))
        if kind == "pay":
            make.money(case, part, at, item=item)
        elif kind == "forgive" and item.state_budget:
            late = max(at, day - timedelta(days=random.randint(1, 700)))
            make.act(case, ActKind.FORGIVENESS, random.choice([at, late]), item=item, amount=part)
            break  # later acts would stand before it
        elif kind == "more":
            make.act(case, ActKind.INCREASE, at, item=item, amount=3_000_000)
        elif kind == "end":
            make.act(case, ActKind.DISCONTINUANCE, at, item=item, ground=None)
        else:
            make.act(case, ActKind.NOT_YET_ENFORCEABLE, at, item=item)
    if random.random() < 0.8:
        when = day - timedelta(days=random.choice([1, 60, 91, 92, 93, 200]))
        if when > begun:
            verified(db, make, case, when, random.choice(list(Finding)))


def by_hand(db, day: date) -> dict:
    """What each item of the state allows, told case by case from the loaded files."""
    loaded = [cases.get(db, one, scope=None) for one in db.scalars(select(Case.id))]
    found = {}
    for case in loaded:
        history = cases.history_of(case)
        checks = db.scalars(select(Verification).where(Verification.case_id == case.id)).all()
        last = max(checks, key=lambda v: (v.day, v.id), default=None)
        same = [c for c in loaded if c is case or (case.judgment_id and
                c.judgment_id == case.judgment_id)]  # fmt: skip
        given = [a.day for c in same for a in c.acts if a.kind is ActKind.FORGIVENESS]
        for item in case.items:
            now = history.item(item.id).now
            ended = now.standing in (Standing.COMPLETED, Standing.DISCONTINUED)
            if item.state_budget and now.remaining and not ended:
                found[item.id] = _ways_by_hand(case, now, last, given, day)
    return found


def _ways_by_hand(case, now, last, given, day) -> tuple[State, Relief | None, int | None]:
    m, rest, worth = 1_000_000, now.remaining, now.awarded + now.increases
    part = now.collected > 0 and 50 * now.collected >= worth
    old = day < date(2026, 7, 1)
    bands = [(worth < 2 * m, 5, True), (2 * m <= worth < 5 * m, 10, True),
             (part and rest < 5 * m, 5, True), (part and 5 * m <= rest < 10 * m, 10, True),
             (part and 10 * m <= rest <= 100 * m, 5, False), (part and rest > 100 * m, 10, False),
             ] if old else [(rest < 5 * m, 5, True), (5 * m <= rest < 10 * m, 10, True),
             (5 * m <= rest <= 100 * m, 5, False), (rest > 100 * m, 10, False)]  # fmt: skip
    common = []
    known = {Finding.NO_MEANS: State.MET, Finding.HAS_MEANS: State.UNMET}
    common.append(known.get(last.finding, State.UNKNOWN) if last else State.UNMET)
    common.append(State.MET if last and day <= add_months(last.day, 3) else State.UNMET)
    lately = [one for one in given if day < add_years(one, 1)]
    common.append(State.UNMET if lately else State.MET if case.judgment_id else State.UNKNOWN)
    best = (State.UNMET, None, None)
    for fits, years, exempt in bands:
        over = day > last_day(case.docketed_on, years, TimeUnit.YEARS)
        age = State.MET if over else State.UNKNOWN if case.entrusted_in else State.UNMET
        all_of = [*common, age, State.MET if fits else State.UNMET]
        state = next(s for s in (State.UNMET, State.UNKNOWN, State.MET) if s in all_of)
        most = rest if exempt else rest // 4 if years == 5 else min(rest // 5, 50 * m)
        order = [State.UNMET, State.UNKNOWN, State.MET]
        if order.index(state) > order.index(best[0]):
            best = (state, Relief.EXEMPTION if exempt else Relief.REDUCTION, most)
    return best


@pytest.mark.parametrize(("seed", "day"), [(1, OLD), (2, NEW), (3, NEW)])
def test_the_finder_equals_a_reading_by_hand(db, make, seed, day, monkeypatch):
    monkeypatch.setattr(finder, "PORTION", 17)  # several portions
    random = Random(seed)
    judgments = [make.judgment() for _ in range(12)]
    for _ in range(70):
        some_case(db, make, random, day, judgments)
    db.commit()
    expected = by_hand(db, day)
    every = list(finder.find(db, day, FinderFilter()))
    told = {one.assessment.situation.item_id: one.assessment for one in every}
    assert told.keys() == expected.keys()
    for item_id, (state, relief, most) in expected.items():
        assert told[item_id].state is state, told[item_id]
        if relief:
            assert (told[item_id].way.relief, told[item_id].most) == (relief, most)
    assert len({state for state, _, _ in expected.values()}) == 3  # all three occur
    likely = list(finder.find(db, day, FinderFilter(likely=True)))
    assert [one.assessment.situation.item_id for one in likely] == [
        one.assessment.situation.item_id
        for one in every
        if {a.condition for a in one.assessment.answers if a.state is State.UNMET}
        <= {Condition.VERIFIED}
    ]
    assert any(one.assessment.state is State.UNMET for one in likely)
    page, tally = board.page_of(db, day, FinderFilter(likely=True), 1)
    assert page.total == len(likely) == tally.count
    assert page.sums["remaining"] == sum(o.assessment.situation.remaining for o in likely)
