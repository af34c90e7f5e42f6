"""Receipts and cash vouchers on paper: who paid, how much in figures and words, for what."""

import subprocess
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from thads.cases import queries as cases
from thads.cases.models import ItemKind
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob, JobState
from thads.identity.models import Role
from thads.ledger import actions as ledger
from thads.ledger import collections, posting
from thads.ledger.accounts import Account
from thads.ledger.actions import MovementTerms
from thads.ledger.collections import CollectionTerms
from thads.ledger.models import Means, Voucher, VoucherKind
from thads.vouchers import paper
from workers import pdf
from workers.run import run

pytestmark = pytest.mark.one_engine

TODAY = date(2024, 9, 30)


@pytest.fixture
def accountant(make):
    make.province()
    return make.user(Role.ACCOUNTANT, full_name="Kế Toán Thử")


@pytest.fixture
def case(make):
    items = [{"kind": ItemKind.COURT_FEE, "amount": 300_000}, {"amount": 2_000_000}]
    return make.case(date(2024, 1, 5), items, number=12)


@pytest.fixture
def collect(db, case, accountant):
    def one(amount, **given):
        terms = {
            "means": Means.CASH, "day": date(2024, 9, 20), "payer": "Hoàng Nộp Thay",
            "payer_address": "Thôn Thử, xã Thử", "on_behalf_of": "Bà Phải Thử",
            "reason": "Nộp tiền thi hành án",
        }  # fmt: skip
        wanted = CollectionTerms(amount=amount, **{**terms, **given})
        found = cases.get(db, case.id, scope=None)
        return collections.collect(db, found, wanted, by=accountant, today=TODAY)

    return one


def pages(content):
    """Size and words of each page."""
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    return [" ".join(page.split()) for page in told.stdout.decode().split("\f")[:-1]]


def size_of(content):
    told = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True)
    return next(one for one in told.stdout.decode().splitlines() if one.startswith("Page size"))


def test_a_receipt_says_who_paid_for_whom_how_much_and_for_which_items(db, collect):
    content = paper.compose(db, collect(2_500_000))

    (page,) = pages(pdf.voucher(content, "a5"))

    for words in (
        "CHI CỤC THI HÀNH ÁN DÂN SỰ HUYỆN THỬ", "BIÊN LAI THU TIỀN", "Số: 0000001/2024",
        "Ngày 20 tháng 9 năm 2024", "Họ tên người nộp tiền: Hoàng Nộp Thay",
        "Địa chỉ: Thôn Thử, xã Thử", "Nộp thay cho: Bà Phải Thử",
        "Khoản 1. Án phí", "Quyết định thi hành án số 12/QĐ-CCTHADS ngày 05/01/2024",
        "300.000", "2.000.000", "Tiền đã thu chưa phân bổ", "200.000", "Cộng 2.500.000",
        "Hai triệu năm trăm nghìn đồng", "Người thu tiền", "Kế Toán Thử",
    ):  # fmt: skip
        assert words in page, words
    assert "ĐÃ HỦY" not in page


def test_sheets_are_a5_across_or_a4_with_two_copies(db, collect):
    content = paper.compose(db, collect(100_000))
    small, large = pdf.voucher(content, "a5"), pdf.voucher(content, "a4")

    assert "595.276 x 419.528" in size_of(small)
    assert "(A4)" in size_of(large)
    (page,) = pages(large)
    assert page.count("BIÊN LAI THU TIỀN") == 2
    assert "Liên 2: Giao người nộp" in page
    assert pdf.voucher(content, "a5") == small  # the same content, the same bytes


def test_money_by_transfer_is_marked_so_instead_of_a_signature(db, collect):
    voucher = collect(100_000, means=Means.ACCOUNT_DEDUCTION, account_number="123", bank="NH Thử")

    (page,) = pages(pdf.voucher(paper.compose(db, voucher), "a5"))

    assert voucher.kind is VoucherKind.CREDIT_ADVICE
    for words in ("Số: BC1/2024", "Thu qua chuyển khoản", "Tài khoản: 123, NH Thử",
                  "Hình thức: Khấu trừ tiền trong tài khoản"):  # fmt: skip
        assert words in page, words


def test_a_cash_payment_and_a_cash_receipt_have_their_own_papers(db, case, collect, accountant):
    receipt = collect(300_000, paper=VoucherKind.CASH_RECEIPT)
    found = cases.get(db, case.id, scope=None)
    terms = MovementTerms(day=date(2024, 9, 25), item_id=found.items[0].id, amount=300_000,
                          place=Account.CASH)  # fmt: skip
    entry = ledger.pay_to_budget(db, found, terms, by=accountant, today=TODAY)

    (got,) = pages(pdf.voucher(paper.compose(db, receipt), "a5"))
    paid = paper.compose(db, db.get_one(Voucher, entry.voucher_id))
    (given,) = pages(pdf.voucher(paid, "a5"))

    assert "PHIẾU THU" in got
    assert "Số: PT1/2024" in got
    assert "Thủ quỹ" in got
    assert "PHIẾU CHI" in given
    assert "Người nhận tiền" in given
    assert "Cộng 300.000" in given


def test_a_receipt_taken_back_says_so_with_the_number_of_its_reversal(db, collect, accountant):
    voucher = collect(300_000)
    back = posting.undo(db, voucher, reason="Nhầm", submission_key=None, by=accountant, today=TODAY)

    (page,) = pages(pdf.voucher(paper.compose(db, voucher), "a5"))

    assert f"ĐÃ HỦY Hủy bằng chứng từ {back.title} ngày 30/09/2024" in page
    with pytest.raises(RuleBroken, match="không có mẫu in"):
        paper.compose(db, back)


def test_it_is_printed_by_the_worker_and_kept_as_it_was_printed(
    db, lao_cai, case, collect, accountant, sign_in
):
    voucher = collect(300_000)
    db.commit()
    browser, path = sign_in(accountant), f"/vouchers/{voucher.id}"
    page = browser.get(path).text
    assert "Biên lai thu tiền BL1/2024" in page
    assert browser.get(f"{path}/paper?size=a5").status_code == 404

    asked = browser.post(f"{path}/paper", data={"size": "a5"})
    assert run(lao_cai.slug, asked.location.rpartition("/")[2]) is True
    db.rollback()
    job = db.get_one(BackgroundJob, UUID(asked.location.rpartition("/")[2]))
    assert job.state is JobState.DONE
    assert f"{path}/paper?size=a5" in browser.get(asked.location).text

    made = browser.get(f"{path}/paper?size=a5")
    assert made.data.startswith(b"%PDF")
    again = browser.post(f"{path}/paper", data={"size": "a5"})
    assert again.location.endswith(f"{path}/paper?size=a5")
    voucher = db.get_one(Voucher, voucher.id)
    posting.undo(db, voucher, reason="Nhầm", submission_key=None, by=accountant, today=TODAY)
    db.commit()
    assert browser.get(f"{path}/paper?size=a5").status_code == 404  # another paper from now on
    assert "ĐÃ HỦY" in browser.get(path).text


def test_a_voucher_is_read_by_its_books_and_by_who_sees_its_case(db, make, case, collect, sign_in):
    voucher = collect(300_000)
    db.commit()
    path = f"/vouchers/{voucher.id}"

    assert sign_in(Role.OFFICER).get(path).status_code == 200
    assert sign_in(Role.PROVINCE_HEAD).get(path).status_code == 200
    elsewhere = make.unit("XA")
    for role in (Role.ACCOUNTANT, Role.OFFICER):
        assert sign_in(role, unit=elsewhere).get(path).status_code == 404
    assert db.scalar(select(BackgroundJob.id)) is None
