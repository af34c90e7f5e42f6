"""What the law and the facts refuse stays out of the file, and the message says why."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.cases.conftest import TODAY
from thads.audit.models import AuditEntry
from thads.cases import actions, queries
from thads.cases.models import ActKind, CaseAct, Standing
from thads.core.errors import Conflict, RuleBroken
from thads.identity.models import Role

MARCH = date(2024, 3, 1)


def standing(db, case, day=TODAY):
    return queries.history_of(queries.get(db, case.id, scope=None)).standing_on(day)


def test_a_postponed_case_stands_postponed_from_its_day(db, make, acts):
    case = make.case(date(2024, 1, 5))

    acts(actions.postpone, case, MARCH, ground="C", until=date(2024, 12, 1), number=7)

    assert standing(db, case, date(2024, 2, 29)) is Standing.IN_PROGRESS
    assert standing(db, case) is Standing.POSTPONED_BY_AGREEMENT


def test_every_act_leaves_its_entry_in_the_record(db, make, acts, chief):
    case = make.case(date(2024, 1, 5))
    act = acts(actions.suspend, case, MARCH, ground="2")

    entry = db.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert (entry.act, entry.subject_id, entry.username) == (
        "case.suspension", str(case.id), chief.username,
    )  # fmt: skip
    assert entry.details["act_id"] == str(act.id)
    assert entry.details["before"]["standing"] == "in_progress"
    assert entry.details["after"]["standing"] == "suspended"


REFUSED = {
    "future day": (actions.postpone, date(2024, 10, 1), {"ground": "a"}, "day", "ở sau hôm nay"),
    "day before the case": (actions.postpone, date(2024, 1, 4), {"ground": "a"}, "day", "ở trước"),
    "no ground": (actions.postpone, MARCH, {}, "ground", "phải có căn cứ"),
    "ground of the new law": (actions.postpone, MARCH, {"ground": "l"}, "ground", "không có căn"),
    "agreement without a term": (actions.postpone, MARCH, {"ground": "c"}, "until", "thời hạn"),
    "term in the past": (
        actions.postpone, MARCH, {"ground": "c", "until": MARCH}, "until", "phải sau",
    ),
    "protest beyond three months": (
        actions.postpone, MARCH, {"ground": "2", "until": date(2024, 6, 2)}, "until", "3 tháng",
    ),
    "amount of zero": (
        actions.discontinue, MARCH, {"ground": "c", "amount": 0}, "amount", "lớn hơn 0",
    ),
    "amount below zero": (
        actions.discontinue, MARCH, {"ground": "c", "amount": -5}, "amount", "lớn hơn 0",
    ),
    "more than remains": (
        actions.discontinue, MARCH, {"ground": "c", "amount": 1_000_001}, "amount", "còn lại",
    ),
    "amount where none is meant": (
        actions.suspend, MARCH, {"ground": "2", "amount": 5}, "amount", "không ghi số tiền",
    ),
    "nobody to entrust to": (actions.entrust, MARCH, {}, "receiver", "cơ quan nhận"),
    "nothing to resume": (actions.resume, MARCH, {}, None, "đang được thi hành"),
    "not of the state budget": (actions.forgive, MARCH, {}, "item", "ngân sách"),
    "increase without item": (actions.increase, MARCH, {"amount": 5}, "item", "chọn khoản"),
    "not yet without means": (actions.move_to_separate_tracking, MARCH, {}, "item", "chưa có điều"),
    "request goes back only since 2026": (actions.return_request, MARCH, {}, "day", "Chưa có quy"),
    "the district takes nothing up": (actions.take_up, MARCH, {}, None, "cấp tỉnh"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("action", "day", "terms", "field", "words"), REFUSED.values(), ids=REFUSED
)
def test_refused_with_a_reason_and_nothing_kept(db, make, acts, action, day, terms, field, words):
    case = make.case(date(2024, 1, 5))

    with pytest.raises(RuleBroken, match=words) as refused:
        acts(action, case, day, **terms)

    assert refused.value.field == field
    assert any(kept in refused.value.message for kept in ("Chưa ghi gì", "chưa thay đổi"))
    assert db.scalar(select(func.count()).select_from(CaseAct)) == 0


def test_an_ended_item_takes_no_act(db, make, acts):
    case = make.case(date(2024, 1, 5), [1_000_000, 2_000_000])
    first, second = make.items(case)
    acts(actions.complete, case, MARCH, item_id=first.id)

    with pytest.raises(RuleBroken, match="đã kết thúc") as refused:
        acts(actions.suspend, case, date(2024, 4, 1), item_id=first.id, ground="2")
    assert refused.value.field == "item"

    acts(actions.complete, case, date(2024, 4, 2), item_id=second.id)
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        acts(actions.postpone, case, date(2024, 4, 3), ground="a")
    assert standing(db, case) is Standing.COMPLETED


def test_a_part_of_an_item_may_be_discontinued(db, make, acts):
    case = make.case(date(2024, 1, 5), [1_000_000])

    acts(actions.discontinue, case, MARCH, ground="c", amount=400_000)

    history = queries.history_of(queries.get(db, case.id, scope=None))
    assert history.remaining == 600_000
    assert history.now.standing is Standing.IN_PROGRESS


def test_a_back_dated_act_is_taken_while_what_follows_still_holds(db, make, acts):
    case = make.case(date(2024, 1, 5), [1_000_000])
    acts(actions.postpone, case, date(2024, 5, 1), ground="a")

    acts(actions.discontinue, case, MARCH, ground="c", amount=400_000)

    assert standing(db, case, date(2024, 4, 30)) is Standing.IN_PROGRESS
    assert standing(db, case) is Standing.POSTPONED_OTHER


def test_a_back_dated_act_that_breaks_a_later_fact_is_refused(db, make, acts):
    case = make.case(date(2024, 1, 5), [1_000_000])
    make.money(case, 700_000, date(2024, 5, 1))

    with pytest.raises(RuleBroken, match="một diễn biến sau đó") as refused:
        acts(actions.discontinue, case, MARCH, ground="c", amount=400_000)
    assert refused.value.code == "case.breaks_later_fact"


def test_the_second_of_two_people_is_told(db, make, acts):
    case = make.case(date(2024, 1, 5))
    seen = case.revision
    acts(actions.suspend, case, MARCH, ground="2", revision=seen)

    with pytest.raises(Conflict, match="đã được người khác cập nhật"):
        acts(actions.complete, case, TODAY, revision=seen)
    assert case.revision == seen + 1
    acts(actions.resume, case, TODAY, revision=case.revision)


def test_a_form_sent_twice_has_one_effect(db, make, acts):
    case = make.case(date(2024, 1, 5))
    revision = case.revision

    first = acts(actions.suspend, case, MARCH, ground="2", submission_key="k", revision=revision)
    second = acts(actions.suspend, case, MARCH, ground="2", submission_key="k", revision=revision)

    assert second is first
    assert db.scalar(select(func.count()).select_from(CaseAct)) == 1
    assert db.scalar(select(func.count()).select_from(AuditEntry)) == 1


def test_another_unit_does_not_act_on_the_case(db, make, acts, governor):
    case = make.case(date(2024, 1, 5))
    stranger = make.user(Role.UNIT_HEAD, unit=make.unit())

    with pytest.raises(RuleBroken, match="đơn vị khác"):
        acts(actions.suspend, case, MARCH, ground="2", by=stranger)
    acts(actions.suspend, case, MARCH, ground="2", by=governor)


def test_a_case_is_assigned_to_an_active_officer_of_its_unit_only(db, make, acts, officer):
    case = make.case(date(2024, 1, 5))
    elsewhere = make.user(Role.OFFICER, unit=make.unit())
    clerk = make.user(Role.RECORDS_CLERK)

    for person in (elsewhere, clerk):
        with pytest.raises(RuleBroken, match="không phải Chấp hành viên") as refused:
            acts(actions.assign, case, MARCH, officer_id=person.id)
        assert refused.value.field == "officer"
    acts(actions.assign, case, MARCH, officer_id=officer.id)
    assert queries.history_of(queries.get(db, case.id, scope=None)).now.officer_id == officer.id


def test_a_transfer_moves_who_may_act_and_both_units_may_read(db, make, acts, unit):
    case = make.case(date(2024, 1, 5))
    other = make.unit()
    receiver = make.user(Role.UNIT_HEAD, unit=other)
    acts(actions.transfer, case, MARCH, to_unit_id=other.id)

    acts(actions.suspend, case, MARCH, ground="2", by=receiver)

    assert queries.get(db, case.id, scope=other.id) is queries.get(db, case.id, scope=unit.id)
    with pytest.raises(RuleBroken, match="đơn vị khác"):
        acts(actions.resume, case, MARCH)


def test_a_number_is_used_once_in_its_series_and_year(db, make, acts, unit):
    case = make.case(date(2024, 1, 5))
    acts(actions.suspend, case, MARCH, ground="2", number=12)

    with pytest.raises(
        RuleBroken, match=r"Số 12/QĐ-CCTHADS .* đã dùng cho Tạm đình chỉ"
    ) as refused:
        acts(actions.resume, case, TODAY, number=12)
    assert refused.value.field == "number"
    assert "tiếp theo là 13" in refused.value.message
    assert queries.suggest_number(db, unit, TODAY, of=CaseAct) == 13
    assert queries.suggest_number(db, unit, date(2024, 10, 1), of=CaseAct) == 1
    acts(actions.resume, case, date(2024, 10, 1), number=12, today=date(2024, 10, 1))


def test_without_means_for_a_year_and_twice_verified_goes_to_separate_tracking(db, make, acts):
    case = make.case(date(2022, 11, 1))
    make.act(case, ActKind.VERIFICATION, date(2023, 1, 5))
    acts(actions.decide_not_yet_enforceable, case, date(2023, 1, 10), ground="a")

    with pytest.raises(RuleBroken, match="chỉ sau ngày 10/01/2024"):
        acts(actions.move_to_separate_tracking, case, date(2024, 1, 10))
    with pytest.raises(RuleBroken, match="Mới xác minh 1 lần"):
        acts(actions.move_to_separate_tracking, case, date(2024, 1, 11))
    acts(actions.act, case, date(2023, 7, 10), kind=ActKind.VERIFICATION)
    acts(actions.move_to_separate_tracking, case, date(2024, 1, 11))

    assert standing(db, case) is Standing.SEPARATE_TRACKING


def test_a_correction_strikes_out_and_both_stay_readable(db, make, acts, chief):
    case = make.case(date(2024, 1, 5))
    wrong = acts(actions.suspend, case, MARCH, ground="2")

    acts(actions.correct, case, TODAY, corrects_id=wrong.id, note="Nhầm hồ sơ")

    assert standing(db, case) is Standing.IN_PROGRESS
    assert [act.kind for act in queries.get(db, case.id, scope=None).acts] == [
        ActKind.SUSPENSION, ActKind.CORRECTION,
    ]  # fmt: skip
    with pytest.raises(RuleBroken, match="đã được đính chính"):
        acts(actions.correct, case, TODAY, corrects_id=wrong.id, note="Lần nữa")


def test_a_correction_that_breaks_what_follows_is_refused(db, make, acts):
    case = make.case(date(2024, 1, 5), [1_000_000])
    (item,) = make.items(case)
    raised = acts(actions.increase, case, MARCH, item_id=item.id, amount=500_000)
    make.money(case, 1_500_000, date(2024, 4, 1), sequence=2)

    with pytest.raises(RuleBroken, match="Không gạch bỏ được") as refused:
        acts(actions.correct, case, TODAY, corrects_id=raised.id, note="Nhầm")
    assert refused.value.field == "corrects"
