"""Each fate has its clock, by the law of the day from which it counts; nothing late is left out."""

import random
from datetime import date, timedelta

import pytest

from thads.core.errors import RuleBroken
from thads.evidence import actions, clocks, course, queries
from thads.evidence.actions import StepTerms
from thads.evidence.course import Used
from thads.evidence.kinds import ExhibitKind, Fate, StepKind
from thads.rules import deadlines
from thads.rules.deadlines import Duty

TODAY = date(2024, 9, 30)
K = StepKind


def running(db, file):
    """What the only thing of a file owes."""
    db.expire_all()
    [thing] = queries.get(db, file.id).exhibits
    return course.running(thing.kind, thing.steps)


def test_the_council_is_due_a_month_after_the_decision(db, make):
    file = make.exhibits(make.case(), date(2024, 7, 31))
    assert running(db, file)[::2] == (Duty.DESTRUCTION_COUNCIL, date(2024, 9, 4))  # 31/8–3/9 off
    make.exhibit_step(file, K.PUT_BEFORE, date(2024, 9, 10))
    assert running(db, file)[::2] == (Duty.DESTRUCTION, date(2024, 9, 20))  # ten: NĐ62 Đ.33 k.1
    make.exhibit_step(file, K.DESTROYED, date(2024, 9, 20))
    assert running(db, file) is None


def test_old_files_keep_the_old_clock_when_the_rule_changes(db, make):
    """A council of 30/6/2026 has ten days, one of the next day twenty."""
    case, dues = make.case(), []
    for formed_on in (date(2026, 6, 30), date(2026, 7, 1)):
        file = make.exhibits(case, date(2026, 6, 22))
        make.exhibit_step(file, K.PUT_BEFORE, formed_on)
        dues.append(running(db, file).due)
    assert dues == [date(2026, 7, 10), date(2026, 7, 21)]


@pytest.mark.parametrize(
    ("fate", "kind", "steps", "duty", "due"),
    [
        (Fate.FORFEIT, "thing", (), Duty.FORFEITURE, date(2026, 8, 13)),
        (Fate.FORFEIT, "money", ((K.RECEIVED, 3),), Duty.CONFISCATED_MONEY, date(2026, 8, 13)),
        (Fate.RETURN, "thing", (), Duty.RETURN_NOTICE, date(2026, 8, 6)),
        (Fate.RETURN, "thing", ((K.NOTIFIED, 1),), Duty.UNCLAIMED_PROPERTY, date(2026, 9, 3)),
        (Fate.RETURN, "money", ((K.NOTIFIED, 1),), Duty.UNCLAIMED_MONEY, date(2026, 8, 19)),
        (Fate.RETURN, "papers", ((K.NOTIFIED, 1),), Duty.UNCLAIMED_PAPERS, date(2026, 11, 4)),
        (Fate.RETURN, "perishable", ((K.NOTIFIED, 1),), Duty.UNCLAIMED_PERISHABLE,
         date(2026, 8, 11)),
    ],
)  # fmt: skip
def test_each_fate_has_its_clock_under_the_new_law(db, make, fate, kind, steps, duty, due):
    day = date(2026, 8, 3)
    file = make.exhibits(make.case(), day, fate, ExhibitKind(kind))
    for step, after in steps:
        make.exhibit_step(file, step, day + timedelta(days=after))
    assert running(db, file)[::2] == (duty, due)


def test_under_the_old_law_money_goes_with_the_rest_and_perishables_wait_as_long(db, make):
    case, day = make.case(), date(2024, 8, 5)
    money = make.exhibits(case, day, Fate.FORFEIT, ExhibitKind.MONEY)
    make.exhibit_step(money, K.RECEIVED, day)
    assert running(db, money)[::2] == (Duty.FORFEITURE, date(2024, 8, 15))
    fish = make.exhibits(case, day, Fate.RETURN, ExhibitKind.PERISHABLE)
    assert running(db, fish).due is None  # no time was set for telling the owner
    make.exhibit_step(fish, K.NOTIFIED, day)
    assert running(db, fish)[::2] == (Duty.UNCLAIMED_PROPERTY, date(2024, 11, 5))


def test_deposited_money_waits_five_years_from_the_judgment(db, make):
    file = make.exhibits(make.case(), date(2024, 8, 5), Fate.RETURN, ExhibitKind.MONEY)
    make.exhibit_step(file, K.NOTIFIED, date(2024, 8, 6))
    make.exhibit_step(file, K.DEPOSITED, date(2024, 9, 6), counts_from=date(2023, 3, 1), amount=1)
    assert running(db, file)[::2] == (Duty.UNCLAIMED_TO_STATE, date(2028, 3, 1))


def test_the_colour_says_how_much_of_the_time_is_used():
    clock = course.clock(Duty.DESTRUCTION, date(2024, 9, 9))  # until 19/9
    days = {9: Used.LITTLE, 13: Used.LITTLE, 14: Used.HALF, 16: Used.HALF, 17: Used.MOST,
            19: Used.MOST, 20: Used.LATE}  # fmt: skip
    assert {day: clock.used_on(date(2024, 9, day)) for day in days} == days


@pytest.mark.parametrize("seed", range(2))
def test_the_late_list_is_what_reading_every_file_finds(db, make, officer, seed):
    """Councils late and in time, destroyed or not, in two units, on any day."""
    chance, told = random.Random(seed), []
    units = [make.district(), make.unit("XA")]
    for _ in range(25):
        unit = chance.choice(units)
        case = make.case(date(2024, 1, 5), unit=unit)
        days = [date(2024, 1, 5) + timedelta(days=chance.randrange(200))]
        file = make.exhibits(case, days[0])
        for kind in (K.PUT_BEFORE, K.DESTROYED)[: chance.randrange(3)]:
            days.append(days[-1] + timedelta(days=chance.randrange(60)))
            make.exhibit_step(file, kind, days[-1])
        told.append((file.id, unit.id, days))
    db.commit()
    for day in (date(2024, 4, 1), date(2024, 7, 1), TODAY):
        waiting, late = set(), set()
        for file_id, unit_id, days in told:
            past = [one for one in days if one <= day]
            if unit_id != officer.unit_id or not 0 < len(past) < 3:
                continue
            waiting.add(file_id)
            duty = (Duty.DESTRUCTION_COUNCIL, Duty.DESTRUCTION)[len(past) - 1]
            if deadlines.due(duty, past[-1]) < day:
                late.add(file_id)
        found = queries.late(db, day, officer.unit_id)
        assert {one.evidence.id for one in found.late} == late
        assert (found.n, found.m) == (len(late), len(waiting))


def test_a_file_owes_each_duty_once_for_what_waits_longest(db, make):
    case = make.case()
    file = make.exhibits(case, date(2024, 8, 5))
    [clock] = clocks.running(db, [file.id])
    assert (clock.duty, clock.case_id, clock.since) == (
        Duty.DESTRUCTION_COUNCIL, case.id, date(2024, 8, 5),
    )  # fmt: skip


def test_what_nobody_fetched_is_sold_laid_by_and_after_five_years_the_states(db, make, officer):
    """Told on 6/8/2024: three months, then the sale, then the money's 15 days (L08 Đ.126 k.2)."""
    case = make.case(date(2024, 8, 5), [0], officer=officer)
    file = make.exhibits(case, date(2024, 8, 5), Fate.RETURN)

    def take(kind, day, today, **said):
        db.expire_all()
        whole = queries.get(db, file.id)
        terms = StepTerms(kind=kind, day=day, **said)
        actions.take_step(db, whole, whole.exhibits[0], terms, by=officer, today=today)
        db.flush()

    late = date(2029, 9, 3)
    take(K.NOTIFIED, date(2024, 8, 6), late, body="Ông Thử")
    sale = {"amount": 900, "body": "Người mua"}
    with pytest.raises(RuleBroken, match="đến hết ngày 06/11/2024"):
        take(K.SOLD, date(2024, 11, 6), late, **sale)
    laid_by = {"amount": 900, "counts_from": date(2024, 7, 1)}
    with pytest.raises(RuleBroken, match="chưa bán"):
        take(K.DEPOSITED, date(2024, 12, 2), late, **laid_by)
    take(K.SOLD, date(2024, 11, 7), late, **sale)
    assert running(db, file)[::2] == (Duty.UNCLAIMED_MONEY, date(2024, 11, 22))
    with pytest.raises(RuleBroken, match="phải gửi tiết kiệm"):
        take(K.PAID_IN, date(2024, 12, 2), late, amount=900, number="1/NS")
    take(K.DEPOSITED, date(2024, 11, 25), late, **laid_by)
    with pytest.raises(RuleBroken, match="hết ngày 02/07/2029"):
        take(K.PAID_IN, date(2029, 7, 2), late, amount=900, number="1/NS")
    take(K.PAID_IN, date(2029, 7, 3), late, amount=900, number="1/NS")
    assert running(db, file) is None
