"""When a case without means may leave the count: the list against the guard of that decision."""

import random
from datetime import date, timedelta

import pytest

from thads.cases import queries as cases
from thads.cases.actions import ActTerms, waiting
from thads.cases.models import ActKind, Initiation
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.rules.deadlines import Duty
from thads.verification.models import Finding, NewInformation
from thads.worklists import queries

DAY = timedelta(days=1)
STEPS = {Duty.SEPARATE_TRACKING_ENTRY, Duty.SEPARATE_TRACKING, Duty.REQUEST_RETURN}
LAST_OF_OLD_LAW = date(2026, 6, 30)


@pytest.fixture
def without_means(make):
    """`without_means(day)`: a case docketed and decided on by then."""

    def enter(day, initiation=Initiation.EX_OFFICIO, ground="a"):
        case = make.case(day - 60 * DAY, items=[1000, 2000], initiation=initiation)
        make.act(case, ActKind.NOT_YET_ENFORCEABLE, day, ground=ground)
        return case

    return enter


@pytest.fixture
def steps(tasks):
    """The steps open on a case: (duty, since, due)."""
    return lambda case, day: [found for found in tasks(case, day) if found[0] in STEPS]


def laws(db, case, day):
    found = queries.of_case(db, case.id, day)
    return [(task.law, task.due) for task in found if task.duty in STEPS]


def test_under_the_old_law_it_is_entered_three_working_days_after_the_year(
    db, without_means, verified, steps
):
    case = without_means(date(2023, 6, 1))
    verified(case, date(2023, 9, 1), Finding.NO_MEANS)
    assert steps(case, date(2024, 7, 1)) == []  # verified once only
    verified(case, date(2024, 3, 1), Finding.NO_MEANS)
    # a year to Saturday 1/6/2024, so to Monday 3/6; three working days to 6/6
    assert steps(case, date(2024, 6, 3)) == []
    due = [(Duty.SEPARATE_TRACKING_ENTRY, date(2024, 6, 3), date(2024, 6, 6))]
    assert steps(case, date(2024, 6, 4)) == due
    assert laws(db, case, date(2024, 6, 4)) == [
        ("Nghị định 62/2015 Điều 9 khoản 5", date(2024, 6, 6))
    ]


def test_a_second_verification_after_the_year_starts_the_three_days(without_means, verified, steps):
    case = without_means(date(2023, 6, 1))
    verified(case, date(2023, 9, 1), Finding.NO_MEANS)
    verified(case, date(2024, 8, 1), Finding.NO_MEANS)
    due = [(Duty.SEPARATE_TRACKING_ENTRY, date(2024, 8, 1), date(2024, 8, 6))]
    assert steps(case, date(2024, 8, 1)) == due


@pytest.mark.parametrize(
    ("initiation", "duty", "law"),
    [(Initiation.EX_OFFICIO, Duty.SEPARATE_TRACKING,
      "Luật THADS 2025 Điều 38 khoản 4; Nghị định 152/2026 Điều 22 khoản 1"),
     (Initiation.ON_REQUEST, Duty.REQUEST_RETURN,
      "Luật THADS 2025 Điều 38 khoản 4; Nghị định 152/2026 Điều 22 khoản 2")],
)  # fmt: skip
def test_the_new_law_asks_for_two_years_and_returns_requests(
    db, without_means, verified, steps, initiation, duty, law
):
    case = without_means(date(2025, 3, 3), initiation)
    for day in (date(2025, 9, 1), date(2026, 2, 2)):
        verified(case, day, Finding.NO_MEANS)
    assert [found for found, *_ in steps(case, LAST_OF_OLD_LAW)] == [Duty.SEPARATE_TRACKING_ENTRY]
    assert steps(case, date(2026, 7, 1)) == []  # one year is too short from that day on
    assert steps(case, date(2027, 3, 3)) == []
    assert steps(case, date(2027, 3, 4)) == [(duty, date(2027, 3, 3), None)]  # at no set time
    assert laws(db, case, date(2027, 3, 4)) == [(law, None)]


def test_what_has_waited_two_years_already_may_leave_from_the_first_day_of_the_new_law(
    without_means, verified, steps
):
    case = without_means(date(2024, 1, 8), Initiation.ON_REQUEST)
    verified(case, date(2025, 9, 1), Finding.NO_MEANS)
    assert steps(case, LAST_OF_OLD_LAW) == []
    begun = date(2026, 7, 1)
    assert steps(case, begun) == [(Duty.REQUEST_RETURN, begun, None)]


def test_means_or_unverified_information_keep_it_in_the_count(db, without_means, verified, steps):
    case = without_means(date(2022, 6, 1))
    for day in (date(2023, 1, 9), date(2023, 7, 3)):
        verified(case, day, Finding.NO_MEANS)
    today = date(2024, 9, 30)
    assert len(steps(case, today)) == 1
    told = NewInformation(case_id=case.id, received_on=date(2024, 9, 2), source="a", content="b")
    db.add(told)
    assert steps(case, today) == []
    verified(case, date(2024, 9, 9), Finding.NO_MEANS)
    assert [since for _, since, _ in steps(case, today)] == [date(2024, 9, 9)]
    verified(case, date(2024, 9, 10), Finding.HAS_MEANS)
    assert steps(case, today) == []


@pytest.mark.parametrize("seed", range(3))
def test_the_list_holds_the_step_when_its_decision_would_be_taken(db, make, verified, seed):
    chance, head = random.Random(seed), make.user(Role.UNIT_HEAD)
    seen = set()
    for case, last in [random_case(make, verified, chance) for _ in range(25)]:
        db.commit()
        history = cases.history_of(cases.get(db, case.id, scope=None))
        for day in (last + chance.randrange(1200) * DAY for _ in range(40)):
            found = {t.duty for t in queries.of_case(db, case.id, day)} & STEPS
            assert found == allowed(db, history, day, head), (case.id, day)
            seen |= found
    assert seen == STEPS


def random_case(make, verified, chance):
    """Decided on as a whole or item by item, verified up to three times; and its last day."""
    day = date(2023, 1, 3) + chance.randrange(1100) * DAY
    case = make.case(day, items=[1000, 2000], initiation=chance.choice(list(Initiation)))
    for item in chance.choice([[None], make.items(case), [None, *make.items(case)]]):
        day += chance.randrange(200) * DAY
        ground = chance.choice("aac")
        make.act(case, ActKind.NOT_YET_ENFORCEABLE, day, item=item, ground=ground)
    for _ in range(chance.randrange(4)):
        day += chance.randrange(250) * DAY
        verified(case, day, chance.choice([f for f in Finding if f is not Finding.HAS_MEANS]))
    return case, day


def allowed(db, history, day, head):
    """The steps that the guards of the decisions let through on that day."""
    found = set()
    entry = Duty.SEPARATE_TRACKING_ENTRY if day <= LAST_OF_OLD_LAW else Duty.SEPARATE_TRACKING
    for guard, duty in ((waiting.separate, entry), (waiting.request_return, Duty.REQUEST_RETURN)):
        try:
            guard(db, ActTerms(day=day), history, head)
        except RuleBroken:  # or the law of that day has no such step
            continue
        found.add(duty)
    return found
