"""An asset through the web client: listed, auctioned, paid into the books, handed over."""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from jinja2.utils import Namespace
from openpyxl import load_workbook
from sqlalchemy import func, select

from tests.assets.conftest import TODAY, K
from thads.assets import queries
from thads.assets.course import Stage
from thads.assets.models import AssetKind, DebtorAsset
from thads.cases import queries as cases
from thads.core.ids import new_id
from thads.identity.models import Role
from thads.ledger import actions as ledger
from thads.ledger.models import Collection, LedgerEntry, Means
from thads.ledger.terms import ReversalTerms
from thads.reports import actions as reports
from thads.reports.summary import assets as summary
from thads.rules.deadlines import Duty
from thads.worklists import readmodel
from thads.worklists.models import OpenDuty
from workers.pdf.renderer import environment

OLD = date(2024, 3, 1)
NOW = datetime(2024, 7, 1, tzinfo=UTC)


@pytest.fixture
def sold(lot):
    """Sold at auction in July 2024 for 930 m."""
    land = lot()
    land.priced(900_000_000, OLD)
    land.step(K.AUCTION_CONTRACTED, date(2024, 3, 8), body="Trung tâm")
    land.step(K.ANNOUNCED, date(2024, 6, 10), until=date(2024, 7, 1))
    land.step(K.SOLD, date(2024, 7, 1), body="Ông Mua", amount=930_000_000)
    return land


def duties_of(db, lot):
    stmt = select(OpenDuty.duty).where(OpenDuty.subject_id == lot.id)
    return set(db.scalars(stmt))


def test_an_asset_is_led_from_its_list_to_its_new_owner(db, make, officer, sign_in):
    db.expire_on_commit = False
    case = make.case(date(2023, 10, 5), [900_000_000], officer=officer)
    db.commit()
    browser = sign_in(officer)
    page = browser.get(f"/cases/{case.id}/debtor-assets").text
    assert "; 1</textarea>" in page
    debtor = cases.get(db, case.id, scope=None).debtors[0].name
    db.rollback()
    sent = {"kind": "real_estate", "description": "Thửa đất số 12", "listed_on": "01/03/2024",
            "owners": f"{debtor}; 1/2\nBà Chung; 1/3", "place": "Thôn Mẫu"}  # fmt: skip
    wrong = browser.post(f"/cases/{case.id}/debtor-assets", data=sent)
    assert wrong.status_code == 422
    assert "cộng lại là 5/6, không phải 1" in wrong.text
    unread = browser.post(f"/cases/{case.id}/debtor-assets", data=sent | {"owners": "Bà Chung"})
    assert "Dòng 1: ghi “Họ tên; phần”" in unread.text
    made = browser.post(f"/cases/{case.id}/debtor-assets", data=sent | {"owners": f"{debtor}; 1"})
    assert made.status_code == 303, made.text
    lead_to_a_cut(browser, made.location)
    told = summary.handled(db, date(2023, 10, 1), date(2024, 6, 30))
    assert {name: told["total"][name] for name in ("priced", "failed", "cuts", "stuck")} == {
        "priced": 1, "failed": 1, "cuts": 1, "stuck": 1,
    }  # fmt: skip
    assert told["stuck"] == [[
        make.district().name, officer.full_name, case.title, AssetKind.REAL_ESTATE.label, 1,
        1_000_000_000, "2024-05-20", 900_000_000, "Không có người đăng ký tham gia",
    ]]  # fmt: skip
    before = summary.handled(db, date(2023, 10, 1), date(2024, 4, 30))
    assert (before["total"]["on_sale"], before["stuck"]) == (1, [])
    assert stuck_in_the_workbook(db, officer, browser) == [told["stuck"][0][2]]
    db.rollback()
    sell(browser, made.location)
    the_books_and_the_summary_tell_of_it(db)
    stranger = sign_in(Role.UNIT_HEAD, unit=make.unit("XA"))
    assert stranger.get(made.location).status_code == 404
    assert made.location.rpartition("/")[2] not in stranger.get("/debtor-assets/").text


def lead_to_a_cut(browser, here):
    """Attached, priced, auctioned in vain, cut; the law is named where a cut is too deep."""
    for kind, said in (
        ("attached", {"day": "01/03/2024", "number": "01/BBKB"}),
        ("valuation_contracted", {"day": "05/03/2024", "body": "Công ty Mẫu"}),
        ("priced", {"day": "01/04/2024", "way": "firm", "amount": "1 tỷ"}),
        ("auction_contracted", {"day": "08/04/2024", "body": "Trung tâm Mẫu"}),
        ("announced", {"day": "20/04/2024", "until": "20/05/2024"}),
        ("failed", {"day": "20/05/2024", "failure": "no_one"}),
    ):
        answer = browser.post(f"{here}/steps/{kind}", data=said)
        assert answer.status_code == 303, answer.text
    assert "Từ 900.000.000 đ" in browser.get(f"{here}/steps/cut").text
    low = browser.post(f"{here}/steps/cut", data={"day": "06/06/2024", "number": "9",
                                                  "amount": "899.999.999"})  # fmt: skip
    assert low.status_code == 422
    assert "không quá 10% giá khởi điểm" in low.text
    assert "Luật THADS 2008 Điều 104 khoản 5" in low.text
    cut = {"day": "06/06/2024", "number": "9", "amount": "900tr"}
    assert browser.post(f"{here}/steps/cut", data=cut).status_code == 303
    page = browser.get(here).text
    assert "90,0%" in page or "100,0%" in page
    assert "Không có người đăng ký tham gia" in page
    assert "1/1 tài sản đang bán đã đấu giá không thành" in browser.get("/debtor-assets/").text
    assert browser.get(f"{here}/steps/sold").status_code == 303  # not in its turn
    assert browser.get(f"{here}/steps/paid").status_code == 404


def sell(browser, here):
    """Auctioned again at the lower price, paid into the books, handed over."""
    said = {"day": "08/07/2024", "body": "Ông Mua", "amount": "905tr"}
    for where, data in (
        ("steps/announced", {"day": "10/06/2024", "until": "08/07/2024"}),
        ("steps/sold", said),
        ("payment", {"day": "15/07/2024", "means": "auction"}),
        ("steps/handed_over", {"day": "01/08/2024", "number": "3/BB"}),
        ("steps/title_filed", {"day": "05/08/2024", "body": "Văn phòng đăng ký đất đai"}),
    ):
        answer = browser.post(f"{here}/{where}", data=data)
        assert answer.status_code == 303, answer.text


def stuck_in_the_workbook(db, officer, browser):
    """The cases on the sheet of lots that the provisional summary of June gives."""
    made = reports.compose(db, new_id(), period_end=date(2024, 6, 30), dated=date(2024, 7, 1),
                           by_id=officer.id, now=NOW)  # fmt: skip
    db.commit()
    answer = browser.get(f"/exports/reports/{made.id}")
    sheet = load_workbook(BytesIO(answer.data))["Tài sản chưa bán được"]
    return [row[2] for row in sheet.iter_rows(min_row=5, values_only=True)]


def the_books_and_the_summary_tell_of_it(db):
    of_auctions = Collection.voucher_id == LedgerEntry.voucher_id
    bought = select(func.sum(LedgerEntry.amount)).join(Collection, of_auctions)
    assert db.scalar(bought.where(Collection.means == Means.AUCTION)) == 905_000_000
    told = summary.handled(db, date(2023, 10, 1), date(2024, 9, 30))
    page = environment().get_template("pdf/monthly/assets.html")
    words = " ".join(page.render(report={"assets": told}, n=Namespace(table=0)).split())
    assert "kê biên 1 tài sản, ký 1 hợp đồng thẩm định giá, có giá 1" in words
    assert "Tổ chức 2 cuộc đấu giá: thành 1, không thành 1; giảm giá 1 lần" in words
    assert "Giá bán 905.000.000 đồng; đã nộp vào sổ thu 905.000.000 đồng; đã giao 1" in words
    assert "còn 0 tài sản đang bán" in words
    db.rollback()


def test_what_was_paid_stands_once_in_the_books(db, sold, officer, sign_in):
    """The step and the voucher are one: proceeds equal the ledger."""
    db.expire_on_commit = False
    browser = sign_in(officer)
    here = f"/debtor-assets/{sold.id}"
    assert duties_of(db, sold) == {Duty.BUYER_PAYMENT.value}
    db.rollback()
    over = browser.post(f"{here}/payment", data={"day": "05/07/2024", "amount": "930.000.001",
                                                 "means": "auction"})  # fmt: skip
    assert over.status_code == 422
    assert "Còn phải nộp 930.000.000 đ" in over.text
    direct = {"day": "05/07/2024", "means": "direct"}
    assert "khi người được thi hành án nhận" in browser.post(f"{here}/payment", data=direct).text
    sent = {"day": "05/07/2024", "amount": "100tr", "means": "auction",
            "submission_key": str(uuid4())}  # fmt: skip
    for _ in range(2):
        assert browser.post(f"{here}/payment", data=sent).status_code == 303
    rest = {"day": "20/07/2024", "means": "auction"}
    assert browser.post(f"{here}/payment", data=rest).status_code == 303
    db.rollback()
    course = sold.course
    assert (course.paid, course.due, course.stage) == (930_000_000, 0, Stage.PAID)
    vouchers = [one.voucher_id for one in course.steps if one.kind is K.PAID]
    total = select(func.sum(LedgerEntry.amount)).where(LedgerEntry.voucher_id.in_(vouchers))
    assert db.scalar(total) == course.paid
    means = select(Collection.means).where(Collection.voucher_id.in_(vouchers))
    assert set(db.scalars(means)) == {Means.AUCTION}
    assert len(vouchers) == 2
    assert duties_of(db, sold) == {Duty.HANDOVER.value}
    sold.step(K.HANDED_OVER, date(2024, 8, 1), number="3/BB")
    assert sold.course.stage is Stage.HANDED
    assert readmodel.verify(db) is None


def test_a_payment_taken_back_by_the_accountant_is_not_paid(db, make, sold, officer, sign_in):
    db.expire_on_commit = False
    here = f"/debtor-assets/{sold.id}"
    sign_in(officer).post(f"{here}/payment", data={"day": "05/07/2024", "means": "auction"})
    db.rollback()
    step = sold.course.step(K.PAID)
    accountant = make.user(Role.ACCOUNTANT)
    entry = db.scalar(select(LedgerEntry).where(LedgerEntry.voucher_id == step.voucher_id,
                                                LedgerEntry.kind.is_not(None)))  # fmt: skip
    loaded = cases.get(db, sold.case_id, scope=None)
    ledger.reverse(db, loaded, ReversalTerms(reverses_id=entry.id), by=accountant, today=TODAY)
    db.commit()
    assert (sold.course.stage, sold.course.paid) == (Stage.SOLD, 0)
    assert duties_of(db, sold) == {Duty.BUYER_PAYMENT.value}
    assert "Đã hủy khoản thu" in sign_in(accountant).get(here).text


def test_the_lists_agree_with_a_naive_reading_and_the_workbook(db, lot, officer, sign_in):
    db.expire_on_commit = False
    made = [lot() for _ in range(3)]
    for n, one in enumerate(made[1:], start=1):
        one.priced(100_000_000 * n, OLD)
        one.step(K.AUCTION_CONTRACTED, OLD, body="Trung tâm")
    made[2].failed(OLD, date(2024, 4, 1))
    wanted = queries.AssetFilter()
    page, tally = queries.page_of(db, date(2024, 9, 30), wanted, 1)
    naive = [queries.course_of(db, queries.get(db, key)) for key in db.scalars(
        select(DebtorAsset.id))]  # fmt: skip
    assert tally.count == len(naive) == len(page.rows)
    assert tally.stuck == sum(one.is_stuck for one in naive) == 1
    assert tally.on_sale == sum(one.stage.is_on_sale for one in naive) == 2
    assert tally.price == sum(one.price or 0 for one in naive) == 300_000_000
    _, before = queries.page_of(db, date(2024, 3, 31), wanted, 1)
    assert before.stuck == 0  # as it stood at the end of March
    db.rollback()
    browser = sign_in(officer)
    shown = browser.get("/debtor-assets/?stuck=1").text
    assert f"/debtor-assets/{made[2].id}" in shown
    assert "1/2 tài sản đang bán đã đấu giá không thành" in shown
    assert f"/debtor-assets/{made[1].id}" not in shown
    answer = browser.get("/exports/books/assets?stuck=1&purpose=work")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert sum("Thửa đất số 12, tờ bản đồ 5" in row for row in rows) == 1
