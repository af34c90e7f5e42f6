"""The board: each person sees the own part, and what cannot be undone asks for the password."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import select

from tenants import registry
from tests.clients import PASSWORD, Client
from tests.closing.world import END, FOURTH, close, of_unit, office, send
from thads.closing.models import PeriodSubmission, PeriodVersion
from thads.identity.models import Role
from thads.periods.models import PeriodClose

PERIOD = END.isoformat()
AT = {"period": PERIOD}


@pytest.fixture(autouse=True)
def _fourth_of_october(instance):
    registry.set_practice_day("lao-cai", FOURTH)
    with time_machine.travel(datetime(2024, 10, 4, 3, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def people(make):
    return office(make)


def seen(client: Client, path: str) -> str:
    """The digest of the figures that the page shows."""
    page = client.get(path, query_string=AT).text
    return page.split('name="seen" value="')[1].split('"')[0]


def test_an_officer_sees_the_own_figures_and_sends_them(db, people, sign_in):
    client = sign_in(people.officer)
    board = client.get("/closing/", query_string=AT).text
    assert "Xem số liệu và nộp báo cáo tháng 9/2024" in board
    assert "Chấp hành viên nộp 0/2" in board
    assert people.of_province.full_name not in board
    page = client.get("/closing/submissions/new", query_string=AT).text
    assert "1.000.000" in page
    digest = seen(client, "/closing/submissions/new")
    answer = client.post("/closing/submissions", query_string=AT, data={"seen": digest})
    assert answer.status_code == 303
    assert "Chấp hành viên nộp 1/2" in client.get(answer.location).text
    again = client.post("/closing/submissions", query_string=AT, data={"seen": digest})
    assert again.status_code == 422
    assert "đã nộp lúc 10:00 ngày 04/10/2024" in again.text
    assert len(db.scalars(select(PeriodSubmission)).all()) == 1


def test_a_head_closes_with_the_own_password_only(db, people, sign_in):
    send(db, people.officer)
    client = sign_in(people.chief)
    page = client.get("/closing/closings/new", query_string=AT).text
    assert people.other.full_name in page.split("Còn phải chờ")[1].split("</section>")[0]
    waiting = {"seen": seen(client, "/closing/closings/new"), "password": PASSWORD}
    answer = client.post("/closing/closings", query_string=AT, data=waiting)
    assert answer.status_code == 422
    assert f"Còn 1 Chấp hành viên phải nộp: {people.other.full_name}" in answer.text

    send(db, people.other)
    db.commit()
    wrong = client.post("/closing/closings", query_string=AT, data={**waiting, "password": "x"})
    assert wrong.status_code == 422
    assert db.scalars(select(PeriodClose)).all() == []
    done = client.post("/closing/closings", query_string=AT, data=waiting)
    assert done.status_code == 303
    assert db.scalars(select(PeriodClose)).one().unit_id == people.branch.id
    assert "Đã khóa sổ lúc" in client.get(done.location).text


def test_the_province_approves_a_unit_and_freezes(db, people, sign_in):
    for officer in (people.officer, people.other, people.of_province):
        send(db, officer)
    for unit, head in ((people.branch, people.chief), (people.province, people.governor)):
        close(db, unit, head)
    db.commit()
    client = sign_in(people.governor)
    for unit in (people.branch, people.province):
        sent = of_unit(db, unit).report.submission.id
        assert "Duyệt báo cáo tháng 9/2024" in client.get(f"/closing/submissions/{sent}").text
        assert client.post(f"/closing/submissions/{sent}/approval").status_code == 303
    data = {"seen": seen(client, "/closing/versions/new"), "password": PASSWORD}
    answer = client.post("/closing/versions", query_string=AT, data=data)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    version = db.scalars(select(PeriodVersion)).one()
    assert version.digest in page
    assert "Lập báo cáo tháng của bản 1" in page
    assert "bản 1" in client.get("/closing/", query_string=AT).text


def test_a_report_is_sent_back_with_a_reason_that_its_officer_reads(db, people, sign_in):
    sent = send(db, people.officer)
    db.commit()
    chief = sign_in(people.chief)
    empty = chief.post(f"/closing/submissions/{sent.id}/return", data={"reason": " "})
    assert empty.status_code == 422
    data = {"reason": "Thiếu khoản thu"}
    assert chief.post(f"/closing/submissions/{sent.id}/return", data=data).status_code == 303
    board = sign_in(people.officer).get("/closing/", query_string=AT).text
    assert "Thiếu khoản thu" in board
    assert "nộp báo cáo tháng 9/2024" in board


def test_who_must_still_send_is_listed_with_days_late_and_contact(db, people, sign_in):
    send(db, people.officer)
    db.commit()
    page = sign_in(people.governor).get("/closing/late", query_string=AT).text
    listed = page.split("<tbody>")[1].split("</tbody>")[0]
    assert people.officer.full_name not in listed
    for one in (people.other, people.of_province):
        assert one.full_name in listed
        assert one.username in listed
    assert listed.count("chậm 3 ngày") == 2  # due on 1/10
    assert listed.count("chậm 2 ngày") == 1  # the branch, due on 2/10
    assert "4 báo cáo còn phải gửi" in page
    own = sign_in(people.chief).get("/closing/late", query_string=AT).text
    assert people.of_province.full_name not in own


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_HEAD, Role.EXAMINER, Role.OVERSIGHT])
def test_only_the_head_of_the_province_freezes(people, sign_in, role):
    client = sign_in(role)
    assert client.get("/closing/versions/new", query_string=AT).status_code == 404
    assert client.post("/closing/versions", query_string=AT).status_code == 404


def test_another_unit_s_report_looks_absent(db, make, people, sign_in):
    sent = send(db, people.of_province)
    db.commit()
    for person in (people.chief, people.officer):
        client = sign_in(person)
        assert client.get(f"/closing/submissions/{sent.id}").status_code == 404
        assert client.post(f"/closing/submissions/{sent.id}/approval").status_code == 404
