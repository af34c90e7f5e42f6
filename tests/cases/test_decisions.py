"""What each decision makes of a case, under the old law and the new."""

from datetime import date

import pytest

from tests.cases.conftest import TODAY
from thads.cases import actions, queries
from thads.cases.models import ActKind, Initiation, Standing
from thads.core.errors import RuleBroken

MARCH = date(2024, 3, 1)


@pytest.fixture
def now_of(db):
    def read(case):
        return queries.history_of(queries.get(db, case.id, scope=None)).now

    return read


EFFECTS = {
    "enforceable": (actions.decide_enforceable, {}, Standing.IN_PROGRESS),
    "without means": (
        actions.decide_not_yet_enforceable, {"ground": "a"}, Standing.NOT_YET_ENFORCEABLE,
    ),
    "postponed": (actions.postpone, {"ground": "đ"}, Standing.POSTPONED_OTHER),
    "suspended": (actions.suspend, {"ground": "1"}, Standing.SUSPENDED),
    "discontinued": (actions.discontinue, {"ground": "a"}, Standing.DISCONTINUED),
    "entrusted": (actions.entrust, {"receiver": "Chi cục THADS nơi khác"}, Standing.ENTRUSTED_OUT),
    "withdrawn": (actions.withdraw, {"ground": "c"}, Standing.WITHDRAWN),
    "annulled": (actions.annul, {"ground": "b"}, Standing.ANNULLED),
    "completed": (actions.complete, {}, Standing.COMPLETED),
}  # fmt: skip


@pytest.mark.parametrize(("action", "terms", "expected"), EFFECTS.values(), ids=EFFECTS)
def test_a_decision_about_the_whole_case_sets_its_standing(make, acts, now_of, action, terms,
                                                           expected):  # fmt: skip
    case = make.case(date(2024, 1, 5), [1_000_000, 0])
    acts(action, case, MARCH, **terms)
    assert now_of(case).standing is expected


def test_every_way_of_holding_a_case_up_can_be_resumed(make, acts, now_of):
    case = make.case(date(2024, 1, 5))
    for month, (action, ground) in enumerate(
        [
            (actions.postpone, "a"),
            (actions.suspend, "2"),
            (actions.decide_not_yet_enforceable, "a"),
        ],
        start=2,
    ):
        acts(action, case, date(2024, month, 1), ground=ground)
        with pytest.raises(RuleBroken, match="Chưa ghi gì"):
            acts(action, case, date(2024, month, 2), ground=ground)
        acts(actions.resume, case, date(2024, month, 9))
        assert now_of(case).standing is Standing.IN_PROGRESS


def test_the_court_forgives_what_is_owed_to_the_state(make, acts, now_of, db):
    case = make.case(date(2024, 1, 5), [(500_000, True), (1_000_000, False)])
    fee, debt = make.items(case)

    acts(actions.forgive, case, MARCH, item_id=fee.id, amount=200_000)
    with pytest.raises(RuleBroken, match="ngân sách"):
        acts(actions.forgive, case, MARCH, item_id=debt.id)

    history = queries.history_of(queries.get(db, case.id, scope=None))
    assert history.item(fee.id).now.forgiven == 200_000
    assert history.remaining == 1_300_000


def test_an_amendment_raises_one_item(db, make, acts):
    case = make.case(date(2024, 1, 5), [1_000_000])
    (item,) = make.items(case)
    acts(actions.increase, case, MARCH, item_id=item.id, amount=250_000)
    assert queries.history_of(queries.get(db, case.id, scope=None)).remaining == 1_250_000


def test_the_province_takes_a_case_up_with_a_number_of_its_own(make, acts, governor, now_of):
    case = make.case(date(2024, 1, 5))
    act = acts(actions.take_up, case, MARCH, by=governor, number=5)

    assert (act.unit_id, act.series) == (governor.unit_id, "QĐ-CTHADS")
    assert now_of(case).standing is Standing.TAKEN_UP


def test_grounds_are_those_of_the_decisions_day(make, acts):
    case = make.case(date(2026, 5, 4))
    today = date(2026, 7, 2)

    with pytest.raises(RuleBroken, match="không có căn cứ “l”"):
        acts(actions.postpone, case, date(2026, 6, 30), ground="l", today=today)
    acts(actions.postpone, case, date(2026, 7, 1), ground="l", today=today)
    with pytest.raises(RuleBroken, match="không có căn cứ “a”"):
        acts(actions.discontinue, case, today, ground="a", today=today)


def test_since_2026_a_request_goes_back_after_two_years_and_ex_officio_is_set_apart(
    make, acts, now_of
):
    asked = make.case(date(2024, 1, 5), initiation=Initiation.ON_REQUEST)
    own = make.case(date(2024, 1, 5), initiation=Initiation.EX_OFFICIO)
    today = date(2026, 9, 10)
    for case in (asked, own):
        make.act(case, ActKind.VERIFICATION, date(2024, 8, 1))
        make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 9, 5), ground="a")

    with pytest.raises(RuleBroken, match="chỉ sau ngày 07/09/2026"):  # 5/9/2026 is a Saturday
        acts(actions.return_request, asked, date(2026, 9, 7), today=today)
    for action, case in ((actions.return_request, own), (actions.move_to_separate_tracking, asked)):
        with pytest.raises(RuleBroken, match="không áp dụng cho việc"):
            acts(action, case, today, today=today)
    acts(actions.return_request, asked, today, today=today)
    acts(actions.move_to_separate_tracking, own, today, today=today)

    assert now_of(asked).standing is Standing.REQUEST_RETURNED
    assert now_of(own).standing is Standing.SEPARATE_TRACKING


def test_other_endings_are_those_of_the_decree(make, acts, now_of):
    case = make.case(date(2024, 1, 5), [0])
    acts(actions.end_otherwise, case, TODAY)  # the old law listed no grounds
    assert now_of(case).standing is Standing.ENDED_OTHER

    later, day = make.case(date(2026, 7, 6), [0]), date(2026, 8, 3)
    with pytest.raises(RuleBroken, match="phải có căn cứ"):
        acts(actions.end_otherwise, later, day, today=day)
    acts(actions.end_otherwise, later, day, ground="c", today=day)
