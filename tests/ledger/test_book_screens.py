"""The accountant sees the books by month, closes them, and brings stray money home."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests import receipts
from thads.cases.actions import ActTerms, transfer
from thads.identity.models import Role
from thads.ledger import queries
from thads.ledger.accounts import Account
from thads.ledger.actions import MovementTerms
from thads.ledger.models import BookClose

TODAY = date(2024, 9, 30)
DOCKETED = date(2024, 1, 5)


@pytest.fixture
def case(db, make):
    """Half a million came in in cash in February."""
    made, accountant = make.case(DOCKETED, [1_000_000]), make.user(Role.ACCOUNTANT)
    terms = MovementTerms(
        day=date(2024, 2, 5), item_id=make.items(made)[0].id, amount=500_000, place=Account.CASH
    )
    receipts.collect(db, made, terms, by=accountant, today=TODAY)
    db.commit()
    return made


def test_a_month_is_closed_once_and_the_page_says_so(db, case, sign_in):
    accountant = sign_in(Role.ACCOUNTANT)
    page = accountant.get("/ledger/books/").text
    assert "Khóa sổ tháng này" in page
    assert "500.000" in page

    asked = {"month_end": "2024-02-29", "unit": str(case.unit.id)}
    assert accountant.post("/ledger/books/closings", data=asked).status_code == 303
    again = accountant.post("/ledger/books/closings", data=asked)

    assert again.status_code == 422
    assert "Sổ đã khóa đến hết ngày 29/02/2024" in again.text
    assert db.scalar(select(func.count()).select_from(BookClose)) == 1
    shown = accountant.get("/ledger/books/").text
    assert "Đã khóa" in shown
    assert "Khóa sổ tháng này" not in shown


def test_cash_goes_to_the_bank_by_a_voucher_and_no_more_than_there_is(db, case, sign_in):
    accountant = sign_in(Role.ACCOUNTANT)
    asked = {"way": "to_bank", "day": "06/02/2024", "amount": "500.001", "who": "Thủ quỹ Thử"}
    refused = accountant.post("/ledger/books/bankings", data=asked)
    assert refused.status_code == 422
    assert "thiếu 1 đ vào ngày 06/02/2024" in refused.text

    moved = accountant.post("/ledger/books/bankings", data=asked | {"amount": "500.000"})

    assert moved.status_code == 303
    assert queries.balance(db, Account.TRUST, unit_id=case.unit.id) == 500_000
    assert queries.balance(db, Account.CASH, unit_id=case.unit.id) == 0


def test_money_of_a_moved_case_stands_on_a_list_until_it_follows(db, case, make, sign_in):
    new = make.unit("CC99")
    old = case.unit
    head = make.user(Role.PROVINCE_HEAD)
    transfer(db, case, ActTerms(day=date(2024, 3, 1), to_unit_id=new.id), by=head, today=TODAY)
    db.commit()
    accountant = sign_in(Role.ACCOUNTANT, unit=new)
    assert case.title in accountant.get("/ledger/books/strays").text
    refused = accountant.post(f"/ledger/books/strays/{case.id}")
    assert refused.status_code == 422  # the cash is not at the bank yet
    assert "Tiền gửi tài khoản tạm giữ" in refused.text

    keeper = sign_in(Role.ACCOUNTANT, unit=old)
    asked = {"way": "to_bank", "day": "06/02/2024", "amount": "500.000", "who": "Thủ quỹ Thử"}
    assert keeper.post("/ledger/books/bankings", data=asked).status_code == 303
    assert accountant.post(f"/ledger/books/strays/{case.id}").status_code == 303

    assert queries.balance(db, Account.TRUST, unit_id=new.id) == 500_000
    assert "đều nằm đúng sổ" in accountant.get("/ledger/books/strays").text


def test_nobody_looks_into_the_books_of_another_unit(db, case, make, sign_in):
    stranger = sign_in(Role.ACCOUNTANT, unit=make.unit("CC98"))
    db.commit()
    assert stranger.get(f"/ledger/books/?unit={case.unit.id}").status_code == 404
    asked = {"month_end": "2024-02-29", "unit": str(case.unit.id)}
    assert stranger.post("/ledger/books/closings", data=asked).status_code == 404
