"""The bank book as an accountant works with it, with and without what belongs to others."""

import io
import re

import pytest
from sqlalchemy import func, select

from tests.bankbook.conftest import HEAD
from thads.bankbook.models import BankFile, BankMatch, BankRow
from thads.cases import queries as cases
from thads.identity.models import Role
from thads.ledger.models import Voucher

STATEMENT = HEAD + (
    "18/09/2024;FT1;400.000;;400.000;QD 4711;NGUYEN VAN NOP;\n"
    "19/09/2024;FT2;;1.000;399.000;phi ngan hang;;\n"
)


@pytest.fixture
def browser(db, account, sign_in, accountant):
    db.commit()
    return sign_in(accountant)


def upload(browser, account, content, *, name="sao-ke.csv"):
    data = {"account": str(account.id), "file": (io.BytesIO(content), name)}
    return browser.post("/bank/files", data=data, content_type="multipart/form-data")


def columns_of(page):
    """What a browser sends of the form of columns."""
    chosen = re.findall(r'<select[^>]*name="(column-\d+)">(.*?)</select>', page, re.DOTALL)
    fields = {
        name: re.search(r'value="(\w*)" selected', options)[1]
        for name, options in chosen
        if " selected" in options
    }
    heading = re.search(r'name="heading"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="heading"', page)
    return fields | {"heading": heading[1] or heading[2]}


def taken_in(browser, account):
    shown = browser.get(upload(browser, account, STATEMENT.encode()).location).text
    path = re.search(r'action="(/bank/files/[^"]+/statement)"', shown)[1]
    return browser.post(path, data=columns_of(shown) | {"step": "take"})


def test_a_statement_is_looked_at_before_it_is_taken_in(db, account, browser):
    answer = upload(browser, account, STATEMENT.encode())
    assert answer.status_code == 303
    shown = browser.get(answer.location).text
    assert "Nhập 2 dòng" in shown
    assert "399.000" in shown
    db.rollback()
    assert db.scalar(select(func.count(BankRow.id))) == 0

    took = taken_in(browser, account)

    assert took.status_code == 303, took.text
    db.rollback()
    assert db.scalar(select(func.count(BankRow.id))) == 2
    assert "Đã nhập 2 dòng sao kê" in browser.get(took.location).text
    again = upload(browser, account, STATEMENT.encode())
    assert again.status_code == 422
    assert "Tệp này đã được nhập" in again.text


def test_columns_that_no_bank_names_are_chosen_by_hand_and_remembered(db, account, browser):
    strange = b"x1;x2\n18/09/2024;5000\n"
    shown = browser.get(upload(browser, account, strange).location).text
    assert "Chưa nhận ra tên các cột" in shown
    path = re.search(r'action="(/bank/files/[^"]+/statement)"', shown)[1]

    lacking = browser.post(path, data={"heading": "1", "column-0": "day", "step": "take"})
    assert lacking.status_code == 422
    assert "Chưa chọn cột “Tiền vào (ghi có)”" in lacking.text
    assert re.search(r'value="day" selected', lacking.text)
    took = browser.post(
        path, data={"heading": "1", "column-0": "day", "column-1": "amount", "step": "take"}
    )
    assert took.status_code == 303, took.text

    following = browser.get(upload(browser, account, b"x2;x1\n7000;19/09/2024\n").location).text
    assert "Nhập 1 dòng" in following


BAD = {
    "garbage": (b"\x00\x01\x02" * 99, "bảng mã|không phải văn bản"),
    "no file": (b"", "trống"),
    "a future day": (STATEMENT.replace("18/09/2024", "18/09/2050").encode(), "ở sau hôm nay"),
    "zero": (STATEMENT.replace("400.000;;", "0;;").encode(), "số tiền bằng 0"),
}


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_with_a_reason_and_nothing_is_taken_in(
    db, account, browser, content, words
):
    answer = upload(browser, account, content)
    if answer.status_code == 303:
        answer = browser.get(answer.location)
        assert "Nhập 2 dòng" not in answer.text
    assert re.search(words, answer.text)
    db.rollback()
    assert db.scalar(select(func.count(BankRow.id))) == 0


def test_one_click_posts_a_row_and_one_reason_takes_it_back(db, account, case, browser):
    taken_in(browser, account)
    db.rollback()
    row = db.scalars(select(BankRow).where(BankRow.amount > 0)).one()
    listed = browser.get(f"/bank/accounts/{account.id}/rows?shown=open").text
    assert "số quyết định 4711 trong nội dung" in listed
    assert "4711/QĐ-CCTHADS" in listed

    posted = browser.post(f"/bank/rows/{row.id}/collection", data={"case": str(case.id)})

    assert posted.status_code == 303, posted.text
    page = browser.get(posted.location).text
    assert "BC1/2024" in page
    db.rollback()
    assert cases.history_of(cases.get(db, case.id, scope=None)).remaining == 600_000
    without = browser.post(f"/bank/rows/{row.id}/withdrawal", data={})
    assert without.status_code == 422
    assert "Nhập lý do gỡ" in without.text
    back = browser.post(f"/bank/rows/{row.id}/withdrawal", data={"reason": "Nhầm việc"})
    assert back.status_code == 303, back.text
    assert "dòng sao kê mở lại" in browser.get(back.location).text
    db.rollback()
    assert cases.history_of(cases.get(db, case.id, scope=None)).remaining == 1_000_000


def test_shares_are_changed_before_posting_and_too_much_comes_back_as_typed(
    db, account, case, browser
):
    taken_in(browser, account)
    db.rollback()
    row = db.scalars(select(BankRow).where(BankRow.amount > 0)).one()
    shown = browser.get(f"/bank/rows/{row.id}?case={case.id}").text
    assert 'value="400.000"' in shown

    path, sent = f"/bank/rows/{row.id}/collection", {"case": str(case.id)}
    refused = browser.post(path, data=sent | {"share_1": "400.001"})
    assert refused.status_code == 422
    assert 'id="share_1-error"' in refused.text
    assert 'value="400.001"' in refused.text
    posted = browser.post(path, data=sent | {"share_1": "100k"})

    assert posted.status_code == 303, posted.text
    db.rollback()
    assert cases.history_of(cases.get(db, case.id, scope=None)).remaining == 900_000


def test_a_case_is_looked_for_without_its_names_in_the_address(db, account, case, browser):
    taken_in(browser, account)
    row = db.scalars(select(BankRow).where(BankRow.amount > 0)).one()

    found = browser.post(f"/bank/rows/{row.id}/candidates", data={"typed": "4711"})

    assert found.status_code == 200
    assert f"/bank/rows/{row.id}?case={case.id}" in found.text
    nobody = browser.post(f"/bank/rows/{row.id}/candidates", data={"typed": "ai đó"})
    assert "Không có việc đang mở nào như vậy" in nobody.text


def test_books_of_another_unit_and_other_roles_see_nothing(
    db, make, account, case, browser, sign_in
):
    taken_in(browser, account)
    row = db.scalars(select(BankRow).where(BankRow.amount > 0)).one()
    file = db.scalars(select(BankFile)).one()
    paths = [f"/bank/rows/{row.id}", f"/bank/accounts/{account.id}/rows", f"/bank/files/{file.id}"]
    elsewhere = sign_in(Role.ACCOUNTANT, unit=make.unit("XA"))
    officer = sign_in(Role.OFFICER)

    for path in paths:
        assert elsewhere.get(path).status_code == 404
        assert officer.get(path).status_code == 404
    sent = elsewhere.post(f"/bank/rows/{row.id}/collection", data={"case": str(case.id)})
    assert sent.status_code == 404
    assert officer.get("/bank/").status_code == 404
    db.rollback()
    assert db.scalar(select(func.count(BankMatch.id))) == 0
    assert db.scalar(select(func.count(Voucher.id))) == 0


def test_the_first_page_says_what_waits_since_when(db, account, browser):
    taken_in(browser, account)

    page = browser.get("/bank/").text

    assert "400.000 đ, cũ nhất 18/09/2024" in page
    assert "Chênh lệch 399.000 đ do các dòng sao kê chưa khớp" in page
    refused = browser.post("/bank/accounts", data={"bank": "KB", "number": "0011 2233 4455"})
    assert refused.status_code == 422
    assert "Tài khoản 001122334455 đã có" in refused.text
