"""The pages of targets, ranks and the sandbox: who sees what, and that nothing is changed."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import ENTERED
from tests.reports.world import small_province
from thads.cases.models import Case
from thads.identity.models import Role
from thads.targets.models import Target

END = date(2024, 9, 30)


@pytest.fixture
def figures_known(make):
    """One of three enforceable cases resolved; 3 of 11 million collected; target 83,69 / 46,93."""
    small_province(make)


def test_the_tree_shows_rates_with_their_numbers_and_gaps_in_points(sign_in, figures_known):
    page = sign_in(Role.PROVINCE_HEAD).get("/planning/").text
    assert "1 / 3" in page
    assert "33,33%" in page
    assert "▼ 50,36" in page  # 33,33 − 83,69
    assert "Chưa giao" in page
    assert page.count('class="chart') >= 4  # wide and narrow, for cases and money


def test_a_period_is_measured_against_its_part_of_the_target(sign_in, figures_known):
    page = sign_in(Role.PROVINCE_HEAD).get("/planning/?at=31/03/2024").text
    assert "đến hết ngày 31/03/2024" in page
    assert "41,85%" in page  # half of 83,69


def test_the_sandbox_says_what_is_missing_and_ticks_predict(sign_in, make, db, figures_known):
    largest = db.query(Case).filter(Case.docketed_on == date(2024, 3, 1)).one()
    head = sign_in(Role.PROVINCE_HEAD)
    page = head.get("/planning/sandbox").text
    assert "2 việc" in page  # ceil(83,69% of 3) − 1
    assert 'id="outcome"' not in page
    assert page.count('name="case"') == 2  # what waits for conditions is not offered
    page = head.get(f"/planning/sandbox?case={largest.id}").text
    assert "66,67% (2 / 3)" in page
    assert "61,54% (8.000.000 / 13.000.000)" in page
    assert "▲ 33,34 điểm %" in page
    db.rollback()
    assert "33,33%" in head.get("/planning/").text


def test_ranks_share_and_show_their_base(sign_in, make, db, figures_known):
    other = make.unit("XA")
    make.money(make.case(unit=other), 1_000_000, date(2024, 1, 5))
    page = sign_in(Role.PROVINCE_HEAD).get("/planning/ranks").text
    assert "1/2" in page
    assert "2/2" in page
    assert page.index("100,00%") < page.index("33,33%")


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.OFFICER])
def test_a_unit_sees_itself_alone(role, sign_in, make, db, figures_known):
    other = make.unit("XA", name="Chi cục THADS huyện Xa")
    theirs = make.case(unit=other)
    client = sign_in(role)
    for path in ("/planning/", "/planning/ranks", "/planning/sandbox"):
        page = client.get(path).text
        assert "Chi cục THADS huyện Thử" in page
        assert "huyện Xa" not in page
    assert client.get(f"/planning/sandbox?unit={other.id}").status_code == 404
    assert 'id="outcome"' not in client.get(f"/planning/sandbox?case={theirs.id}").text
    assert "2/2" in client.get("/planning/ranks").text


def test_what_no_case_is_looks_absent(sign_in, figures_known):
    assert sign_in(Role.PROVINCE_HEAD).get("/planning/sandbox?case=x").status_code == 404


def test_an_officer_is_measured_against_an_own_target(sign_in, make, db, figures_known):
    who = make.user(Role.OFFICER)
    db.add(Target(year=2024, unit_id=who.unit_id, officer_id=who.id, entered_at=ENTERED,
                  cases_percent=Decimal(100), money_percent=Decimal("46.93")))  # fmt: skip
    make.case(officer=who)
    page = (
        sign_in(Role.PROVINCE_HEAD)
        .get(f"/planning/sandbox?unit={who.unit_id}&officer={who.id}")
        .text
    )
    assert "100,00%" in page
    assert "1 việc" in page
