"""Late interest: simple, on what is unpaid, less the pauses, every day once (NĐ152 Đ.29)."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thads.cases.history import CaseFacts, CaseHistory, Happening, ItemFacts, replay
from thads.cases.models import ActKind, Initiation, ItemKind, JudgmentKind, MovementKind
from thads.interest.reckoning import Basis, Pause, pauses_of, segments, total
from thads.rules.dated import MissingRule

DOCKETED = date(2025, 1, 6)
ITEM = uuid4()
DAY = timedelta(days=1)
TEN = Basis(DOCKETED, None)
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


def told(*happenings: tuple, amount: int = 36_500_000) -> CaseHistory:
    """A case with one item; happenings are (day, kind, amount, ground)."""
    facts = CaseFacts(
        uuid4(), DOCKETED, uuid4(), Initiation.ON_REQUEST, JudgmentKind.CIVIL, False, False,
        False, False, False, (ItemFacts(ITEM, amount, False, ItemKind.DEBT),),
        tuple(
            Happening(day, n, kind, ITEM, paid, ground)
            for n, (day, kind, paid, ground) in enumerate(happenings, start=1)
        ),
    )  # fmt: skip
    return replay(facts)


def reckoned(history: CaseHistory, until: date, basis: Basis = TEN, ends=None, runs_on=frozenset()):
    item = history.item(ITEM)
    return segments(item, basis, pauses_of(history, item, ends or {}, runs_on), until)


def test_ten_percent_a_year_on_the_rest_principal_first():
    """36.5 m for 31 days, 30 m for 28: 310,000 + 230,136.98… = 540,137."""
    history = told((date(2025, 2, 6), MovementKind.COLLECTED, 6_500_000, None))
    found = reckoned(history, date(2025, 3, 6))
    assert [(s.first, s.last, s.days, s.principal, s.rate) for s in found] == [
        (date(2025, 1, 6), date(2025, 2, 5), 31, 36_500_000, 100_000),
        (date(2025, 2, 6), date(2025, 3, 5), 28, 30_000_000, 100_000),
    ]
    assert found[0].amount == 310_000
    assert found[1].amount == Fraction(30_000_000 * 28, 3650)
    assert total(found) == 540_137


def test_the_sum_is_rounded_once_half_up():
    """Two halves make one đồng; each rounded alone would make two."""
    history = told((DOCKETED + DAY, MovementKind.COLLECTED, 1, None), amount=1826)
    found = reckoned(history, DOCKETED + 2 * DAY)
    assert [s.amount for s in found] == [Fraction(1826, 3650), Fraction(1825, 3650)]
    assert total(found) == 1
    assert total(found[1:]) == 1  # exactly a half goes up


def test_no_interest_while_the_parties_postpone_unless_they_agreed_otherwise():
    """L08 Đ.48 k.1 c: until the day that they named, even when no decision resumed it yet."""
    postponed = (date(2025, 2, 1), ActKind.POSTPONEMENT, None, "c")
    resumed = (date(2025, 5, 1), ActKind.RESUMPTION, None, "48k4")
    history = told(postponed, resumed)
    found = reckoned(history, date(2025, 6, 1), ends={1: date(2025, 3, 31)})
    assert [(s.first, s.rate, s.source) for s in found] == [
        (DOCKETED, 100_000, "BLDS Đ.357 k.2; BLDS Đ.468"),
        (date(2025, 2, 1), 0, "L08 Đ.48 k.1 điểm c"),
        (date(2025, 4, 1), 100_000, "BLDS Đ.357 k.2; BLDS Đ.468"),
    ]
    running = reckoned(
        history, date(2025, 6, 1), ends={1: date(2025, 3, 31)}, runs_on=frozenset({1})
    )
    assert [s.rate for s in running] == [100_000]


@pytest.mark.parametrize(
    ("kind", "day", "ground", "source"),
    [
        (ActKind.POSTPONEMENT, date(2025, 2, 1), "2", "L08 Đ.48 k.2"),
        (ActKind.SUSPENSION, date(2025, 2, 1), "1", "L08 Đ.49 k.1"),
        (ActKind.POSTPONEMENT, date(2026, 8, 3), "2", "L25 Đ.46 k.2"),
        (ActKind.SUSPENSION, date(2026, 8, 3), "2", "L25 Đ.47 k.2"),
        (ActKind.POSTPONEMENT, date(2025, 2, 1), "a", None),
        (ActKind.SUSPENSION, date(2025, 2, 1), "2", None),  # bankruptcy
        (ActKind.SUSPENSION, date(2026, 8, 3), "1a", None),
    ],
)
def test_only_a_protest_stops_interest_besides(kind, day, ground, source):
    last = day + 10 * DAY
    history = told((day, kind, None, ground), (last, ActKind.RESUMPTION, None, None))
    still = [s for s in reckoned(history, date(2026, 11, 1)) if not s.rate]
    assert [(s.first, s.until, s.source) for s in still] == (
        [(day, last, source)] if source else []
    )


def test_money_that_comes_in_while_it_is_postponed_does_not_end_the_pause():
    history = told(
        (date(2025, 2, 1), ActKind.POSTPONEMENT, None, "2"),
        (date(2025, 2, 10), MovementKind.COLLECTED, 500_000, None),
        (date(2025, 3, 1), ActKind.NOT_YET_ENFORCEABLE, None, "a"),
    )
    assert [(s.first, s.rate) for s in reckoned(history, date(2025, 4, 1))] == [
        (DOCKETED, 100_000), (date(2025, 2, 1), 0), (date(2025, 2, 10), 0),
        (date(2025, 3, 1), 100_000),
    ]  # fmt: skip


def test_a_day_without_a_known_rate_is_an_error_and_no_zero():
    with pytest.raises(MissingRule, match="lãi suất chậm thi hành án cho ngày 31/12/2016"):
        reckoned(told(), date(2025, 2, 1), Basis(date(2016, 12, 31), None))
    agreed = reckoned(told(), date(2025, 2, 1), Basis(date(2016, 12, 31), 120_000))
    assert agreed[0].rate == 120_000


def test_a_judgment_may_let_interest_run_before_the_case_began():
    found = reckoned(told(), DOCKETED + DAY, Basis(date(2024, 12, 27), 100_000))
    assert [(s.days, s.principal) for s in found] == [(11, 36_500_000)]


def test_interest_on_what_is_forgiven_falls_away_under_the_new_law_only():
    """L25 Đ.42: of 36.5 m, 10,000 a day, half is forgiven after 540 days, or after 541."""
    old = told((date(2026, 6, 30), ActKind.FORGIVENESS, 18_250_000, None))
    assert total(reckoned(old, date(2026, 7, 1))) == 540 * 10_000 + 5_000
    new = told((date(2026, 7, 1), ActKind.FORGIVENESS, 18_250_000, None))
    assert total(reckoned(new, date(2026, 7, 1))) == 541 * 5_000
    assert total(reckoned(new, date(2026, 6, 30))) == 540 * 10_000  # as it stood before


@st.composite
def courses(draw) -> list[tuple]:
    """What may happen to one item in two years, in order of days."""
    days = sorted(draw(st.lists(st.integers(0, 800), min_size=1, max_size=9)))
    found, rest, stands = [], 36_500_000, False
    for offset in days:
        day = DOCKETED + offset * DAY
        kind = draw(st.sampled_from(["pay", "more", "postpone", "suspend", "resume"]))
        if kind == "pay" and rest > 1:
            paid = draw(st.integers(1, rest - 1))
            rest -= paid
            found.append((day, MovementKind.COLLECTED, paid, None))
        elif kind == "more":
            rest += 1_000_003
            found.append((day, ActKind.INCREASE, 1_000_003, None))
        elif kind in ("postpone", "suspend"):
            of = ActKind.POSTPONEMENT if kind == "postpone" else ActKind.SUSPENSION
            found.append((day, of, None, draw(st.sampled_from(["a", "c", "1", "2"]))))
            stands = True
        elif kind == "resume" and stands:
            found.append((day, ActKind.RESUMPTION, None, None))
            stands = False
    return found


def day_by_day(course: list[tuple], ends: dict[int, date], until: date) -> Fraction:
    """The same by hand: for each day what is owed then, and whether a decision stops it."""
    old = {(ActKind.POSTPONEMENT, "c"), (ActKind.POSTPONEMENT, "2"), (ActKind.SUSPENSION, "1")}
    new = {(ActKind.POSTPONEMENT, "c"), (ActKind.POSTPONEMENT, "2"), (ActKind.SUSPENSION, "2")}
    sums, day = Fraction(), DOCKETED
    while day < until:
        owed, stopped = 36_500_000, False
        for n, (when, kind, amount, ground) in enumerate(course, start=1):
            if when > day:
                break
            if kind is MovementKind.COLLECTED:
                owed -= amount
            elif kind is ActKind.INCREASE:
                owed += amount
            else:
                stops = old if when < date(2026, 7, 1) else new
                over = n in ends and day > ends[n]
                stopped = (kind, ground) in stops and not over
        sums += 0 if stopped else Fraction(owed * 10, 36_500)
        day += DAY
    return sums


@BUSY
@given(courses(), st.integers(0, 900), st.integers(1, 400))
def test_segments_say_what_a_count_day_by_day_says(course, length, lasting):
    until = DOCKETED + length * DAY
    ends = {
        n: when + lasting * DAY
        for n, (when, kind, _, ground) in enumerate(course, start=1)
        if kind is ActKind.POSTPONEMENT and ground in ("c", "2")
    }
    found = reckoned(told(*course), until, ends=ends)
    assert sum((s.amount for s in found), Fraction()) == day_by_day(course, ends, until)
    assert sum(s.days for s in found) == length
    assert all(a.until == b.first and a[2:] != b[2:] for a, b in pairwise(found))


@BUSY
@given(courses(), st.integers(0, 900), st.integers(0, 900))
def test_splitting_the_time_changes_nothing(course, one, other):
    """Reckoned in two pieces it is the same to the fraction."""
    middle, end = sorted((one, other))
    history = told(*course)
    item = history.item(ITEM)
    pauses = pauses_of(history, item, {}, frozenset())
    whole = segments(item, TEN, pauses, DOCKETED + end * DAY)
    first = segments(item, TEN, pauses, DOCKETED + middle * DAY)
    then = Basis(DOCKETED + middle * DAY, None)
    second = segments(item, then, pauses, DOCKETED + end * DAY)
    assert sum(s.amount for s in whole) == sum(s.amount for s in (*first, *second))


def test_a_pause_ends_where_the_next_decision_begins():
    history = told(
        (date(2025, 2, 1), ActKind.POSTPONEMENT, None, "c"),
        (date(2025, 2, 1), ActKind.RESUMPTION, None, None),
    )
    assert pauses_of(history, history.item(ITEM), {}, frozenset()) == []
    history = told((date(2025, 2, 1), ActKind.POSTPONEMENT, None, "c"))
    assert pauses_of(history, history.item(ITEM), {}, frozenset()) == [
        Pause(date(2025, 2, 1), None, "L08 Đ.48 k.1 điểm c")
    ]
