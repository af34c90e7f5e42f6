"""The accountant pays the budget, tells who is to come, saves what nobody takes."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from thads.cases.models import ItemKind, MovementKind
from thads.holdings import queries
from thads.identity.models import Role
from thads.ledger.accounts import Account, held
from thads.ledger.models import VoucherKind
from thads.ledger.posting import Line, VoucherTerms, post
from thads.ledger.queries import balance

DOCKETED = date(2024, 1, 5)
TODAY = date(2024, 9, 30)
FEE = {"kind": ItemKind.COURT_FEE, "amount": 10_000_000, "state_budget": True}
PAID = {"day": "30/09/2024", "bank": "Kho bạc Nhà nước huyện", "account_number": "7111"}


@pytest.fixture
def accountant(make):
    return make.user(Role.ACCOUNTANT)


@pytest.fixture
def case(db, make, accountant):
    """A case with 3 000 000 đồng for the state and 4 000 000 for the creditor since 2/9."""
    case = make.case(DOCKETED, [FEE, 5_000_000])
    day = date(2024, 9, 2)
    terms = VoucherTerms(kind=VoucherKind.CREDIT_ADVICE, day=day, counterpart="A", reason="Thu")
    lines = [
        Line(debit=Account.TRUST, credit=held(item), amount=amount, case=case, item=item,
             kind=MovementKind.COLLECTED)
        for item, amount in zip(make.items(case), (3_000_000, 4_000_000), strict=True)
    ]  # fmt: skip
    post(db, case.unit, terms, lines, by=accountant, today=TODAY)
    db.commit()
    return case


def test_all_of_the_list_is_paid_as_it_was_seen(db, make, case, accountant, sign_in):
    browser = sign_in(accountant)
    page = browser.get("/holdings/state").text
    assert "1 / 1 khoản quá hạn" in page
    assert 'name="seen" value="3000000"' in page.replace('name="seen" type="hidden"', 'name="seen"')
    changed = browser.post("/holdings/state", data={**PAID, "which": "all", "seen": "1"})
    assert changed.status_code == 422
    assert "vừa thay đổi" in changed.text
    answer = browser.post("/holdings/state", data={**PAID, "which": "all", "seen": "3000000"})
    assert answer.status_code == 303, answer.text
    listed = browser.get(answer.headers["Location"]).text
    assert "Bảng kê nộp ngân sách" in listed
    assert "3.000.000" in listed
    assert case.title in listed
    db.rollback()
    assert balance(db, Account.HELD_STATE) == 0


def test_nothing_ticked_pays_nothing(db, case, accountant, sign_in):
    answer = sign_in(accountant).post("/holdings/state", data={**PAID, "which": "ticked"})
    assert answer.status_code == 422
    assert "Chưa chọn khoản nào" in answer.text
    db.rollback()
    assert balance(db, Account.HELD_STATE) == 3_000_000


def test_told_and_not_come_goes_into_savings(db, make, case, accountant, sign_in):
    browser, item = sign_in(accountant), make.items(case)[1]
    db.commit()
    at = f"/cases/{case.id}/holdings/held_creditor"
    assert "4.000.000" in browser.get("/holdings/").text
    told = {"told_on": "05/09/2024", "how": "Thông báo 12/TB-THADS"}
    assert browser.post(f"{at}/notice?item={item.id}", data=told).status_code == 303
    page = browser.get(f"{at}?item={item.id}").text
    assert "Ghi gửi tiết kiệm" in page
    saved = browser.post(f"{at}/deposit?item={item.id}", data=PAID)
    assert saved.status_code == 303, saved.text
    db.rollback()
    (holding,) = queries.waiting_money(db, TODAY)
    assert holding.deposited == 4_000_000


def test_an_officer_reads_but_does_not_pay(case, sign_in):
    browser = sign_in(Role.OFFICER)
    assert "Ghi ủy nhiệm chi" not in browser.get("/holdings/state").text
    assert browser.post("/holdings/state", data=PAID).status_code == 404


def test_the_lists_and_their_workbooks_say_the_same(db, case, accountant, sign_in):
    browser = sign_in(accountant)
    paid = browser.post("/holdings/state", data={**PAID, "which": "all", "seen": "3000000"})
    order = paid.headers["Location"].rpartition("/")[2]
    for address, title, amount in (
        ("waiting", "Tiền đang giữ", 4_000_000), (f"remittances/{order}", "Bảng kê", 3_000_000),
    ):  # fmt: skip
        answer = browser.get(f"/exports/money/{address}")
        assert answer.status_code == 200
        cells = list(load_workbook(BytesIO(answer.data))[title].values)
        assert any(case.title in row and amount in row for row in cells)
        assert any("Cộng" in row and amount in row for row in cells)
    assert browser.get("/exports/money/state").status_code == 200
    assert browser.get("/exports/money/costs").status_code == 200
