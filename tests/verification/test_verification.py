"""Whose verification is due and late: n of m, on any day, under the law of that day."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from thads.audit.models import AuditEntry
from thads.cases import actions as cases
from thads.cases import queries as case_queries
from thads.cases.actions import ActTerms
from thads.cases.models import ActKind, Case
from thads.cases.queries import CaseFilter
from thads.core.errors import RuleBroken
from thads.rules.deadlines import Duty
from thads.verification import actions, planning, queries
from thads.verification.actions import VerificationTerms
from thads.verification.models import Finding, Verification
from thads.worklists import queries as worklists

TODAY = date(2024, 9, 30)


@pytest.fixture
def verify(db, officer):
    def record(case, day, finding=Finding.NO_MEANS, *, today=TODAY, **terms):
        wanted = VerificationTerms(day=day, finding=finding, **terms)
        return actions.record(db, case, wanted, by=officer, today=today)

    return record


def due(db, case, day=TODAY):
    history = case_queries.history_of(case_queries.get(db, case.id, scope=None))
    return queries.due_on(db, history, day)


def test_minutes_take_their_place_in_the_story_and_in_the_record(db, make, verify):
    case = make.case(date(2024, 1, 5))

    minutes = verify(case, date(2024, 3, 1), place="Xã Thử")

    (act,) = case_queries.get(db, case.id, scope=None).acts
    assert (act.kind, act.day, act.id) == (ActKind.VERIFICATION, minutes.day, minutes.act_id)
    assert db.get(AuditEntry, 2).act == "verification.recorded"


def test_minutes_sent_twice_are_written_once(db, make, verify):
    case = make.case(date(2024, 1, 5))
    first = verify(case, date(2024, 3, 1), submission_key="k", revision=case.revision)
    assert verify(case, date(2024, 3, 1), submission_key="k") is first


def test_a_verification_is_not_of_tomorrow(make, verify):
    with pytest.raises(RuleBroken, match="ở sau hôm nay"):
        verify(make.case(date(2024, 1, 5)), date(2024, 10, 1))


def test_the_first_is_due_ten_days_after_the_voluntary_period(db, make, verify):
    case = make.case(date(2024, 8, 1))
    assert due(db, case) is None  # no notice yet: the voluntary period has not begun
    make.act(case, ActKind.VALID_NOTICE, date(2024, 9, 2))

    assert due(db, case).due == date(2024, 9, 23)
    verify(case, date(2024, 9, 20))
    assert due(db, case) is None


def test_without_means_every_six_months_and_twelve_in_prison(db, make, verify):
    case = make.case(date(2023, 1, 5))
    verify(case, date(2023, 8, 31))
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2023, 9, 4), ground="a", sequence=2)

    assert due(db, case).due == date(2024, 2, 29)
    verify(case, date(2024, 2, 28), Finding.IN_PRISON)
    assert due(db, case).due == date(2025, 2, 28)
    assert due(db, case, date(2024, 2, 1)).due == date(2024, 2, 29)  # as seen before it was made


def test_a_struck_out_verification_does_not_count(db, make, verify, officer):
    case = make.case(date(2023, 1, 5))
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2023, 9, 1), ground="a")
    minutes = verify(case, date(2024, 8, 1))
    db.commit()
    assert queries.overdue(db, TODAY).n == 0

    terms = ActTerms(day=TODAY, corrects_id=minutes.act_id, note="Nhầm hồ sơ")
    cases.correct(db, case, terms, by=officer, today=TODAY)
    db.commit()

    assert due(db, case).due == date(2024, 3, 1)
    assert queries.overdue(db, TODAY).n == 1


def test_a_clock_that_stood_still_is_late_later_in_every_list(db, make, officer):
    case = make.case(date(2024, 8, 1), officer=officer)
    make.act(case, ActKind.VALID_NOTICE, date(2024, 8, 2))
    make.act(case, ActKind.POSTPONEMENT, date(2024, 8, 15), ground="a", until=date(2024, 12, 31))
    make.act(case, ActKind.RESUMPTION, date(2024, 9, 12))
    db.commit()
    last = date(2024, 9, 19)  # 12/8 and 10 days, and the 28 days from 15/8 to 11/9
    among = CaseFilter(among=queries.overdue_case_ids(db, last))
    assert due(db, case, last).due == last
    assert [one.due for one in planning.plan(db, last).cases] == [last]
    for day, n in ((last, 0), (date(2024, 9, 20), 1)):
        assert queries.overdue(db, day).n == n
        assert queries.counts_by_unit(db, day) == {case.unit_id: (n, 1)}
        assert queries.late_by_officer(db, day, case.unit_id) == ({officer.id: 1} if n else {})
    assert case_queries.search(db, among, day=last, scope=None).total == 0
    assert [task.due for task in worklists.of_case(db, case.id, last)] == [last]


def test_what_a_register_brought_in_without_minutes_counts_alike_in_every_list(db, make):
    case = make.case(date(2024, 1, 8))
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 2, 5), ground="a")
    make.act(case, ActKind.VERIFICATION, date(2024, 6, 3))  # again by 3/12, not by 5/8
    db.commit()
    assert queries.overdue(db, TODAY).n == 0
    history = case_queries.history_of(case_queries.get(db, case.id, scope=None))
    assert queries.due_on(db, history, TODAY).due == date(2024, 12, 3)
    listed = {task.duty: task.due for task in worklists.of_case(db, case.id, TODAY)}
    assert listed.pop(Duty.PUBLICATION) == date(2024, 2, 19)
    assert list(listed.values()) == [date(2024, 12, 3)]
    assert queries.overdue(db, date(2024, 12, 4)).n == 1


def test_late_is_counted_as_n_of_m_and_names_the_longest_late_first(db, make, verify):
    other = make.unit()
    longest, late, in_time, elsewhere = (
        make.case(date(2023, 1, 5), unit=unit) for unit in (None, None, None, other)
    )
    for case, day in ((longest, date(2023, 5, 4)), (late, date(2024, 3, 29)),
                      (in_time, date(2024, 4, 1)), (elsewhere, date(2023, 5, 5))):  # fmt: skip
        make.act(case, ActKind.NOT_YET_ENFORCEABLE, day, ground="a")
    db.commit()
    unit_id = longest.unit_id

    found = queries.overdue(db, TODAY, unit_id)

    assert (found.n, found.m) == (1, 3)  # 29/9/2024 is a Sunday: due on Monday the 30th
    assert [row.case for row in queries.overdue(db, date(2024, 10, 1), unit_id).late] == [
        longest, late,
    ]  # fmt: skip
    assert queries.counts_by_unit(db, TODAY) == {unit_id: (1, 3), other.id: (1, 1)}
    among = CaseFilter(among=queries.overdue_case_ids(db, TODAY))
    shown = case_queries.search(db, among, day=TODAY, scope=None)
    assert {line.case_id for line in shown.rows} == {longest.id, elsewhere.id}


DAYS = [date(2024, 9, 30), date(2025, 1, 31), date(2026, 6, 30), date(2026, 7, 20),
        date(2026, 7, 21), date(2027, 3, 1)]  # fmt: skip


def _random_case(make, rng):
    """A case with a random life between 2023 and 2027, around the change of law."""
    start = rng.choice([date(2023, 10, 2), date(2025, 9, 1), date(2026, 5, 20)])
    case = make.case(start)
    day, made = start, []
    for kind in rng.sample(
        [
            ActKind.VALID_NOTICE, ActKind.VERIFICATION, ActKind.NOT_YET_ENFORCEABLE,
            ActKind.VERIFICATION, ActKind.RESUMPTION, ActKind.SUSPENSION, ActKind.VALID_NOTICE,
        ],
        rng.randint(0, 6),
    ):  # fmt: skip
        day += timedelta(days=rng.randint(0, 45))
        made.append(make.act(case, kind, day))
        if kind is ActKind.VERIFICATION and rng.random() < 0.7:  # some are brought in without
            finding = rng.choice(list(Finding))
            make._add(Verification(case_id=case.id, act_id=made[-1].id, day=day, finding=finding))
    if made and rng.random() < 0.3:
        make.act(case, ActKind.CORRECTION, day, corrects_id=rng.choice(made).id)


def test_the_database_counts_what_reading_every_case_counts(db, make):
    rng = random.Random(7)
    for _ in range(120):
        _random_case(make, rng)
    db.commit()
    ids = db.scalars(select(Case.id)).all()
    histories = [case_queries.history_of(case_queries.get(db, i, scope=None)) for i in ids]

    for day in DAYS:
        duties = {h.facts.case_id: d for h in histories if (d := queries.due_on(db, h, day))}
        late = {case_id: d.due for case_id, d in duties.items() if d.is_late_on(day)}
        found = queries.overdue(db, day)
        assert (found.n, found.m) == (len(late), len(duties)), day
        assert {row.case.id: row.next.due for row in found.late} == late, day
        assert found.n > 0
