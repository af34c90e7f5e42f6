"""Who is in prison for long, or cannot be found, waits two years before being tracked apart."""

from datetime import date

import pytest

from thads.cases import actions as cases
from thads.cases import queries
from thads.cases.actions import ActTerms
from thads.cases.models import ActKind, Initiation, Standing
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.verification import actions
from thads.verification.actions import VerificationTerms
from thads.verification.models import Finding

DECIDED = date(2022, 6, 1)
AFTER_A_YEAR = date(2023, 6, 2)
AFTER_TWO_YEARS = date(2024, 6, 4)  # 1 June 2024 is a Saturday: the time ends on Monday
TODAY = date(2024, 9, 30)


@pytest.fixture
def head(make):
    return make.user(Role.UNIT_HEAD)


@pytest.fixture
def verify(db, head):
    def record(case, day, finding):
        terms = VerificationTerms(day=day, finding=finding)
        return actions.record(db, case, terms, by=head, today=TODAY)

    return record


@pytest.fixture
def set_apart(db, head):
    def decide(case, day, **terms):
        wanted = ActTerms(day=day, **terms)
        return cases.move_to_separate_tracking(db, case, wanted, by=head, today=TODAY)

    return decide


@pytest.fixture
def case(make):
    """Without means since 01/06/2022, by a decision for lack of property."""
    made = make.case(date(2022, 1, 5), (1_000_000, 2_000_000), initiation=Initiation.EX_OFFICIO)
    make.act(made, ActKind.NOT_YET_ENFORCEABLE, DECIDED, ground="a")
    return made


def standing(db, case):
    return queries.history_of(queries.get(db, case.id, scope=None)).now.standing


@pytest.mark.parametrize("finding", [Finding.IN_PRISON, Finding.UNKNOWN_ADDRESS])
def test_two_years_pass_when_the_latest_minutes_say_so(db, case, verify, set_apart, finding):
    verify(case, date(2022, 12, 1), Finding.NO_MEANS)
    verify(case, date(2023, 5, 31), finding)

    with pytest.raises(RuleBroken, match="Nghị định 62/2015 Điều 9 khoản 5") as early:
        set_apart(case, AFTER_A_YEAR)
    with pytest.raises(RuleBroken, match="03/06/2024"):
        set_apart(case, date(2024, 6, 3))
    set_apart(case, AFTER_TWO_YEARS)

    assert early.value.field == "day"
    assert finding.label.lower() in early.value.message
    assert standing(db, case) is Standing.SEPARATE_TRACKING


def test_one_year_passes_once_the_prisoner_is_out(db, case, verify, set_apart):
    verify(case, date(2022, 12, 1), Finding.IN_PRISON)
    verify(case, date(2023, 5, 31), Finding.NO_MEANS)

    set_apart(case, AFTER_A_YEAR)

    assert standing(db, case) is Standing.SEPARATE_TRACKING


def test_minutes_that_were_struck_out_say_nothing(db, case, verify, set_apart, head):
    verify(case, date(2022, 12, 1), Finding.NO_MEANS)
    verify(case, date(2023, 4, 3), Finding.NO_MEANS)
    wrong = verify(case, date(2023, 5, 31), Finding.IN_PRISON)
    terms = ActTerms(day=TODAY, corrects_id=wrong.act_id, note="Nhầm người")
    cases.correct(db, case, terms, by=head, today=TODAY)

    set_apart(case, AFTER_A_YEAR)

    assert standing(db, case) is Standing.SEPARATE_TRACKING


def test_minutes_of_later_days_do_not_speak_for_an_earlier_one(db, case, verify, set_apart):
    verify(case, date(2022, 12, 1), Finding.NO_MEANS)
    verify(case, date(2023, 4, 3), Finding.NO_MEANS)
    verify(case, date(2023, 9, 5), Finding.IN_PRISON)

    set_apart(case, AFTER_A_YEAR)

    assert standing(db, case) is Standing.SEPARATE_TRACKING


def test_the_wait_of_the_whole_case_runs_from_the_latest_decision_on_an_item(
    db, make, verify, set_apart
):
    case = make.case(date(2022, 1, 5), (1_000_000, 2_000_000), initiation=Initiation.EX_OFFICIO)
    for item, day in zip(make.items(case), (DECIDED, date(2023, 3, 1)), strict=True):
        make.act(case, ActKind.NOT_YET_ENFORCEABLE, day, ground="a", item=item)
    verify(case, date(2022, 12, 1), Finding.NO_MEANS)
    verify(case, date(2023, 5, 31), Finding.NO_MEANS)

    with pytest.raises(RuleBroken, match="01/03/2024"):
        set_apart(case, AFTER_A_YEAR)
    set_apart(case, AFTER_A_YEAR, item_id=make.items(case)[0].id)

    assert standing(db, case) is Standing.NOT_YET_ENFORCEABLE  # the other item still waits


def test_an_ended_case_is_not_tracked_apart(db, make, set_apart):
    case = make.case(date(2022, 1, 5), initiation=Initiation.EX_OFFICIO)
    make.act(case, ActKind.DISCONTINUANCE, date(2022, 6, 1), ground="a")

    with pytest.raises(RuleBroken, match="chỉ áp dụng khi"):
        set_apart(case, AFTER_A_YEAR)
