"""Every deadline of both laws: how long, in which article, and the last day from a day in sight."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from thads.cases.models import ActKind
from thads.core.days import VIETNAM
from thads.rules import deadlines
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, MissingRule
from thads.rules.deadlines import ACT_EVENTS, DEADLINES, Crossing, Doer, Duty, Event
from thads.rules.pauses import Pause, Standstill
from thads.rules.working_days import TimeUnit

TABLE = Path(__file__).with_name("deadlines.txt").read_text("utf-8").splitlines()
ROOT = Path(__file__).parents[2]
PROMISED = {  # people set the day, in writing, or the law sets none
    Duty.ADMINISTRATIVE_URGING,
    Duty.BANK_PROMISE,
    Duty.BANK_OBSTACLE,
    Duty.VOLUNTARY_HANDOVER,
    Duty.COERCION_AFTER_REFUSAL,
    Duty.PERSUASION,
    Duty.COMMUNE_ANSWER,
    Duty.DIRECTIVE_TASK,
    Duty.DIRECTIVE_MILESTONE,
    Duty.FINDING_REMEDY,
    Duty.INSPECTION_CONCLUSION,
    Duty.OBSTACLE_DECISION,
    Duty.VISIT_CONCLUSION,
}


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=UTC).date()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: " ".join(row.split()[:2]))
def test_a_deadline_of_the_law(row):
    duty, start, due, length, unit, source = row.split(maxsplit=5)
    rule = deadlines.rule(Duty.of(duty), _day(start))
    assert (rule.length, rule.unit, rule.source) == (int(length), TimeUnit(unit), source)
    assert rule.due(_day(start)) == _day(due)


def test_the_table_holds_every_deadline_once():
    stated = Counter((fields[0], fields[5]) for fields in (row.split(maxsplit=5) for row in TABLE))
    assert stated == Counter((d.duty.value, d.source) for d in DEADLINES)
    assert {d.duty for d in DEADLINES} == set(Duty) - PROMISED
    assert {d.event for d in DEADLINES} == set(Event)


@pytest.mark.parametrize("duty", Duty)
def test_one_law_at_a_time_and_no_day_between_two(duty):
    found = sorted((d for d in DEADLINES if d.duty is duty), key=lambda d: d.valid_from)
    for before, after in pairwise(found):
        assert before.valid_to in (OLD_LAW_ENDS, date(2024, 7, 25))  # TT05/2024 came before the law
        assert after.valid_from == before.valid_to + timedelta(days=1)


def test_only_a_clock_that_runs_forward_in_days_or_more_can_stand_still():
    for rule in DEADLINES:
        if rule.paused_by:
            assert not rule.counts_back
            assert rule.unit not in (TimeUnit.AT_ONCE, TimeUnit.HOURS)
        if rule.extension:
            assert rule.latest(date(2026, 8, 3)) > rule.due(date(2026, 8, 3))


def test_every_article_of_the_new_law_is_from_the_digest_unless_its_decree_was_read():
    for rule in DEADLINES:
        if rule.source.startswith("L25") and "NĐ152" not in rule.source:
            assert not rule.was_read, rule
        if rule.source.startswith(("NĐ152", "NĐ62", "TT0", "TT216")):
            assert rule.was_read, rule


def test_a_clock_keeps_the_law_of_the_day_that_started_it():
    over = date(2026, 6, 29)  # the voluntary period ended under the old law: ten days, not nine
    rule = deadlines.rule_crossing(Duty.FIRST_VERIFICATION, over, date(2026, 7, 6))
    assert (rule.source, rule.due(over)) == ("L08 Đ.44 k.1", date(2026, 7, 9))
    over = date(2026, 7, 1)
    rule = deadlines.rule_crossing(Duty.FIRST_VERIFICATION, over, date(2026, 7, 6))
    assert (rule.source, rule.due(over)) == ("L25 Đ.37 k.1", date(2026, 7, 10))


def test_the_wait_before_leaving_the_count_follows_the_law_of_that_step():
    decided = date(2025, 9, 15)
    assert deadlines.rule_crossing(Duty.SEPARATE_TRACKING, decided, date(2026, 6, 30)).length == 1
    assert deadlines.rule_crossing(Duty.SEPARATE_TRACKING, decided, date(2026, 7, 1)).length == 2
    returned = deadlines.rule_crossing(Duty.REQUEST_RETURN, decided, date(2026, 7, 1))
    assert returned.due(decided) == date(2027, 9, 15)
    with pytest.raises(MissingRule):
        deadlines.rule_crossing(Duty.REQUEST_RETURN, decided, date(2026, 6, 30))


def test_an_event_starts_the_duties_of_its_law():
    def started(event: Event, day: date, seen_on: date | None = None) -> set[Duty]:
        return {d.duty for d in deadlines.started_by(event, day, seen_on=seen_on)}

    assert started(Event.DECISION_SIGNED, date(2024, 3, 1)) == {Duty.NOTICE, Duty.PROCURACY_COPY}
    assert started(Event.OFFICER_ASSIGNED, date(2026, 6, 30)) == set()
    assert started(Event.OFFICER_ASSIGNED, date(2026, 7, 1)) == {Duty.CASE_FILE}
    waiting = {Duty.PUBLICATION, Duty.SEPARATE_TRACKING, Duty.LONG_SEPARATE_TRACKING}
    decided = date(2026, 3, 2)
    assert started(Event.NO_MEANS_DECIDED, decided) == waiting
    seen = deadlines.started_by(Event.NO_MEANS_DECIDED, decided, seen_on=date(2026, 8, 3))
    assert {d.duty for d in seen} == waiting | {Duty.REQUEST_RETURN}
    assert {d.duty: d.source for d in seen}[Duty.PUBLICATION] == "NĐ62 Đ.11 k.1"  # as it began
    assert started(Event.COERCION, date(2026, 8, 3)) == {
        Duty.PROTEST_POSTPONEMENT_REQUEST, Duty.COERCION_COST_NOTICE, Duty.POLICE_PLAN_DELIVERY,
        Duty.COERCION_MEETING,
    }  # fmt: skip


@pytest.mark.parametrize("day", [date(2024, 3, 1), date(2026, 6, 30), NEW_LAW, date(2027, 1, 4)])
def test_all_events_together_start_every_duty_of_the_day(day):
    started = [d for event in Event for d in deadlines.started_by(event, day)]
    assert sorted(d.duty for d in started) == sorted(d.duty for d in DEADLINES if d.holds_on(day))
    assert all(d.crossing is Crossing.BY_START or d.event is Event.NO_MEANS_DECIDED
               for d in started)  # fmt: skip


def test_acts_of_a_case_bring_known_events():
    assert set(ACT_EVENTS) <= {kind.value for kind in ActKind}
    started = {d.duty for e in ACT_EVENTS["not_yet_enforceable"]
               for d in deadlines.started_by(e, date(2026, 7, 6))}  # fmt: skip
    assert {Duty.NOTICE, Duty.PUBLICATION, Duty.PERIODIC_VERIFICATION} <= started


def test_a_postponed_case_has_its_time_after_the_resumption():
    rule = deadlines.rule(Duty.FIRST_VERIFICATION, date(2026, 8, 3))  # due 12/8
    held = Standstill(date(2026, 8, 6), date(2026, 8, 25), Pause.POSTPONED)  # 20 days
    assert rule.due_with(date(2026, 8, 3), [held]) == date(2026, 9, 3)  # 1/9 is off
    assert rule.due_with(date(2026, 8, 3), [Standstill(date(2026, 8, 6), None, Pause.SUSPENDED)]) \
        is None  # fmt: skip
    notice = deadlines.rule(Duty.NOTICE, date(2026, 8, 3))
    assert notice.due_with(date(2026, 8, 3), [held]) == notice.due(date(2026, 8, 3))


def test_what_may_be_prolonged_says_how_far():
    start = date(2026, 8, 12)
    assert deadlines.rule(Duty.DELEGATED_REGISTERED, start).latest(start) == date(2026, 9, 28)
    assert deadlines.rule(Duty.BUYER_PAYMENT, start).latest(start) == date(2026, 10, 12)  # day 60
    assert deadlines.rule(Duty.NOTICE, start).latest(start) == date(2026, 8, 17)


def test_hours_run_on_over_days_of_rest_and_days_end_at_midnight():
    friday = datetime(2026, 8, 7, 16, 30, tzinfo=VIETNAM)
    freeze = deadlines.rule(Duty.FREEZE_DECISION, friday.date())
    assert freeze.ends_at(friday) == datetime(2026, 8, 8, 16, 30, tzinfo=VIETNAM)
    coercion = deadlines.rule(Duty.PROTEST_POSTPONEMENT_REQUEST, friday.date())
    assert coercion.ends_at(friday) == datetime(2026, 8, 6, 16, 30, tzinfo=VIETNAM)
    notice = deadlines.rule(Duty.NOTICE, friday.date())
    assert notice.ends_at(friday) == datetime(2026, 8, 13, 0, 0, tzinfo=VIETNAM)  # end of 12/8
    assert notice.ends_at(friday.astimezone(UTC)) == notice.ends_at(friday)


def test_the_office_answers_for_its_own_duties_only():
    own = {d.duty for d in DEADLINES if d.doer.is_own}
    assert {Duty.FIRST_VERIFICATION, Duty.DESTRUCTION, Duty.NOTICE, Duty.PAYOUT} <= own
    assert not own & {Duty.VOLUNTARY_PERIOD, Duty.JUDGMENT_TRANSFER, Duty.POLICE_PLAN}
    assert not Doer.COURT.is_own


def test_the_documented_table_of_events_is_the_one_in_force():
    text = (ROOT / "docs" / "deadlines.md").read_text("utf-8")
    stated = [
        tuple(cell.strip(" `") for cell in row.strip("|").split("|"))[:3]
        for row in text.splitlines()
        if row.startswith("| `")
    ]
    written = dict.fromkeys((d.event.value, d.duty.value, d.doer.value) for d in DEADLINES)
    assert sorted(stated) == sorted(written)
