"""What is not clear of open cases: told within three working days, counted, listed (B4)."""

from datetime import date, timedelta
from random import Random

import pytest

from thads.accountability import actions, queries
from thads.accountability.actions import StepTerms
from thads.accountability.models import Slot, StepEnding
from thads.cases import queries as cases
from thads.cases.models import ActKind, CaseAct, CaseInterval, MovementKind
from thads.cases.queries import CaseFilter, history_of
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.ledger.models import LedgerEntry
from thads.rules.working_days import is_working_day
from thads.units.models import Unit
from thads.worklists.models import OpenDuty

FRIDAY, TODAY = date(2024, 9, 20), date(2024, 9, 30)


@pytest.fixture
def head(make):
    return make.user(Role.UNIT_HEAD)


@pytest.fixture
def settled(db, make, head, officer):
    """`settled(day)`: a case noticed on that day, told by nobody what comes next.

    Found able by its first verification on the same day, it waits for no duty of the law.
    """

    def enter(day, **given):
        case = make.case(day, officer=given.pop("held_by", officer), **given)
        make.act(case, ActKind.VALID_NOTICE, day)
        make.act(case, ActKind.VERIFICATION, day)
        make.act(case, ActKind.ENFORCEABLE, day)
        db.commit()
        return queries_case(db, case)

    return enter


def queries_case(db, case):
    return cases.get(db, case.id, scope=None)


def missing(db, case, day):
    db.commit()
    return queries.missing_of(db, [case.id], day)[case.id]


def planned(due_on, head):
    return StepTerms(act="Mời làm việc", due_on=due_on, result="Biên bản", leader_id=head.id)


def test_a_case_without_a_next_act_is_a_defect_after_three_working_days(db, settled):
    case = settled(FRIDAY)  # Monday, Tuesday and Wednesday are left to say what comes next

    assert missing(db, case, date(2024, 9, 25)) == []
    assert missing(db, case, date(2024, 9, 26)) == [Slot.ACT, Slot.DUE, Slot.RESULT]


def test_a_duty_of_the_law_says_what_comes_next(db, make, head, officer):
    case = make.case(date(2024, 6, 3), officer=officer)  # to be noticed within three working days

    assert missing(db, case, TODAY) == []
    assert [c.late for c in queries.board(db, TODAY, unit_id=None)] == [1]


def test_nobody_holds_the_case(db, make, head):
    case = make.case(date(2024, 9, 2))

    assert missing(db, case, date(2024, 9, 6)) == []  # 2 and 3 September are holidays
    assert missing(db, case, date(2024, 9, 9)) == [Slot.OWNER]


def test_a_unit_without_a_head_answers_for_nothing_at_once(db, make, officer):
    case = make.case(TODAY, officer=officer)
    assert missing(db, case, TODAY) == [Slot.LEADER]

    make.user(Role.UNIT_HEAD)
    assert missing(db, case, TODAY) == []


def test_a_step_gives_all_answers_until_it_ends(db, settled, head, officer):
    case = settled(date(2024, 9, 2))
    step = actions.plan(db, case, planned(date(2024, 10, 4), head), by=officer, today=TODAY)
    assert missing(db, case, TODAY) == []
    assert missing(db, case, date(2024, 10, 10)) == []
    [count] = queries.board(db, date(2024, 10, 10), unit_id=None)
    assert (count.late, count.defective) == (1, 0)

    actions.end(
        db, case, queries.step(db, step.id, case_id=case.id), StepEnding.DONE,
        on=date(2024, 10, 10), note=None, by=officer, today=date(2024, 10, 10),
    )  # fmt: skip
    assert missing(db, case, date(2024, 10, 15)) == []
    assert missing(db, case, date(2024, 10, 16)) == [Slot.ACT, Slot.DUE, Slot.RESULT]


def test_one_step_at_a_time_by_a_leader_of_the_unit(db, make, settled, head, officer):
    case = settled(date(2024, 9, 2))
    with pytest.raises(RuleBroken, match="không được trước hôm nay"):
        actions.plan(db, case, planned(date(2024, 9, 29), head), by=officer, today=TODAY)
    with pytest.raises(RuleBroken, match="lãnh đạo của đơn vị"):
        actions.plan(db, case, planned(TODAY, officer), by=officer, today=TODAY)
    step = actions.plan(db, case, planned(TODAY, head), by=officer, today=TODAY)
    with pytest.raises(RuleBroken, match="một bước chưa kết thúc"):
        actions.plan(db, case, planned(TODAY, head), by=officer, today=TODAY)
    step = queries.step(db, step.id, case_id=case.id)
    for ending, on, note, why in (
        (StepEnding.DROPPED, TODAY, "  ", "phải ghi lý do"),
        (StepEnding.DONE, date(2024, 9, 29), None, "từ 30/09/2024"),
    ):
        with pytest.raises(RuleBroken, match=why):
            actions.end(db, case, step, ending, on=on, note=note, by=officer, today=TODAY)

    make.act(case, ActKind.COMPLETION, TODAY)
    db.commit()
    db.expire_all()
    ended = queries_case(db, case)
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        actions.plan(db, ended, planned(TODAY, head), by=officer, today=TODAY)


def test_counts_are_their_lists_and_equal_a_reading_case_by_case(db, make, officer):
    random = Random(20240930)
    units = [make.unit(), make.unit(), make.province()]
    heads = [make.user(Role.UNIT_HEAD, unit=units[0]), make.user(Role.PROVINCE_HEAD)]
    holders = {unit.id: [make.user(unit=unit), make.user(unit=unit)] for unit in units}
    made = [random_case(db, make, random, units, holders, heads) for _ in range(60)]
    db.commit()
    day = date(2024, 9, 26)

    expected = {case.id: naive(db, queries_case(db, case), day) for case in made}
    counts = queries.board(db, day, unit_id=None)

    open_cases = {i: slots for i, slots in expected.items() if slots is not None}
    assert queries.missing_of(db, list(expected), day) == open_cases
    assert len({tuple(slots) for slots in open_cases.values()}) > 4
    assert sum(count.cases for count in counts) == len(open_cases)
    for what in (None, *Slot):
        among = queries.lacking(day, what, unit_id=None)
        page = cases.search(db, CaseFilter(among=among), day=day, scope=None, size=100)
        wanted = {i for i, slots in open_cases.items() if (what in slots if what else slots)}
        assert {line.case_id for line in page.rows} == wanted
        assert page.total == sum(c.missing[what] if what else c.defective for c in counts)
    own = queries.board(db, day, unit_id=units[0].id)
    assert sum(count.cases for count in own) == sum(
        count.cases for count in counts if count.unit_id == units[0].id
    )


def random_case(db, make, random, units, holders, heads):
    """A case somewhere in its course, perhaps without an officer, perhaps with a step."""
    unit, day = random.choice(units), date(2024, 9, 1) + timedelta(random.randrange(26))
    held_by = random.choice([None, *holders[unit.id]])
    case = make.case(day, unit=unit, officer=held_by)
    if random.random() < 0.7:
        make.act(case, ActKind.VALID_NOTICE, day)
        make.act(case, ActKind.VERIFICATION, day)
    if random.random() < 0.3:
        make.money(case, 1_000, day)
        make.money(case, 1_000, day, kind=MovementKind.PAID_OUT)
    if random.random() < 0.2:
        make.act(case, ActKind.SUSPENSION, day)
    if random.random() < 0.2:
        other = random.choice(units)
        if other is not unit:
            make.act(case, ActKind.TRANSFER, min(day + timedelta(2), TODAY), to_unit_id=other.id)
    if random.random() < 0.1:
        make.act(case, ActKind.COMPLETION, TODAY)
    db.commit()
    step_on(db, case, random, heads)
    return case


def step_on(db, case, random, heads):
    found = queries_case(db, case)
    leaders = queries.leaders(db, history_of(found).now.unit_id)
    if found.struck_by_id or history_of(found).now.standing.has_ended or random.random() < 0.6:
        return
    day = found.docketed_on
    step = actions.plan(db, found, planned(day, leaders[0]), by=heads[0], today=day)
    if random.random() < 0.5:
        step = queries.step(db, step.id, case_id=case.id)
        ended_on = day + timedelta(random.randrange(20))
        actions.end(
            db, found, step, StepEnding.DONE, on=ended_on, note=None, by=heads[0], today=ended_on
        )


def naive(db, case, day):
    """The answers missing, read from the records of one case; None when it needs none."""
    now = history_of(case).now
    if not now.standing.is_current:
        return None
    steps = queries.steps_of(db, case.id)
    runs = any(step.end is None for step in steps)
    duties = db.query(OpenDuty).filter_by(case_id=case.id).all()
    facts = [case.docketed_on]
    facts += [a.day for a in db.query(CaseAct).filter_by(case_id=case.id)]
    facts += [e.day for e in db.query(LedgerEntry).filter_by(case_id=case.id)]
    facts += [step.end.ended_on for step in steps if step.end]
    silent = over(max(facts), day)
    held = [case.docketed_on]
    stood = db.query(CaseInterval).filter_by(case_id=case.id).all()
    held += [i.ends_on for i in stood if i.officer_id and i.ends_on]
    unit = db.get(Unit, now.unit_id)
    found = []
    if now.officer_id is None and over(max(held), day):
        found.append(Slot.OWNER)
    if not runs and not duties and silent:
        found.append(Slot.ACT)
    if not runs and not any(duty.due for duty in duties) and silent:
        found.append(Slot.DUE)
    if Slot.ACT in found:
        found.append(Slot.RESULT)
    if not runs and not (unit.is_provincial or has_head(db, unit)):
        found.append(Slot.LEADER)
    return found


def has_head(db, unit):
    return any(one.role is Role.UNIT_HEAD for one in queries.leaders(db, unit.id))


def over(since, day):
    """More than three working days lie behind."""
    days = [since + timedelta(n) for n in range(1, (day - since).days)]
    return sum(is_working_day(one) for one in days) >= 3
