"""New information on a debtor without means is verified within ten days (L25 Đ.38 k.2)."""

from datetime import date

import pytest

from thads.cases import queries as cases
from thads.cases.models import ActKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.verification import actions, queries
from thads.verification.actions import InformationTerms
from thads.verification.models import Finding, Verification

TODAY = date(2024, 9, 30)


@pytest.fixture
def without_means(db, make):
    case = make.case(date(2024, 1, 8), officer=make.user())
    act = make.act(case, ActKind.VERIFICATION, date(2024, 2, 1))
    db.add(Verification(case_id=case.id, act_id=act.id, day=act.day, finding=Finding.NO_MEANS))
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2024, 2, 5))
    db.commit()
    return cases.get(db, case.id, scope=None)


def told_on(day):
    return InformationTerms(received_on=day, source="Bà  Được Thử", content="Có xe ô tô mới mua")


def test_what_was_told_waits_until_a_verification_of_that_day_or_later(db, make, without_means):
    officer = make.user()
    told = actions.take_information(
        db, without_means, told_on(date(2024, 9, 19)), by=officer, today=TODAY
    )
    assert told.source == "Bà Được Thử"
    waiting = queries.unanswered(db, [without_means.id], TODAY)
    assert waiting == {without_means.id: [told]}
    assert queries.unanswered(db, [without_means.id], date(2024, 9, 18)) == {}

    act = make.act(without_means, ActKind.VERIFICATION, date(2024, 9, 19))
    db.add(Verification(case_id=without_means.id, act_id=act.id, day=act.day,
                        finding=Finding.HAS_MEANS))  # fmt: skip
    db.flush()
    assert queries.unanswered(db, [without_means.id], TODAY) == {}


def test_only_for_a_case_without_means_and_a_day_that_can_be(db, make, without_means):
    officer, running = make.user(), make.case()
    running = cases.get(db, running.id, scope=None)
    with pytest.raises(RuleBroken, match="chưa có điều kiện thi hành"):
        actions.take_information(db, running, told_on(TODAY), by=officer, today=TODAY)
    for day in (date(2024, 1, 7), date(2024, 10, 1)):
        with pytest.raises(RuleBroken, match="phải từ 08/01/2024 đến hôm nay"):
            actions.take_information(db, without_means, told_on(day), by=officer, today=TODAY)


def test_the_page_of_the_case_tells_by_when(sign_in, without_means):
    browser = sign_in(Role.OFFICER)
    address = f"/cases/{without_means.id}/information"
    assert "30/09/2024" in browser.get(address).text
    typed = {"received_on": "19/09/2024", "source": "Bà Được Thử", "content": ""}
    refused = browser.post(address, data=typed)
    assert refused.status_code == 422
    assert "Nhập nội dung thông tin" in refused.text

    done = browser.post(address, data=typed | {"content": "Có xe ô tô"})
    assert done.status_code == 303
    page = browser.get(f"/cases/{without_means.id}").text
    assert "Có xe ô tô" in page
    assert "30/09/2024</b>" in page  # ten days from 19/9 end on a Sunday
    assert browser.get(f"/cases/{without_means.id}").status_code == 200
