"""What a person sees of the work to do: today, n of m, the list behind each number."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from thads.cases.models import ActKind
from thads.identity.models import Role
from thads.rules.deadlines import Duty
from thads.worklists import queries, readmodel
from thads.worklists.asked import Horizon, Wanted

TODAY = date(2024, 9, 30)


@pytest.fixture
def officer(make):
    return make.user(Role.OFFICER, full_name="Giàng Thử")


@pytest.fixture
def register(make, officer):
    """Two late, one due today, one soon, one without officer, one of another unit."""
    for day in (2, 9, 25):  # to be notified by 6/9, since 2/9 and 3/9 are rest days, 12/9, 30/9
        make.case(date(2024, 9, day), officer=officer)
    make.case(date(2024, 9, 27), officer=make.user(Role.OFFICER))
    make.case(date(2024, 9, 3))
    elsewhere = make.unit("XA")
    make.case(date(2024, 9, 4), unit=elsewhere, officer=make.user(Role.OFFICER, unit=elsewhere))


def test_an_officer_sees_the_work_of_his_own_cases(register, officer, sign_in):
    page = sign_in(officer).get("/worklists/").text
    assert 'Quá hạn</a></p>\n  <p class="card-figure down">2</p>' in page
    assert "trong 3 việc của tôi" in page
    assert page.count("Thông báo quyết định cho đương sự</a>") == 3
    assert page.index("quá 24 ngày") < page.index("quá 18 ngày") < page.index("ngày cuối")


@pytest.mark.parametrize(
    ("role", "found"),
    [(Role.UNIT_HEAD, 1),  # the case that nobody holds; notices are the officers'
     (Role.ENFORCEMENT_CLERK, 5), (Role.ACCOUNTANT, 0), (Role.EXAMINER, 0)],
)  # fmt: skip
def test_each_role_sees_what_falls_to_it(register, db, make, sign_in, role, found):
    person = make.user(role, unit=make.district())
    text = sign_in(person).get("/worklists/tasks?mine=1").text
    assert f"{found} việc phải làm, tính" in text


def test_counts_say_n_of_m_and_open_their_lists(register, sign_in, officer):
    client = sign_in(Role.UNIT_HEAD)
    board = client.get("/worklists/counts").text
    assert "3 / 5 việc phải làm đã quá hạn" in board
    row = board.partition("Giàng Thử</a>")[2].partition("</tr>")[0]
    assert re.findall(r">([\d,]+)%?<", row) == ["2", "3", "66,67", "1", "1"]
    assert f"/worklists/tasks?officer={officer.id}&amp;due=overdue" in row
    shown = client.get(f"/worklists/tasks?due=overdue&officer={officer.id}").text
    assert "2 / 3 việc phải làm" in shown
    assert "Tất cả 2 / 3 việc phải làm" in shown


def test_a_unit_sees_its_own_and_the_province_all(register, sign_in):
    assert "3 / 5 việc" in sign_in(Role.UNIT_HEAD).get("/worklists/tasks?due=overdue").text
    governor = sign_in(Role.PROVINCE_HEAD)
    assert "4 / 6 việc" in governor.get("/worklists/tasks?due=overdue").text
    assert "Chi cục THADS huyện XA" in governor.get("/worklists/counts").text


def test_the_same_list_goes_into_a_workbook(register, sign_in):
    answer = sign_in(Role.UNIT_HEAD).get("/exports/tasks?due=overdue&sort=-due")
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] and row[1] != "Phải làm"]
    assert [row[4].date() for row in rows] == [
        date(2024, 9, 12), date(2024, 9, 6), date(2024, 9, 6)
    ]  # fmt: skip
    assert [row[5] for row in rows] == [18, 24, 24]
    assert {row[6] for row in rows} == {"Luật THADS 2008 Điều 39 khoản 2"}


def test_a_list_is_sorted_and_paged_by_the_address(make, sign_in, officer):
    for day in range(2, 29):
        for _ in range(3):
            make.case(date(2024, 9, day), officer=officer)
    client = sign_in(officer)
    last = client.get("/worklists/tasks?sort=-due&page=2").text
    assert "51–81 trong 81 việc" in last
    assert last.rindex("quá 24 ngày") > last.rindex("quá 20 ngày")


def test_what_is_entered_leaves_the_list_at_once(db, make, sign_in, officer):
    case = make.case(date(2024, 9, 25), officer=officer)
    client = sign_in(officer)
    typed = {"day": "30/09/2024", "revision": str(case.revision), "step": "issue"}
    db.commit()
    assert client.post(f"/cases/{case.id}/notice", data=typed).status_code == 303
    [task] = queries.of_case(db, case.id, TODAY)
    assert task.duty is Duty.FIRST_VERIFICATION
    assert readmodel.verify(db) is None


def test_a_number_is_the_length_of_its_list(register, db, make):
    case = make.case(date(2007, 5, 2))  # older than the law kept here
    make.act(case, ActKind.VALID_NOTICE, date(2007, 5, 3))
    db.commit()
    total = queries.total(db, Wanted(), TODAY)
    assert (total.m, total.late, total.in_7, total.unknown) == (7, 4, 2, 1)
    for horizon, number in (
        (Horizon.OVERDUE, total.late), (Horizon.IN_7, total.in_7), (Horizon.IN_30, total.in_30),
        (Horizon.UNKNOWN, total.unknown), (None, total.m),
    ):  # fmt: skip
        assert queries.page(db, Wanted(horizon=horizon), TODAY).total == number


@pytest.mark.parametrize("path", ["/worklists/", "/worklists/tasks", "/worklists/counts"])
def test_a_long_list_asks_no_more_of_the_database_than_a_short_one(
    path, db, make, sign_in, officer, asked_of_database
):
    head = sign_in(Role.UNIT_HEAD)
    make.case(date(2024, 9, 25), officer=officer)
    make.judgment(received_on=date(2024, 9, 25))
    head.get(path)  # what a process asks once
    short = asked_of_database(lambda: head.get(path))
    for _ in range(40):
        make.case(date(2024, 9, 25), officer=make.user(Role.OFFICER))
    db.commit()
    assert asked_of_database(lambda: head.get(path)) == short
