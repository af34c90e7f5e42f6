"""Measures of security and coercion: what the law lets be done, when, and by whom."""

from datetime import date, datetime, time

import pytest
from sqlalchemy import select

from thads.cases import standstills
from thads.cases.actions import ActTerms, give
from thads.cases.models import ActKind
from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.measures import course, queries
from thads.measures.models import MeasureState, StepKind
from thads.rules import coercion_times, income
from thads.rules.dated import MissingRule
from thads.rules.deadlines import Duty
from thads.rules.income import WageRegion
from thads.rules.measures import MeasureKind
from thads.worklists import readmodel
from thads.worklists.models import OpenDuty

INCOME = MeasureKind.INCOME_DEDUCTION
FREEZE, SEIZURE, ATTACHMENT = MeasureKind.FREEZE, MeasureKind.SEIZURE, MeasureKind.ATTACHMENT


def clocks_of(db, measure):
    return {one.rule.duty: one for one in course.clocks(queries.get(db, measure.id))}


def test_minutes_of_a_freeze_wait_24_hours_for_their_decision(db, old):
    frozen = old.decide(FREEZE, date(2024, 5, 6), first=StepKind.MINUTES, hour=time(15, 30))
    assert frozen.state is MeasureState.MINUTED
    waiting = clocks_of(db, frozen)[Duty.FREEZE_DECISION]
    assert waiting.ends_at == datetime(2024, 5, 7, 15, 30, tzinfo=VIETNAM)
    with pytest.raises(RuleBroken, match="sau lúc lập biên bản"):
        old.step(frozen, StepKind.DECIDED, date(2024, 5, 6), hour=time(15, 0))
    old.step(frozen, StepKind.DECIDED, date(2024, 5, 7), hour=time(9))
    [(duty, running)] = clocks_of(db, frozen).items()
    assert (duty, running.due) == (Duty.COERCION_AFTER_FREEZE, date(2024, 5, 17))


def test_only_what_the_law_lets_begin_with_minutes_does(old):
    with pytest.raises(RuleBroken, match="không cho lập biên bản trước"):
        old.decide(MeasureKind.STOP, date(2024, 5, 6), first=StepKind.MINUTES)


def test_coercion_that_follows_a_freeze_ends_it(db, old):
    frozen = old.decide(FREEZE, date(2024, 5, 6))
    with pytest.raises(RuleBroken, match="không được trước bước gần nhất"):
        old.decide(MeasureKind.DEDUCTION, date(2024, 5, 3), follows_id=frozen.id)
    deducted = old.decide(MeasureKind.DEDUCTION, date(2024, 5, 10), follows_id=frozen.id)
    before = queries.get(db, frozen.id)
    assert before.result.kind is StepKind.FOLLOWED
    assert clocks_of(db, frozen) == {}
    assert queries.get(db, deducted.id).state is MeasureState.RUNNING


def test_under_the_new_law_ten_days_run_from_the_grounds(db, new):
    seized = new.decide(SEIZURE, date(2026, 7, 13))
    assert clocks_of(db, seized) == {}
    new.step(seized, StepKind.GROUNDS, date(2026, 7, 20))
    running = clocks_of(db, seized)[Duty.COERCION_AFTER_SECURITY]
    assert running.due == date(2026, 7, 30)


def test_an_exit_ban_is_a_measure_of_the_new_law_and_of_the_head(db, make, old, new):
    with pytest.raises(RuleBroken, match="01/7/2026"):
        old.decide(MeasureKind.EXIT_BAN, date(2024, 5, 6), signer=old.head)
    with pytest.raises(RuleBroken, match="không có thẩm quyền"):
        new.decide(MeasureKind.EXIT_BAN, date(2026, 7, 13))
    province = make.province()
    head = make.user(Role.PROVINCE_HEAD, unit=province)
    banned = new.decide(MeasureKind.EXIT_BAN, date(2026, 7, 13), signer=head)
    assert banned.decision.signer_id == head.id


def test_only_the_officer_in_charge_decides(make, old):
    other = make.user(Role.OFFICER)
    with pytest.raises(RuleBroken, match="không có thẩm quyền") as refused:
        old.decide(ATTACHMENT, date(2024, 5, 6), signer=other)
    assert refused.value.field == "signer"


def test_a_number_is_given_once_among_acts_and_measures(db, old):
    attached = old.decide(ATTACHMENT, date(2024, 5, 6), number=7)
    assert attached.decision.title == "7/QĐ-CCTHADS"
    wanted = ActTerms(
        kind=ActKind.POSTPONEMENT, day=date(2024, 5, 7), ground="c", until=date(2024, 8, 1),
        number=7, signer_id=old.head.id,
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="số chưa dùng tiếp theo là 8"):
        give(db, old.case, wanted, by=old.head, today=date(2024, 5, 7))
    with pytest.raises(RuleBroken, match="đã dùng"):
        old.decide(FREEZE, date(2024, 5, 8), number=7)


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [
        (date(2024, 5, 8), time(22), "22 giờ"),
        (date(2024, 5, 8), time(5, 59), "22 giờ"),
        (date(2024, 5, 11), time(9), "ngày nghỉ"),  # a Saturday
        (date(2024, 9, 3), time(9), "ngày nghỉ"),  # the day after the national day
        (date(2025, 1, 14), time(9), "Tết"),  # 15 days before 29/1/2025
        (date(2025, 2, 13), time(9), "Tết"),  # and 15 after
    ],
)
def test_coercion_with_forces_is_not_planned_on_a_forbidden_day(old, day, at, said):
    attached = old.decide(ATTACHMENT, date(2024, 5, 6))
    with pytest.raises(RuleBroken, match=said) as refused:
        old.plan(attached, date(2024, 5, 7), day, at)
    assert refused.value.code == "measures.forbidden_time"


def test_days_of_policy_families_and_tet_bind_only_mobilised_forces(old):
    attached = old.decide(ATTACHMENT, date(2024, 5, 6))
    war_invalids = date(2026, 7, 27)
    asked = {"day": date(2024, 5, 7), "on": war_invalids}
    with pytest.raises(RuleBroken, match="Thương binh"):
        old.plan(attached, of_policy_family=True, **asked)
    old.plan(attached, of_policy_family=False, **asked)
    near_tet = {"on_day": date(2025, 1, 14), "on_hour": time(9)}
    old.step(attached, StepKind.SCHEDULED, date(2024, 5, 8), **near_tet)
    assert coercion_times.tet(2024) == date(2024, 2, 10)


def test_coercion_is_not_carried_out_at_night_nor_without_an_approved_plan(db, old):
    attached = old.decide(ATTACHMENT, date(2024, 5, 6))
    with pytest.raises(RuleBroken, match="22 giờ"):
        old.step(attached, StepKind.CARRIED_OUT, date(2024, 5, 13), hour=time(22, 15))
    old.plan(attached, date(2024, 5, 7), date(2024, 5, 20))
    with pytest.raises(RuleBroken, match="Không ghi được"):
        old.step(attached, StepKind.CARRIED_OUT, date(2024, 5, 20), hour=time(8))
    with pytest.raises(RuleBroken, match="không có thẩm quyền"):
        old.step(attached, StepKind.APPROVED, date(2024, 5, 8), by=old.make.user(Role.OFFICER))
    old.step(attached, StepKind.APPROVED, date(2024, 5, 8), by=old.head)
    old.step(attached, StepKind.CARRIED_OUT, date(2024, 5, 20), hour=time(8))
    assert queries.get(db, attached.id).state is MeasureState.CARRIED_OUT
    assert queries.attachments(db, old.case.id) == [attached]
    old.step(attached, StepKind.LIFTED, date(2024, 7, 1))
    assert queries.get(db, attached.id).state is MeasureState.CARRIED_OUT
    assert queries.attachments(db, old.case.id) == []


def test_nobody_coerces_while_the_case_is_postponed(make, old):
    attached = old.decide(ATTACHMENT, date(2024, 5, 6))
    make.act(old.case, ActKind.POSTPONEMENT, date(2024, 5, 8), ground="c", until=date(2024, 8, 1))
    with pytest.raises(RuleBroken, match="đang hoãn"):
        old.decide(MeasureKind.DEDUCTION, date(2024, 5, 9))
    assert old.decide(FREEZE, date(2024, 5, 9)).decision  # security may still be needed
    with pytest.raises(RuleBroken, match="đang hoãn"):
        old.step(attached, StepKind.SCHEDULED, date(2024, 5, 9), on_day=date(2024, 5, 13),
                 on_hour=time(9))  # fmt: skip


def test_the_ten_days_stand_still_while_the_case_is_postponed(db, make, old):
    """L08 Đ.67 k.3 from 6/5/2024 (a Monday): 16/5; three days of postponement move it to 20/5."""

    def due() -> date | None:
        db.commit()
        assert readmodel.verify(db) is None
        return db.scalar(select(OpenDuty.due).where(OpenDuty.subject_id == frozen.id))

    frozen = old.decide(FREEZE, date(2024, 5, 6))
    assert due() == date(2024, 5, 16)
    make.act(old.case, ActKind.POSTPONEMENT, date(2024, 5, 8), ground="c", until=date(2024, 8, 1))
    assert due() is None
    make.act(old.case, ActKind.RESUMPTION, date(2024, 5, 11))
    assert due() == date(2024, 5, 20)  # the 19th is a Sunday
    still = standstills.of_cases(db, [old.case.id], date(2024, 5, 31))[old.case.id]
    [shown] = course.clocks(queries.get(db, frozen.id), still)
    assert shown.due == date(2024, 5, 20)


def test_a_plan_with_forces_runs_the_clocks_of_the_new_law(db, new):
    attached = new.decide(ATTACHMENT, date(2026, 7, 13), is_real_estate=True)
    new.step(attached, StepKind.POLICE_ASKED, date(2026, 7, 14))
    assert clocks_of(db, attached)[Duty.POLICE_ANSWER].due == date(2026, 7, 17)
    new.step(attached, StepKind.POLICE_ANSWERED, date(2026, 7, 16), agrees=True)
    assert clocks_of(db, attached)[Duty.COERCION_PLAN].due == date(2026, 7, 21)
    new.plan(attached, date(2026, 7, 20), date(2026, 8, 12))
    found = {duty: one.due for duty, one in clocks_of(db, attached).items()}
    assert found == {
        Duty.POLICE_PLAN_DELIVERY: date(2026, 8, 5), Duty.COERCION_MEETING: date(2026, 8, 11),
        Duty.ATTACHMENT_NOTICE: date(2026, 8, 7),
    }  # fmt: skip
    new.step(attached, StepKind.NOTICE, date(2026, 7, 21))
    assert Duty.ATTACHMENT_NOTICE not in clocks_of(db, attached)


def test_lifting_is_due_from_its_ground(db, old):
    frozen = old.decide(FREEZE, date(2024, 5, 6))
    old.step(frozen, StepKind.LIFTING_GROUND, date(2024, 5, 9))
    assert clocks_of(db, frozen)[Duty.LIFTING].due == date(2024, 5, 16)
    old.step(frozen, StepKind.LIFTED, date(2024, 5, 16))
    assert clocks_of(db, frozen) == {}
    assert queries.get(db, frozen.id).state is MeasureState.ENDED


def test_money_of_a_measure_is_money_of_the_books(db, make, old):
    deducted = old.decide(MeasureKind.DEDUCTION, date(2024, 5, 6))
    entry = make.money(old.case, 5_000_000, date(2024, 5, 9))
    other = make.money(make.case(), 1, date(2024, 5, 9))
    with pytest.raises(RuleBroken, match="sổ tiền của hồ sơ"):
        old.step(deducted, StepKind.MONEY, date(2024, 5, 9), entry_id=other.id)
    old.step(deducted, StepKind.MONEY, date(2024, 5, 9), entry_id=entry.id)
    assert queries.collected(db, [deducted.id]) == {deducted.id: 5_000_000}
    assert queries.free_entries(db, old.case.id) == []


def test_a_decision_on_an_account_names_the_account(old):
    with pytest.raises(RuleBroken, match="số tài khoản"):
        old.decide(MeasureKind.DEDUCTION, date(2024, 5, 6), account_number=None)


def test_of_a_wage_no_more_than_three_tenths_is_taken_unless_agreed(db, old):
    """L08 Đ.78 k.3: 30% of what is received; other income is not bound by it."""
    taken, day = {"monthly_amount": 3_000_001, "left_amount": 6_999_999}, date(2024, 5, 6)
    with pytest.raises(RuleBroken, match=r"tối đa 30%.*3\.000\.000 đ"):
        old.decide(INCOME, day, **taken)
    for given in ({"is_agreed": True}, {"is_other_income": True}):
        assert old.decide(INCOME, day, **taken, **given).monthly_amount == 3_000_001
    assert old.decide(INCOME, day, monthly_amount=3_000_000, left_amount=7_000_000).decision


@pytest.mark.parametrize(
    ("left", "given", "field"),
    [(4_139_999, {}, "left_amount"), (4_140_000, {}, None),
     (12_419_999, {"dependants": 2}, "left_amount"), (12_420_000, {"dependants": 2}, None),
     (9_000_000, {"wage_region": None}, "wage_region"), (1_000_000, {"is_agreed": True}, None)],
)  # fmt: skip
def test_from_july_2026_a_minimum_wage_stays_with_each_who_lives_on_it(new, left, given, field):
    """NĐ152 Đ.51 k.1; region III: 4.140.000 đ a month (Nghị định 293/2025)."""
    try:
        new.decide(INCOME, date(2026, 7, 13), left_amount=left, **given)
        refused = None
    except RuleBroken as broken:
        refused = broken.field
    assert refused == field


def test_a_day_without_a_minimum_wage_is_an_error():
    with pytest.raises(MissingRule, match="lương tối thiểu vùng"):
        income.kept(WageRegion.FIRST, 0, date(2025, 12, 31))
