"""A trip on screen: counts that open their lists, a sheet to take along, results in one go."""

import re
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.verification.conftest import PHO_LU, SON_HA
from thads.cases.models import ActKind, CaseAct
from thads.identity.models import Role
from thads.parties.models import Party
from thads.verification.models import Finding, Verification

AT = f"commune=old-{PHO_LU}"
RESULTS = f"/verifications/results?{AT}"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """30/09/2024."""
    for module in ("planning", "results", "recording"):
        monkeypatch.setattr(f"thads.verification.views.{module}.today", lambda: date(2024, 9, 30))


def sheet_of(*rows, key=None, **common):
    """The form as a browser sends it: (case, what was typed) for each row."""
    typed = {"form_key": key or str(uuid4()), "day": "25/09/2024", "place": "UBND xã", **common}
    for n, (case, given) in enumerate(rows):
        own = {"case_id": str(case.id), "revision": str(case.revision), **given}
        typed |= {f"rows-{n}-{name}": value for name, value in own.items()}
    return typed


def minutes(db):
    """Day, finding, place and report of all verifications, by case."""
    db.rollback()
    found = db.scalars(select(Verification).order_by(Verification.entered_at)).all()
    return {v.case_id: (v.day, v.finding, v.place, v.report) for v in found}


NONE = {"finding": Finding.NO_MEANS.value}


def test_every_count_opens_the_list_it_counts(sign_in, without_means):
    for day in (date(2024, 3, 1), date(2024, 4, 15), date(2024, 9, 2)):
        without_means(day)
    without_means(date(2024, 3, 1), SON_HA)
    head = sign_in(Role.UNIT_HEAD)

    page = head.get("/verifications/plan").text

    doors = re.findall(r'href="([^"]*/plan/cases[^"]*)">(\d+)</a>', page)
    assert len(doors) >= 12
    for address, n in doors:
        listed = head.get(address.replace("&amp;", "&")).text
        assert f"{n} / " in re.search(r'under-heading">([^<]*)', listed)[1]
        assert listed.count('<th scope="row" class="nowrap"><a') == int(n)


def test_the_late_number_is_the_one_of_the_overdue_list(sign_in, db, without_means):
    for n in range(5):
        without_means(date(2024, 2, 1 + n), *((PHO_LU, SON_HA) if n % 2 else (None,)))
    without_means(date(2024, 9, 2))
    head = sign_in(Role.UNIT_HEAD)

    assert "5 / 6 việc" in head.get("/verifications/plan/cases?due=overdue").text
    assert "5 / 6 việc" in head.get("/verifications/").text


def test_the_sheet_bears_no_more_than_the_trip_needs(sign_in, db, without_means):
    case = without_means(date(2024, 3, 1), PHO_LU, SON_HA)
    for party in db.scalars(select(Party).where(Party.case_id == case.id)):
        party.personal_id_number = "012345678901"
    officer = sign_in(Role.OFFICER)

    sheet = officer.get(f"/verifications/trip?{AT}").text

    assert f"Ông {PHO_LU}" in sheet
    assert "Thôn Một" in sheet
    assert f"Ông {SON_HA}" not in sheet
    assert "Bà Được" not in sheet
    assert "012345678901" not in sheet
    assert officer.get("/verifications/trip").status_code == 303


def test_one_sending_writes_each_row_and_refuses_the_wrong_one_alone(sign_in, db, without_means):
    first, wrong, blank, last = (without_means(date(2024, 3, day)) for day in (1, 2, 3, 4))
    officer = sign_in(Role.OFFICER)

    answer = officer.post(RESULTS, data=sheet_of(
        (first, NONE), (wrong, NONE | {"day": "01/10/2024", "report": "Đi vắng"}), (blank, {}),
        (last, {"finding": "in_prison", "day": "20/9/2024", "place": "Trại giam"})))  # fmt: skip

    assert answer.status_code == 422
    assert minutes(db) == {
        first.id: (date(2024, 9, 25), Finding.NO_MEANS, "UBND xã", None),
        last.id: (date(2024, 9, 20), Finding.IN_PRISON, "Trại giam", None),
    }
    assert "Đã ghi 2 kết quả" in answer.text
    assert "ở sau hôm nay" in answer.text
    assert 'value="Đi vắng"' in answer.text
    assert 'value="01/10/2024"' in answer.text
    assert answer.text.count('class="panel row-card"') == 2  # the wrong one and the blank one


def test_what_cannot_be_read_is_refused_in_its_row_only(sign_in, db, without_means):
    bad, empty, good = (without_means(date(2024, 3, day)) for day in (1, 2, 3))
    officer = sign_in(Role.OFFICER)

    answer = officer.post(RESULTS, data=sheet_of(
        (bad, NONE | {"day": "31/02"}), (empty, {"report": "Có gặp"}), (good, NONE)))  # fmt: skip

    assert answer.status_code == 422
    assert set(minutes(db)) == {good.id}
    assert "Nhập ngày theo dạng" in answer.text
    assert "Chọn kết quả xác minh." in answer.text


def test_the_same_form_again_writes_nothing_more(sign_in, db, without_means):
    case, other = without_means(date(2024, 3, 1)), without_means(date(2024, 3, 2))
    officer, key = sign_in(Role.OFFICER), str(uuid4())
    once = sheet_of((case, NONE), key=key)
    assert officer.post(RESULTS, data=once).status_code == 200

    again = officer.post(RESULTS, data=once)
    changed = officer.post(RESULTS, data=sheet_of(
        (case, {"finding": "has_means"}), (other, NONE), key=key))  # fmt: skip

    assert again.status_code == changed.status_code == 200
    assert "Đã ghi 1 kết quả" in again.text
    assert "điều vừa sửa không được ghi" in changed.text
    assert {v[1] for v in minutes(db).values()} == {Finding.NO_MEANS}
    assert db.scalar(select(func.count(CaseAct.id)).where(CaseAct.kind == "verification")) == 2


def test_a_file_changed_meanwhile_is_told_and_may_then_be_sent(sign_in, db, make, without_means):
    case = without_means(date(2024, 3, 1))
    seen = case.revision
    officer, head = sign_in(Role.OFFICER), sign_in(Role.UNIT_HEAD)
    assert head.post(f"/cases/{case.id}/notice", data={
        "day": "01/09/2024", "revision": str(seen)}).status_code == 303  # fmt: skip

    first = officer.post(RESULTS, data=sheet_of((case, NONE | {"revision": str(seen)})))
    now = re.search(r'name="rows-0-revision" value="(\d+)"', first.text)[1]
    second = officer.post(RESULTS, data=sheet_of((case, NONE | {"revision": now})))

    assert (first.status_code, second.status_code) == (422, 200)
    assert "đã được người khác cập nhật" in first.text
    assert set(minutes(db)) == {case.id}


def test_a_row_of_another_unit_makes_the_whole_absent(sign_in, db, make, without_means):
    own, other = without_means(date(2024, 3, 1)), without_means(date(2024, 3, 1), unit=make.unit())
    officer = sign_in(Role.OFFICER)
    assert officer.post(RESULTS, data=sheet_of((own, NONE), (other, {}))).status_code == 404
    assert officer.post(RESULTS, data=sheet_of() | {"rows-0-case_id": "x"}).status_code == 404
    assert minutes(db) == {}
    asked = officer.get(f"/verifications/plan/cases?unit={other.unit_id}").text
    assert f"/cases/{own.id}" in asked
    assert f"/cases/{other.id}" not in asked


def test_a_form_without_a_result_or_a_day_is_refused_whole(sign_in, db, without_means):
    case = without_means(date(2024, 3, 1))
    officer = sign_in(Role.OFFICER)
    nothing = officer.post(RESULTS, data=sheet_of((case, {})))
    no_day = officer.post(RESULTS, data=sheet_of((case, NONE), day=""))
    assert (nothing.status_code, no_day.status_code) == (422, 422)
    assert "Chưa có kết quả nào được nhập" in nothing.text
    assert f'<option selected value="{Finding.NO_MEANS.value}">' in no_day.text
    assert minutes(db) == {}


def test_who_may_not_verify_plans_but_enters_nothing(sign_in, without_means):
    without_means(date(2024, 3, 1))
    reader = sign_in(Role.EXAMINER)
    clerk = sign_in(Role.ACCOUNTANT)
    for person in (reader, clerk):
        assert person.get("/verifications/plan").status_code == 200
        assert "Nhập kết quả" not in person.get("/verifications/plan").text
        assert person.get(RESULTS).status_code == 404


def test_the_first_verification_leaves_the_plan_once_entered(sign_in, db, make, without_means):
    case = make.case(date(2024, 8, 1))
    make.act(case, ActKind.VALID_NOTICE, date(2024, 9, 2))
    officer = sign_in(Role.OFFICER)
    address = "/verifications/results?commune=none"
    assert case.title in officer.get(address).text

    answer = officer.post(address, data=sheet_of((case, NONE)))

    assert answer.status_code == 200
    assert case.title not in officer.get("/verifications/plan/cases").text


def test_a_case_whose_clock_is_too_old_opens_and_says_so(sign_in, db, make):
    case = make.case(date(2010, 1, 5))
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2010, 3, 1), ground="a")
    head = sign_in(Role.UNIT_HEAD)

    page = head.get(f"/cases/{case.id}")

    assert page.status_code == 200
    assert "chưa tính được hạn" in page.text
    assert "Chưa tính được" in head.get("/verifications/plan/cases?due=unknown").text
