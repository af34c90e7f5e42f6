"""The statement of late interest as a paper: its segments add up to the sum it names."""

from datetime import UTC, date, datetime

import pytest

from tests.documents.world import DEBT, NEW, OLD, Office
from thads.cases import queries as cases
from thads.core.errors import RuleBroken
from thads.documents import of_interest
from thads.documents.models import CaseDocument
from thads.identity.models import Role
from thads.interest import actions
from thads.interest.actions import ClauseTerms
from thads.interest.models import InterestStart

NOW = datetime(2026, 9, 30, tzinfo=UTC)


@pytest.fixture(params=[OLD, NEW], ids=["L08", "L25"])
def office(request, make, db) -> Office:
    """The same office under the old law and under the new."""
    return Office(make, db, request.param)


def bearing(office: Office, **given):
    """A debt of 250 m at 14.6 % from the day of its decision, 50 m paid ten days later."""
    case = office.case(DEBT)
    item = office.make.items(case)[0]
    terms = ClauseTerms(item_id=item.id, start=InterestStart.REQUEST, rate=146_000,
                        starts_on=case.docketed_on, **given)  # fmt: skip
    loaded = cases.get(office.db, case.id, scope=None)
    actions.set_clause(office.db, loaded, terms, by=office.head, today=date(2026, 9, 30))
    office.make.money(case, 50_000_000, case.docketed_on.replace(day=case.docketed_on.day + 10))
    return cases.get(office.db, case.id, scope=None)


def test_the_paper_shows_each_segment_and_names_the_sum(office):
    case = bearing(office)
    begun = case.docketed_on
    until = begun.replace(day=begun.day + 15)
    made = of_interest.make(office.db, case, until, by=office.head, today=until, now=NOW)
    content = made.content
    headings, first, second, total = content["table"]
    assert len(headings) == len(first) == len(total)
    assert (first[3], first[4], first[6]) == ("10", "250.000.000", "1.000.000,00")
    assert (second[3], second[4], second[6]) == ("5", "200.000.000", "400.000,00")
    assert total[6] == "1.400.000"
    text = " ".join(content["articles"][0])
    assert "1.400.000 đồng (bằng chữ: Một triệu bốn trăm nghìn đồng)" in text
    assert content["number"].startswith("1/BKL-")
    assert any("Điều 468 Bộ luật Dân sự" in base for base in content["bases"])


def test_without_a_clause_or_a_rate_there_is_no_paper(office):
    case = cases.get(office.db, office.case(DEBT).id, scope=None)
    with pytest.raises(RuleBroken, match="chưa ghi điều khoản lãi"):
        of_interest.make(office.db, case, case.docketed_on, by=office.head, today=case.docketed_on,
                         now=NOW)  # fmt: skip
    assert office.db.query(CaseDocument).count() == 0


def test_the_screen_asks_for_the_paper(make, db, sign_in):
    db.expire_on_commit = False
    office = Office(make, db, OLD)
    case = bearing(office)
    browser = sign_in(office.officer)
    page = browser.get(f"/cases/{case.id}/interest/").text
    assert "Lập bảng kê tính lãi" in page
    made = browser.post(f"/cases/{case.id}/interest/papers", data={"until": "30/09/2024"})
    assert made.status_code == 303, made.text
    assert "/jobs/" in made.location
    assert sign_in(Role.ACCOUNTANT).post(f"/cases/{case.id}/interest/papers").status_code == 404
