"""A request is received, examined and followed by its decision in a browser without script."""

import io
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from thads.cases.models import ActKind, Case
from thads.identity.models import Role
from thads.requests.models import EnforcementRequest, RequestStep, StepKind

TYPED = {
    "channel": "written", "received_on": "16/09/2024", "requester": "Bà Được Thử",
    "creditor": "Bà Được Thử", "debtor": "Ông Phải Thử", "content": "Trả nợ gốc và lãi",
    "amount": "50tr", "enforceable_on": "01/08/2024", "stated_judgment": "15/2024/DS-ST",
}  # fmt: skip


@pytest.fixture
def received(make, db, sign_in, unit):
    """A judgment of the book and a request on it, typed by a clerk."""
    make.judgment(number="15/2024/DS-ST", number_folded="15/2024/ds-st",
                  judged_on=date(2024, 6, 25), received_on=date(2024, 7, 1))  # fmt: skip
    db.commit()
    answer = sign_in(Role.RECORDS_CLERK).post("/requests/", data={"unit": str(unit.id), **TYPED})
    assert answer.status_code == 303, answer.text
    db.rollback()
    return db.scalars(select(EnforcementRequest)).one()


def test_the_judgment_is_found_by_its_number_and_the_clock_shows(received, sign_in):
    page = sign_in(Role.UNIT_HEAD).get(f"/requests/{received.id}")
    assert received.judgment_id is not None
    assert "23/09/2024" in page.text  # 5 working days from 16/09
    assert "01/08/2029" in page.text  # the limitation
    assert "Từ chối" in page.text


def test_who_asks_gets_a_slip(received, sign_in):
    slip = sign_in(Role.RECORDS_CLERK).get(f"/requests/{received.id}/slip").text
    assert "Phiếu nhận yêu cầu thi hành án" in slip
    assert "Chưa vào sổ" in slip
    assert "15/2024/DS-ST" in slip


def test_a_clerk_enters_but_does_not_refuse(received, sign_in):
    clerk = sign_in(Role.RECORDS_CLERK)
    assert clerk.get(f"/requests/{received.id}/refusal").status_code == 404
    assert "Từ chối" not in clerk.get(f"/requests/{received.id}").text.split("Xử lý yêu cầu")[1]


def test_from_the_request_to_its_case_and_back(received, sign_in, db):
    head = sign_in(Role.UNIT_HEAD)
    entered = head.post(f"/requests/{received.id}/entry", data={"day": "17/09/2024", "number": "1"})
    assert entered.status_code == 303
    form = head.get(f"/requests/{received.id}/docketing").text
    assert 'value="Ông Phải Thử"' in form
    assert 'value="50.000.000"' in form
    typed = {
        "initiation": "on_request", "kind": "civil", "unit": str(received.unit_id),
        "docketed_on": "18/09/2024", "number": "41",
        "parties-0-role": "judgment_debtor", "parties-0-kind": "person",
        "parties-0-name": "Ông Phải Thử", "parties-1-role": "judgment_creditor",
        "parties-1-kind": "person", "parties-1-name": "Bà Được Thử",
        "items-0-kind": "debt", "items-0-amount": "50tr",
    }  # fmt: skip
    rehearsed = head.post(f"/requests/{received.id}/docketing", data={**typed, "step": "check"})
    assert "41/QĐ-CCTHADS" in rehearsed.text
    db.rollback()
    assert db.scalar(select(Case)) is None
    wrong = head.post(
        f"/requests/{received.id}/docketing",
        data={**typed, "initiation": "ex_officio", "step": "issue"},
    )
    assert wrong.status_code == 422
    issued = head.post(f"/requests/{received.id}/docketing", data={**typed, "step": "issue"})
    assert issued.status_code == 303
    page = head.get(issued.location).text
    assert f"/requests/{received.id}" in page
    assert issued.location in head.get(f"/requests/{received.id}").text
    db.rollback()
    steps = db.scalars(select(RequestStep.kind).order_by(RequestStep.sequence)).all()
    assert steps == [StepKind.ENTRY, StepKind.ACCEPTANCE]


def test_the_book_is_filtered_by_its_address_and_leaves_as_a_workbook(received, sign_in):
    head = sign_in(Role.PROVINCE_HEAD)
    assert "Bà Được Thử" not in head.get("/requests/?text=999/2024").text
    assert "Không có yêu cầu nào" in head.get("/requests/?standing=refused").text
    sheet = head.get("/exports/books/requests?purpose=work")
    rows = openpyxl.load_workbook(io.BytesIO(sheet.data)).active
    assert rows.cell(5, 7).value == "Bà Được Thử"
    assert rows.cell(5, 12).value == 50_000_000


def test_a_refused_form_keeps_what_was_typed(make, sign_in, unit, db):
    db.commit()
    clerk = sign_in(Role.RECORDS_CLERK)
    answer = clerk.post("/requests/", data={"unit": str(unit.id), **TYPED, "channel": "post"})
    assert answer.status_code == 422
    assert "dấu bưu chính" in answer.text
    assert 'value="Bà Được Thử"' in answer.text


def test_another_unit_does_not_see_it(received, sign_in, make):
    other = make.user(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert sign_in(other).get(f"/requests/{received.id}").status_code == 404


def test_a_refusal_is_read_once_more_before_it_stands(received, sign_in, db):
    head = sign_in(Role.UNIT_HEAD)
    typed = {"day": "17/09/2024", "ground": "b"}
    checked = head.post(f"/requests/{received.id}/refusal", data=typed)
    assert "Kiểm tra trước khi ghi" in checked.text
    assert "Đã từ chối" in checked.text
    db.rollback()
    assert db.scalar(select(RequestStep)) is None
    edited = head.post(f"/requests/{received.id}/refusal", data={**typed, "step": "edit"})
    assert 'value="17/09/2024"' in edited.text
    issued = head.post(f"/requests/{received.id}/refusal", data={**typed, "step": "issue"})
    assert issued.status_code == 303
    db.rollback()
    assert db.scalar(select(RequestStep.kind)) is StepKind.REFUSAL


def test_what_was_sent_back_is_asked_anew_from_the_page_of_its_case(make, sign_in, unit, db):
    case = make.case(date(2024, 1, 5), judgment_id=make.judgment().id)
    make.act(case, ActKind.REQUEST_RETURN, date(2024, 9, 2))
    db.commit()
    clerk = sign_in(Role.RECORDS_CLERK)
    assert f"/requests/new?case={case.id}" in clerk.get(f"/cases/{case.id}").text
    form = clerk.get(f"/requests/new?case={case.id}").text
    assert "Bà Được Thử" in form
    typed = {"unit": str(unit.id), **TYPED, "enforceable_on": ""}
    bare = clerk.post(f"/requests/?case={case.id}", data=typed)
    assert "tài liệu chứng minh" in bare.text
    given = clerk.post(f"/requests/?case={case.id}", data={**typed, "means": "Mới mua đất"})
    assert given.status_code == 303
    assert "Không áp dụng thời hiệu" in clerk.get(given.location).text
