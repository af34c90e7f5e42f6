"""The papers of an asset say what its steps say."""

from datetime import UTC, date, datetime

import pytest

from tests.assets.conftest import TODAY, K
from thads.assets import papers, payments
from thads.assets.models import AssetKind
from thads.assets.terms import PaymentTerms
from thads.cases import queries as cases
from thads.documents.catalogue import Kind
from thads.identity.models import Role
from thads.rules.asset_sale import PriceWay

pytestmark = pytest.mark.one_engine

NOW = datetime(2026, 12, 31, tzinfo=UTC)
OLD, NEW = date(2024, 3, 1), date(2026, 8, 3)


@pytest.fixture
def told(db, make, officer):
    """The text of a paper of an asset."""

    def made(lot, kind):
        course = lot.course
        case = cases.get(db, lot.case_id, scope=None)
        made = papers.make(db, case, course, kind, by=officer, now=NOW)
        db.commit()
        content = made.content
        return content, " ".join(str(part) for part in content.values())

    return made


@pytest.mark.parametrize(("day", "article"), [(OLD, "Điều 104"), (NEW, "Điều 83")])
def test_each_paper_of_reference_8_3_tells_its_step(db, make, lot, told, day, article):
    make.province()
    land = lot(day, judged=True, share=(1, 2), others=[("Bà Chung", 1, 2)])
    land.priced(1_000_000_000, day)
    land.step(K.CUSTODY, day, body="Ông Giữ", amount=500_000, note="Nguyên vẹn")
    assert set(papers.offered(land.course)) == {
        Kind.ATTACHMENT_MINUTES, Kind.CUSTODY_MINUTES, Kind.VALUATION_CONTRACT, Kind.PRICE_NOTICE,
    }  # fmt: skip
    assert "Số hợp đồng: 1/HĐ" in told(land, Kind.VALUATION_CONTRACT)[1]
    _, minutes = told(land, Kind.ATTACHMENT_MINUTES)
    assert "Thửa đất số 12" in minutes
    assert "Bà Chung: 1/2" in minutes
    assert "Ông Giữ" in told(land, Kind.CUSTODY_MINUTES)[1]
    notice, words = told(land, Kind.PRICE_NOTICE)
    assert "1.000.000.000 đồng (bằng chữ: Một tỷ đồng)" in words
    assert "05 ngày làm việc" in words
    assert notice["number"].startswith("1/TB-")
    land.step(K.PREEMPTION_DECLINED, day)
    land.step(K.AUCTION_CONTRACTED, day, body="Trung tâm", number="2/HĐ")
    _, contract = told(land, Kind.AUCTION_CONTRACT)
    assert "Giá khởi điểm: 1.000.000.000 đồng" in contract
    assert "Thời hạn đấu giá: 45 ngày" in contract
    for number, price in ((1, 900_000_000), (2, 810_000_000)):
        month = day.month + number
        if number > 1:
            land.step(K.PREEMPTION_DECLINED, date(day.year, month, 1))
        land.failed(date(day.year, month, 1), date(day.year, month, 20))
        land.step(K.CUT, date(day.year, month, 25), number=f"{number}/QĐ", amount=price)
        paper, words = told(land, Kind.PRICE_CUT)
        assert paper["number"] == f"{number}/QĐ"
        assert article in words
        assert ("có quyền nhận tài sản để trừ vào tiền" in words) is (number == 2)
    assert "810.000.000 đồng" in words
    assert "900.000.000 đồng" in words
    again = told(land, Kind.PRICE_CUT)[0]
    assert again == paper
    _, notice = told(land, Kind.SALE_NOTICE)  # of the second auction, at the price of that day
    assert "lần thứ 2. Giá khởi điểm: 900.000.000 đồng" in notice
    assert "Tổ chức đấu giá: Trung tâm" in notice


def test_the_registry_is_asked_for_the_new_owner(db, make, lot, told):
    """L08 Đ.106 k.3; what an officer finds himself stands in minutes (Đ.98 k.3)."""
    make.province()
    car = lot(OLD, judged=True, kind=AssetKind.REGISTERED_MOVABLE)
    car.step(K.ATTACHED, OLD)
    car.step(K.PRICED, OLD, way=PriceWay.OFFICER_SMALL, amount=1_500_000, note="Giá chợ")
    _, minutes = told(car, Kind.VALUATION_MINUTES)
    assert "Chấp hành viên xác định: giá trị nhỏ" in minutes
    assert "1.500.000 đồng" in minutes
    car.step(K.SOLD_DIRECTLY, OLD, body="Ông Mua", amount=1_600_000)
    asset, case = car.asset, cases.get(db, car.case_id, scope=None)
    payments.pay(db, case, asset, PaymentTerms(day=OLD), by=car.officer, today=TODAY)
    db.commit()
    car.step(K.HANDED_OVER, date(2024, 3, 4))
    assert Kind.TITLE_REQUEST not in papers.offered(car.course)
    car.step(K.TITLE_FILED, date(2024, 3, 6), body="Phòng Cảnh sát giao thông")
    paper, request = told(car, Kind.TITLE_REQUEST)
    assert paper["number"].startswith("1/CV-")
    assert "Kính gửi: Phòng Cảnh sát giao thông" in request
    assert "Người được đăng ký: Ông Mua" in request
    assert "ngày 04 tháng 3 năm 2024" in request


def test_an_officer_has_them_made_on_the_page(db, make, lot, officer, sign_in):
    db.expire_on_commit = False
    make.province()
    land = lot(OLD, judged=True)
    land.step(K.ATTACHED, OLD, number="01/BBKB")
    db.rollback()
    browser, here = sign_in(officer), f"/debtor-assets/{land.id}"
    assert "Biên bản kê biên (PDF)" in browser.get(here).text
    made = browser.post(f"{here}/papers/bien-ban-ke-bien")
    assert "/jobs/" in made.location, browser.get(here).text
    assert browser.post(f"{here}/papers/quyet-dinh-giam-gia").status_code == 404
    examiner = sign_in(Role.EXAMINER)
    assert examiner.post(f"{here}/papers/bien-ban-ke-bien").status_code == 404
