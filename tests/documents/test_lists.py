"""Lists of a unit as numbered papers, under both laws."""

from datetime import UTC, date, datetime

import pytest

from tests.documents.test_screens import documents, work
from tests.documents.world import DEBT, NEW, OLD, Office
from thads.cases import readmodel
from thads.cases.models import ActKind, SigningMode
from thads.core.errors import RuleBroken
from thads.delegations import actions as delegations
from thads.delegations.actions import GrantTerms
from thads.delegations.models import DelegationMode
from thads.documents import lists
from thads.documents.catalogue import Kind
from thads.documents.lists import ListTerms
from thads.identity.models import Role

NOW, TODAY = datetime(2026, 8, 1, tzinfo=UTC), date(2026, 8, 1)


@pytest.fixture(params=[OLD, NEW], ids=["L08", "L25"])
def office(request, make, db) -> Office:
    """The same office under the old law and under the new."""
    return Office(make, db, request.param)


def listed(office: Office, kind: Kind, day: date):
    terms = ListTerms(
        kind=kind, unit_id=office.unit.id, day=day, signer=office.head, mode=SigningMode.HEAD
    )
    readmodel.rebuild(office.db)
    return lists.make(office.db, terms, by=office.head, today=TODAY, now=NOW).content


def test_who_has_no_means_yet_is_listed_with_judgment_duty_and_reason(office):
    case, other = office.case(DEBT), office.case(DEBT, number=13)
    office.decide(case, ActKind.NOT_YET_ENFORCEABLE, office.day, 48, ground="a")
    content = listed(office, Kind.NOT_YET_LIST, office.day)
    headings, *rows = content["table"]
    assert headings[1] == "Người phải thi hành án, địa chỉ"
    ((number, people, judgment, decision, owed, why),) = rows
    assert (number, people) == ("1", "Ông Phải Thử; địa chỉ: số 7, thôn Đông, xã Mẫu")
    assert judgment.startswith(f"Bản án số 15/{office.day.year}/DS-ST")
    assert decision.startswith(case.title)
    assert owed == "250.000.000"
    assert why.startswith("Không có thu nhập")
    assert other.title not in str(rows)
    assert "THADS" not in content["articles"][0][0]
    assert content["number"] == f"1/DS-{office.symbol.removeprefix('QĐ-')}"
    law = "Điều 11 Nghị định số 62/2015" if office.day == OLD else "Điều 23 Nghị định số 152/2026"
    assert law in content["bases"][-1]


def test_what_ended_in_the_month_is_listed_for_the_procuracy(office):
    case = office.case(DEBT)
    office.make.money(case, 250_000_000, office.day)
    content = listed(office, Kind.ENDED_LIST, date(office.day.year, office.day.month, 28))
    _, row = content["table"]
    assert row[4:] == [f"{office.day:%d/%m/%Y}", "Thi hành xong", "250.000.000"]
    assert f"Trong tháng {office.day.month} năm {office.day.year}" in content["articles"][0][0]


def test_an_empty_list_and_a_day_to_come_are_refused(office):
    with pytest.raises(RuleBroken, match="không có việc nào"):
        listed(office, Kind.ENDED_LIST, office.day)
    with pytest.raises(RuleBroken, match="không được sau hôm nay"):
        listed(office, Kind.ENDED_LIST, date(2027, 1, 1))


def test_a_deputy_signs_a_list_only_when_given_it(db, make, sign_in):
    office = Office(make, db, OLD)
    office.decide(office.case(DEBT), ActKind.NOT_YET_ENFORCEABLE, OLD, 48, ground="a")
    readmodel.rebuild(db)
    deputy = make.user(Role.DEPUTY_HEAD, unit=office.unit)
    browser = sign_in(office.head)
    asked = {
        "kind": "danh-sach-chua-co-dieu-kien", "unit": str(office.unit.id), "day": "05/03/2024",
        "signer": str(deputy.id), "signing_mode": "kt",
    }  # fmt: skip
    assert browser.post("/paper-lists/", data=asked).status_code == 422
    terms = GrantTerms(
        delegate_id=deputy.id, mode=DelegationMode.KT, number="3/QĐ-CCTHADS",
        issued_on=date(2024, 1, 2), valid_from=date(2024, 1, 2), valid_to=None,
        kinds=("unit_list",),
    )  # fmt: skip
    delegations.grant(db, terms, by=office.head, today=date(2024, 9, 30))
    db.commit()
    assert browser.post("/paper-lists/", data=asked).status_code == 303
    assert documents(db)[0].content["signed_as"] == ["KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG"]


def test_a_list_is_asked_for_on_the_screen_and_stays_in_its_unit(db, make, sign_in):
    office = Office(make, db, OLD)
    case = office.case(DEBT)
    office.decide(case, ActKind.NOT_YET_ENFORCEABLE, OLD, 48, ground="a")
    readmodel.rebuild(db)
    browser = sign_in(office.head)
    asked = {
        "kind": "danh-sach-chua-co-dieu-kien", "unit": str(office.unit.id), "day": "05/03/2024",
        "signer": str(office.head.id), "signing_mode": "head",
    }  # fmt: skip
    other = make.user(Role.UNIT_HEAD, unit=make.unit())
    assert browser.post("/paper-lists/", data={**asked, "signer": str(other.id)}).status_code == 422
    assert browser.post("/paper-lists/", data=asked).status_code == 303
    work(db)
    (document,) = documents(db)
    assert browser.get(f"/papers/{document.id}/file").data.startswith(b"%PDF-")
    assert browser.get(f"/papers/{document.id}/draft").data.startswith(b"PK")
    assert "1/DS-CCTHADS" in browser.get("/paper-lists/").text
    elsewhere = sign_in(other)
    assert "1/DS-CCTHADS" not in elsewhere.get("/paper-lists/").text
    assert elsewhere.get(f"/papers/{document.id}/file").status_code == 404
