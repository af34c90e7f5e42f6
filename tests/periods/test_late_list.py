"""The list of what was entered into closed months: by month, unit, person, when it was found."""

from datetime import UTC, date, datetime

import pytest

from tests.browsing import app, assembled, browser, sign_in
from thads.cases.models import ActKind
from thads.identity.models import Role
from thads.periods.models import LateEntry
from thads.statistics.latefacts import LateFilter, late_facts, months, months_found, people

__all__ = ["app", "assembled", "browser", "sign_in"]

FOUND = datetime(2024, 10, 31, 18, 0, tzinfo=UTC)  # already November in Vietnam


@pytest.fixture
def two(db, make, chief):
    """A late suspension of August found in November, and a late decision of July found in August,
    in another unit."""
    case, other = make.case(date(2024, 3, 1)), make.case(date(2024, 7, 5), unit=make.unit("XA"))
    db.add(LateEntry(case_id=case.id, sequence=1, day=date(2024, 8, 20), reason="sót sổ giấy",
                     entered_at=FOUND, entered_by_id=chief.id))  # fmt: skip
    db.add(LateEntry(case_id=other.id, sequence=0, day=date(2024, 7, 5), reason="chuyển chậm",
                     entered_at=datetime(2024, 8, 9, tzinfo=UTC)))  # fmt: skip
    db.flush()
    make.act(case, ActKind.SUSPENSION, date(2024, 8, 20), sequence=1)
    db.commit()
    return case, other


def test_each_fact_is_told_with_its_day_its_reason_and_who_entered_it(db, two, chief):
    found = late_facts(db, LateFilter())
    first, second = found.rows
    assert found.total == 2
    assert (first.title, first.what, first.reason, first.entered_by) == (
        two[0].title, ActKind.SUSPENSION.label, "sót sổ giấy", chief.full_name,
    )  # fmt: skip
    assert (second.day, second.what, second.entered_by) == (
        date(2024, 7, 5), "Ra quyết định thi hành án", None,
    )  # fmt: skip


def test_it_is_narrowed_by_month_unit_person_and_when_it_was_found(db, two, chief, unit):
    for wanted in (
        LateFilter(month=date(2024, 8, 31)), LateFilter(unit_id=unit.id),
        LateFilter(by_id=chief.id), LateFilter(found=date(2024, 11, 1)),
    ):  # fmt: skip
        assert [one.case_id for one in late_facts(db, wanted).rows] == [two[0].id], wanted
    assert late_facts(db, LateFilter(found=date(2024, 10, 1))).total == 0
    assert list(months(db)) == [date(2024, 8, 31), date(2024, 7, 31)]
    assert months_found(db)[0] == date(2024, 11, 30)
    assert people(db) == [(chief.id, chief.full_name)]


def test_a_unit_sees_its_own_and_takes_them_as_a_workbook(two, sign_in):
    head, province = sign_in(Role.UNIT_HEAD), sign_in(Role.PROVINCE_HEAD)

    own, whole = head.get("/late-facts/").text, province.get("/late-facts/").text
    july = province.get("/late-facts/?month=2024-07-31").text
    workbook = head.get("/exports/books/late-facts?purpose=report")

    assert "sót sổ giấy" in own
    assert "chuyển chậm" not in own
    assert "chuyển chậm" in whole
    assert "sót sổ giấy" not in july
    assert workbook.data[:2] == b"PK"
