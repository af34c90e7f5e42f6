"""The board, the case's own answers, and what comes next, as people use them."""

from datetime import date

import pytest

from thads.accountability import queries
from thads.cases.models import ActKind
from thads.identity.models import Role

DAY = date(2024, 9, 30)


@pytest.fixture
def case(db, make):
    make.user(Role.UNIT_HEAD, full_name="Bà Trưởng Thử")
    found = make.case(date(2024, 9, 2), officer=make.user(full_name="Ông Giữ Thử"))
    make.act(found, ActKind.VALID_NOTICE, date(2024, 9, 2))
    make.act(found, ActKind.VERIFICATION, date(2024, 9, 2))
    db.commit()
    return found


def test_the_officer_says_what_comes_next_and_how_it_ended(db, sign_in, case):
    browser = sign_in(Role.OFFICER)
    page = browser.get(f"/cases/{case.id}").text
    assert "Năm rõ" in page
    assert page.count("Còn thiếu") == 3
    address = f"/cases/{case.id}/next-step"
    assert "Bà Trưởng Thử" in browser.get(address).text

    refused = browser.post(
        address, data={"act": "Mời làm việc", "due_on": "15/10/2024", "result": ""}
    )
    assert refused.status_code == 422
    assert "Nhập kết quả phải đạt" in refused.text
    assert "Mời làm việc" in refused.text

    [leader] = queries.leaders(db, case.unit_id)
    terms = {"act": "Mời làm việc", "due_on": "15/10/2024", "result": "Biên bản",
             "leader": leader.id}  # fmt: skip
    assert browser.post(address, data=terms).status_code == 303
    page = browser.get(f"/cases/{case.id}").text
    assert "15/10/2024" in page
    assert "Còn thiếu" not in page

    db.rollback()
    step = queries.running(db, case.id)
    db.rollback()
    gone = browser.post(
        f"{address}/{step.id}/end", data={"ending": "dropped", "ended_on": "30/09/2024"}
    )
    assert gone.status_code == 422
    assert "phải ghi lý do" in gone.text
    done = browser.post(
        f"{address}/{step.id}/end", data={"ending": "done", "ended_on": "30/09/2024"}
    )
    assert done.status_code == 303
    assert "Đã làm xong ngày 30/09/2024" in browser.get(address).text


def test_the_board_opens_the_list_behind_each_count(sign_in, case):
    browser = sign_in(Role.UNIT_HEAD)
    board = browser.get("/accountability/").text
    assert "1 / 1 việc đang thi hành còn thiếu" in board
    listed = browser.get("/accountability/cases?what=act").text
    assert "1 việc" in listed
    assert case.title in listed
    assert "Không có việc nào" in browser.get("/accountability/cases?what=owner").text
    assert browser.get("/accountability/cases?what=act&unit=x").status_code == 404


def test_who_only_reads_says_nothing(sign_in, case):
    reader = sign_in(Role.EXAMINER)
    assert reader.get(f"/cases/{case.id}/next-step").status_code == 404
    assert "/next-step" not in reader.get(f"/cases/{case.id}").text
