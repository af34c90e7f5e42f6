"""What waits on a case, on its page and for other lists."""

from datetime import date

import pytest

from thads.cases.models import ActKind
from thads.identity.models import Role
from thads.rules.deadlines import Duty
from thads.worklists import queries

TODAY = date(2024, 9, 30)


def test_the_next_duty_of_many_cases_is_the_one_due_first(db, make):
    both = make.case(date(2024, 9, 13))  # to be notified by 18/9
    make.money(both, 1000, date(2024, 9, 14))  # to be paid out by 24/9
    one = make.case(date(2024, 9, 20))
    nothing = make.case(date(2024, 9, 20))
    make.act(nothing, ActKind.COMPLETION, date(2024, 9, 21))
    db.commit()
    found = queries.next_of_cases(db, [both.id, one.id, nothing.id], TODAY)
    assert {case_id: task.duty for case_id, task in found.items()} == {
        both.id: Duty.NOTICE, one.id: Duty.NOTICE,
    }  # fmt: skip
    assert found[both.id].days_left(TODAY) == -12


@pytest.mark.parametrize(("role", "is_linked"), [(Role.OFFICER, True), (Role.EXAMINER, False)])
def test_the_page_of_a_case_says_what_is_to_be_done(make, sign_in, role, is_linked):
    case = make.case(date(2024, 9, 20))
    page = sign_in(role, unit=make.district()).get(f"/cases/{case.id}").text
    panel = page.partition('id="tasks"')[2].partition("</section>")[0]
    assert "Thông báo quyết định cho đương sự" in panel
    assert "Luật THADS 2008 Điều 39 khoản 2" in panel
    assert "25/09/2024" in panel
    assert "quá 5 ngày" in panel
    assert (f"/cases/{case.id}/notice" in panel) is is_linked
