"""Evidence waits for its council and its destruction; what is late is counted n of m."""

from datetime import date

import pytest

from thads.audit.models import AuditEntry
from thads.core.errors import RuleBroken
from thads.evidence import actions, queries
from thads.rules.deadlines import Duty

TODAY = date(2024, 9, 30)


@pytest.fixture
def opened(db, make, officer):
    def open_file(decided_on, *, today=TODAY, docketed_on=date(2023, 10, 5), **given):
        case = make.case(docketed_on, [0], **given)
        return actions.open_file(
            db, case, description="01 con dao", decided_on=decided_on, by=officer, today=today
        )

    return open_file


def test_the_council_is_due_a_month_after_the_decision(db, opened, officer):
    evidence = opened(date(2024, 7, 31))

    step = queries.step_on(evidence, TODAY)
    assert (step.duty, step.due) == (Duty.DESTRUCTION_COUNCIL, date(2024, 9, 4))  # 31/8 to 3/9 off
    assert db.get(AuditEntry, 1).act == "evidence.opened"

    actions.set_council(db, evidence, on=date(2024, 9, 10), by=officer, today=TODAY)
    assert queries.step_on(evidence, TODAY).due == date(2024, 9, 20)  # ten days: NĐ62 Đ.33 k.1
    assert queries.step_on(evidence, date(2024, 9, 9)).is_late_on(date(2024, 9, 9))

    actions.destroy(db, evidence, on=date(2024, 9, 20), by=officer, today=TODAY)
    assert queries.step_on(evidence, TODAY) is None


def test_the_new_law_gives_twenty_days_to_destroy(db, opened, officer):
    day = date(2026, 8, 3)
    evidence = opened(date(2026, 7, 6), today=day, docketed_on=date(2026, 7, 6))
    actions.set_council(db, evidence, on=day, by=officer, today=day)

    assert queries.step_on(evidence, day).due == date(2026, 8, 24)


def test_steps_come_in_their_order_and_once(db, opened, officer):
    evidence = opened(date(2024, 7, 31))
    with pytest.raises(RuleBroken, match="Chưa lập Hội đồng"):
        actions.destroy(db, evidence, on=TODAY, by=officer, today=TODAY)
    with pytest.raises(RuleBroken, match="phải từ 31/07/2024"):
        actions.set_council(db, evidence, on=date(2024, 7, 30), by=officer, today=TODAY)
    actions.set_council(db, evidence, on=date(2024, 8, 1), by=officer, today=TODAY)
    with pytest.raises(RuleBroken, match="Đã ghi Hội đồng"):
        actions.set_council(db, evidence, on=TODAY, by=officer, today=TODAY)


def test_late_is_counted_as_n_of_m_for_the_unit_that_holds_the_case(db, make, opened, officer):
    late = opened(date(2024, 7, 31))
    opened(date(2024, 9, 20))
    opened(date(2024, 1, 31), unit=make.unit())
    done = opened(date(2024, 1, 31))
    actions.set_council(db, done, on=date(2024, 2, 1), by=officer, today=TODAY)
    actions.destroy(db, done, on=date(2024, 2, 2), by=officer, today=TODAY)
    db.commit()

    found = queries.late(db, TODAY, officer.unit_id)

    assert ([row.evidence for row in found.late], found.n, found.m) == ([late], 1, 2)
    province = queries.late(db, TODAY)
    assert (province.n, province.m) == (2, 3)
    assert queries.late(db, date(2024, 2, 1)).m == 2
