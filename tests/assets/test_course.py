"""An asset goes its way through valuation, auctions and cuts; the law of each day decides."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.assets.conftest import TODAY, K
from thads.assets import actions, clocks
from thads.assets.course import Stage
from thads.assets.models import AssetKind
from thads.assets.terms import AssetTerms, MortgageTerms, OwnerTerms
from thads.cases import queries as cases
from thads.core.errors import RuleBroken
from thads.rules import asset_sale
from thads.rules.asset_sale import PriceWay, RevaluationGround
from thads.rules.deadlines import Duty

OLD, NEW = date(2024, 3, 1), date(2026, 8, 3)


def duties(lot, *, state_only=False):
    return {duty for duty, _, _ in clocks.of_course(lot.course, state_only=state_only)}


def test_shares_are_one_whole_to_the_last_fraction(db, make, officer, lot):
    made = lot(share=(1, 3), others=[("Bà Chung", 1, 3), ("Ông Góp", 1, 3)])
    assert made.asset.debtors_share == Fraction(1, 3)
    assert [one.name for one in made.asset.co_owners] == ["Bà Chung", "Ông Góp"]
    for others in ([("Bà Chung", 1, 3)], [("Bà Chung", 2, 3), ("Ông Góp", 1, 1000)]):
        with pytest.raises(RuleBroken, match="không phải 1"):
            lot(share=(1, 3), others=others)
    case = cases.get(db, made.case_id, scope=None)
    stranger = OwnerTerms(name="Người Ngoài", numerator=1, denominator=1)
    terms = AssetTerms(kind=AssetKind.MOVABLE, description="Xe", listed_on=OLD, owners=[stranger])
    with pytest.raises(RuleBroken, match="phần của người phải thi hành án"):
        actions.list_asset(db, case, terms, by=officer, today=TODAY)


def test_from_attachment_to_title_under_the_old_law(db, lot):
    """L08 Đ.98–104; NĐ62 Đ.27."""
    land = lot()
    land.step(K.ATTACHED, OLD, number="01/BBKB")
    assert duties(land) == {Duty.VALUATION_CONTRACT}
    with pytest.raises(RuleBroken, match="Chưa ký hợp đồng thẩm định giá"):
        land.step(K.PRICED, OLD, way=PriceWay.FIRM, amount=1_000_000_000)
    land.step(K.VALUATION_CONTRACTED, date(2024, 3, 5), body="Công ty Mẫu")
    with pytest.raises(RuleBroken, match="trước khi ký hợp đồng"):
        land.step(K.PRICED, date(2024, 3, 6), way=PriceWay.AGREED, amount=1_000_000_000)
    land.step(K.PRICED, date(2024, 4, 1), way=PriceWay.FIRM, amount=1_000_000_000)
    assert duties(land) == {Duty.AUCTION_CONTRACT, Duty.AUCTIONEER_CHOICE}
    land.step(K.AUCTION_CONTRACTED, date(2024, 4, 8), body="Trung tâm đấu giá Mẫu")
    assert duties(land) == {Duty.REAL_ESTATE_AUCTION}
    land.step(K.ANNOUNCED, date(2024, 4, 20), until=date(2024, 5, 20))
    redeems = (Duty.REDEMPTION, date(2024, 4, 20), date(2024, 5, 17))  # a working day before
    assert redeems in clocks.of_course(land.course, state_only=False)
    with pytest.raises(RuleBroken, match="ấn định ngày 20/05/2024"):
        land.step(K.FAILED, date(2024, 5, 19), failure="no_one")
    with pytest.raises(RuleBroken, match=r"thấp hơn giá khởi điểm 1\.000\.000\.000"):
        land.step(K.SOLD, date(2024, 5, 20), body="Ông Mua", amount=999_999_999)
    land.step(K.FAILED, date(2024, 5, 20), failure="no_one")
    assert land.course.is_stuck
    assert duties(land) == {Duty.PRICE_CUT_REQUEST}
    assert duties(land, state_only=True) == {Duty.STATE_PRICE_CUT}
    land.step(K.CUT_ASKED, date(2024, 5, 24))
    assert duties(land) == {Duty.PRICE_CUT_AGREEMENT}  # ten days from then
    land.step(K.CUT, date(2024, 6, 5), number="12/QĐ", amount=900_000_000)
    land.step(K.ANNOUNCED, date(2024, 6, 10), until=date(2024, 7, 1))
    land.step(K.SOLD, date(2024, 7, 1), body="Ông Mua", amount=930_000_000)
    course = land.course
    assert (course.stage, course.due, course.is_stuck) == (Stage.SOLD, 930_000_000, False)
    assert duties(land) == {Duty.BUYER_PAYMENT}
    with pytest.raises(RuleBroken, match="không được gia hạn"):
        land.step(K.EXTENDED, date(2024, 7, 20), until=date(2024, 8, 10))
    with pytest.raises(RuleBroken, match="chưa thể ghi “Giao tài sản”"):
        land.step(K.HANDED_OVER, date(2024, 7, 20))
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text("UPDATE asset_step SET amount = 1"))


@pytest.mark.parametrize("day", [OLD, NEW])
def test_each_cut_leaves_nine_tenths_of_the_last_start(lot, day):
    """L08 Đ.104 k.5; L25 Đ.83 k.3: 10 % of the price before, rounded for the owner."""
    land = lot(day)
    land.priced(1_000_000_001, day)
    land.step(K.AUCTION_CONTRACTED, day, body="Trung tâm")
    land.failed(day, date(day.year, 9, 1))
    cut = date(day.year, 9, 2)
    for amount in (900_000_000, 1_000_000_001):
        with pytest.raises(RuleBroken, match="không quá 10% giá khởi điểm"):
            land.step(K.CUT, cut, number="1", amount=amount)
    land.step(K.CUT, cut, number="1", amount=900_000_001)
    land.failed(cut, date(day.year, 9, 20))
    with pytest.raises(RuleBroken, match=r"từ 810\.000\.001 đ đến dưới 900\.000\.001"):
        land.step(K.CUT, date(day.year, 9, 21), number="2", amount=810_000_000)


def test_after_any_cuts_the_price_is_at_least_nine_tenths_to_their_number(lot):
    """The law's cap compounds, whatever amounts people choose."""
    rng = Random("cuts")
    land = lot(OLD)
    first = rng.randint(10**8, 10**9)
    land.priced(first, OLD)
    land.step(K.AUCTION_CONTRACTED, OLD, body="Trung tâm")
    day = OLD.toordinal() + 10
    for n in range(1, 9):
        land.failed(date.fromordinal(day), date.fromordinal(day + 15))
        land.step(K.CREDITOR_DECLINED, date.fromordinal(day + 15))
        least = asset_sale.on(OLD).lowest_cut(land.course.price)
        price = rng.choice((least, rng.randint(least, land.course.price - 1)))
        land.step(K.CUT, date.fromordinal(day + 16), number=str(n), amount=price)
        course = land.course
        assert course.price >= first * Fraction(9, 10) ** n
        assert course.price < course.cuts[-1].before
        assert (len(course.cuts), course.failed_rounds, course.stage) == (n, n, Stage.CUT)
        day += 20


def test_the_creditor_takes_it_only_after_the_second_cut_at_the_last_price(lot):
    land = lot(OLD)
    land.priced(1_000_000_000, OLD)
    land.step(K.AUCTION_CONTRACTED, OLD, body="Trung tâm")
    land.failed(OLD, date(2024, 4, 1))
    for number, (price, day) in enumerate(
        ((900_000_000, date(2024, 4, 20)), (810_000_000, date(2024, 5, 20))), start=1
    ):
        with pytest.raises(RuleBroken, match="sau lần giảm giá thứ hai"):
            land.step(K.CREDITOR_TAKES, day, body="Ngân hàng Mẫu")
        land.step(K.CUT, day, number=str(number), amount=price)
        land.failed(day, date(day.year, day.month + 1, 10))
    with pytest.raises(RuleBroken, match="ghi họ không nhận rồi giảm"):
        land.step(K.CUT, date(2024, 6, 11), number="3", amount=750_000_000)
    taken = land.step(K.CREDITOR_TAKES, date(2024, 6, 11), body="Ngân hàng Mẫu")
    assert taken.amount == 810_000_000
    assert land.course.stage is Stage.SOLD
    assert list(clocks.of_course(land.course, state_only=False)) == [
        (Duty.TAKING_NOTICE, date(2024, 6, 10), None)  # ten days from the auction in vain
    ]
    land.step(K.DEBTOR_TOLD, date(2024, 6, 12))
    assert duties(land) == {Duty.BUYBACK}


def test_what_is_worth_no_more_than_its_costs_goes_back(lot):
    """L08 Đ.104 k.3."""
    car = lot(OLD, kind=AssetKind.MOVABLE)
    car.priced(20_000_000, OLD)
    car.step(K.AUCTION_CONTRACTED, OLD, body="Trung tâm")
    car.failed(OLD, date(2024, 4, 1))
    back = {"amount": 19_999_999, "note": "Giá trị không quá chi phí"}
    with pytest.raises(RuleBroken, match=r"lớn hơn chi phí 19\.999\.999"):
        car.step(K.RETURNED, date(2024, 4, 2), **back)
    with pytest.raises(RuleBroken, match="Chưa ghi người được thi hành án không nhận"):
        car.step(K.RETURNED, date(2024, 4, 2), **back | {"amount": 20_000_000})
    car.step(K.CREDITOR_DECLINED, date(2024, 4, 2))
    car.step(K.RETURNED, date(2024, 4, 3), **back | {"amount": 20_000_000})
    assert car.course.stage is Stage.RETURNED
    assert duties(car) == set()


def test_co_owners_come_first_for_each_price(lot):
    """L08 Đ.74 k.3: three months for land, then 15 days; they pay for the debtor's part."""
    land = lot(OLD, share=(1, 3), others=[("Bà Chung", 2, 3)])
    land.priced(1_000_000_000, OLD)
    assert Duty.PREEMPTION_NOTICE not in duties(land)  # the old law sets no day for it
    with pytest.raises(RuleBroken, match="phải báo họ quyền ưu tiên mua"):
        land.step(K.AUCTION_CONTRACTED, date(2024, 3, 8), body="Trung tâm")
    land.step(K.PREEMPTION_TOLD, date(2024, 3, 8))
    assert Duty.PREEMPTION_REAL_ESTATE in duties(land)
    with pytest.raises(RuleBroken, match="đến hết ngày 10/06/2024"):
        land.step(K.AUCTION_CONTRACTED, date(2024, 6, 10), body="Trung tâm")
    land.step(K.AUCTION_CONTRACTED, date(2024, 6, 11), body="Trung tâm")
    land.failed(date(2024, 6, 12), date(2024, 7, 10))
    land.step(K.CUT, date(2024, 7, 20), number="1", amount=900_000_000)
    assert duties(land) == set()
    land.step(K.PREEMPTION_TOLD, date(2024, 7, 22))
    assert duties(land) == {Duty.PREEMPTION_LATER}
    with pytest.raises(RuleBroken, match="đến hết ngày 06/08/2024"):
        land.step(K.ANNOUNCED, date(2024, 7, 23), until=date(2024, 8, 6))
    with pytest.raises(RuleBroken, match="phải là chủ sở hữu chung"):
        land.step(K.PREEMPTION_TAKEN, date(2024, 7, 30), body="Ông Lạ")
    bought = land.step(K.PREEMPTION_TAKEN, date(2024, 7, 30), body="Bà Chung")
    assert bought.amount == 300_000_000


def test_a_second_valuation_is_asked_for_once_and_in_time(lot):
    land = lot(NEW)
    land.priced(1_000_000_000, NEW)
    ask = {"ground": RevaluationGround.ASKED, "body": "Người phải thi hành án"}
    assert duties(land) == {Duty.REVALUATION_REQUEST, Duty.AUCTION_CONTRACT}
    with pytest.raises(RuleBroken, match="đã hết ngày 10/08/2026"):
        land.step(K.REVALUATION_ASKED, date(2026, 8, 11), **ask)
    land.step(K.REVALUATION_ASKED, date(2026, 8, 10), **ask)
    assert duties(land) == {Duty.REVALUATION}
    land.step(K.VALUATION_CONTRACTED, date(2026, 8, 12), body="Công ty Khác")
    land.step(K.PRICED, date(2026, 8, 20), way=PriceWay.FIRM, amount=800_000_000)
    assert (land.course.price, land.course.first_price) == (800_000_000, 800_000_000)
    land.step(K.PRICE_TOLD, date(2026, 8, 21))
    with pytest.raises(RuleBroken, match="một lần"):
        land.step(K.REVALUATION_ASKED, date(2026, 8, 24), **ask)
    assert duties(land) == {Duty.AUCTION_CONTRACT}
    land.step(K.NO_AUCTIONEER, date(2026, 8, 24), note="Không tổ chức nào nhận")
    assert duties(land) == {Duty.AUCTION_CENTRE_CONTRACT}  # five working days more
    land.step(K.REVALUATION_ASKED, date(2026, 8, 24), ground=RevaluationGround.EXPIRED)
    old = lot(OLD)
    old.priced(1_000_000_000, OLD)
    with pytest.raises(RuleBroken, match="không có trường hợp “Chứng thư hết hiệu lực"):
        old.step(K.REVALUATION_ASKED, OLD, ground=RevaluationGround.EXPIRED)


def test_the_officer_prices_only_what_the_law_of_the_day_lets_him(lot):
    """NĐ62 Đ.26 k.2: 10 m; NĐ152 Đ.60 k.5: five monthly wages of the region."""
    for day, said, most in ((OLD, {}, 10_000_000), (NEW, {"monthly_wage": 4_140_000}, 20_700_000)):
        thing = lot(day, kind=AssetKind.MOVABLE)
        thing.step(K.ATTACHED, day)
        with pytest.raises(RuleBroken, match="vượt mức giá trị nhỏ"):
            thing.step(K.PRICED, day, way=PriceWay.OFFICER_SMALL, amount=most + 1, **said)
        with pytest.raises(RuleBroken, match="tươi sống, mau hỏng"):
            thing.step(K.PRICED, day, way=PriceWay.OFFICER_PERISHABLE, amount=most)
        thing.step(K.PRICED, day, way=PriceWay.OFFICER_SMALL, amount=most, **said)
    old = lot(OLD, kind=AssetKind.MOVABLE)
    old.step(K.ATTACHED, OLD)
    old.step(K.PRICED, OLD, way=PriceWay.OFFICER_SMALL, amount=2_000_000)
    with pytest.raises(RuleBroken, match="Chỉ bán không qua đấu giá"):
        old.step(K.SOLD_DIRECTLY, OLD, body="Ông Mua", amount=2_000_000)
    thing.step(K.SOLD_DIRECTLY, NEW, body="Ông Mua", amount=20_700_000)
    assert duties(thing) == {Duty.DIRECT_SALE_HANDOVER}
    land = lot(NEW)
    land.step(K.ATTACHED, NEW)
    with pytest.raises(RuleBroken, match="Nhập mức lương tối thiểu"):
        land.step(K.PRICED, NEW, way=PriceWay.OFFICER_SMALL, amount=1)
    with pytest.raises(RuleBroken, match="không có cách “Chấp hành viên xác định: không ký"):
        land.step(K.PRICED, NEW, way=PriceWay.OFFICER_NO_FIRM, amount=1, note="a")
    old = lot(OLD)
    old.step(K.ATTACHED, OLD)
    with pytest.raises(RuleBroken, match="không có cách “Hội đồng xác định giá”"):
        old.step(K.PRICED, OLD, way=PriceWay.COUNCIL, amount=1, note="a")


def test_the_debtor_redeems_until_a_working_day_before_the_auction(db, lot, make):
    """L08 Đ.101 k.5: an auction on Monday 20/5 lets him until Friday; and all must be paid."""
    land = lot(OLD)
    land.priced(1_000_000_000, OLD)
    land.step(K.AUCTION_CONTRACTED, OLD, body="Trung tâm")
    land.step(K.ANNOUNCED, date(2024, 4, 20), until=date(2024, 5, 20))
    with pytest.raises(RuleBroken, match="đến hết ngày 17/05/2024"):
        land.step(K.REDEEMED, date(2024, 5, 18), amount=900_000_000)
    with pytest.raises(RuleBroken, match=r"còn phải thi hành 900\.000\.000 đ"):
        land.step(K.REDEEMED, date(2024, 5, 17), amount=900_000_000)
    make.money(cases.get(db, land.case_id, scope=None), 900_000_000, date(2024, 5, 16))
    db.commit()
    land.step(K.REDEEMED, date(2024, 5, 17), amount=900_000_000)
    assert land.course.stage is Stage.REDEEMED


def test_a_step_entered_by_mistake_is_struck_out_and_stays_readable(db, lot, officer):
    land = lot(OLD)
    land.priced(1_000_000_000, OLD)
    first, last = land.asset.steps[0], land.asset.steps[-1]
    with pytest.raises(RuleBroken, match="bước ghi sau cùng"):
        actions.strike(db, land.asset, first.id, "Nhầm", by=officer, today=TODAY)
    with pytest.raises(RuleBroken, match="vì sao gạch"):
        actions.strike(db, land.asset, last.id, " ", by=officer, today=TODAY)
    actions.strike(db, land.asset, last.id, "Ghi nhầm ngày", by=officer, today=TODAY)
    db.commit()
    assert land.course.step(K.PRICE_TOLD) is None
    assert [one.kind for one in land.asset.steps][-2:] == [K.PRICE_TOLD, K.CORRECTION]
    land.step(K.PRICE_TOLD, date(2024, 3, 4))


def test_a_mortgage_is_kept_and_released_by_a_further_record(db, lot, officer):
    land = lot(OLD)
    terms = MortgageTerms(mortgagee="Ngân hàng Mẫu", contract="7/2020/HĐTC", day=date(2020, 1, 6),
                          secured_amount=500_000_000)  # fmt: skip
    held = actions.mortgage(db, land.asset, terms, by=officer, today=TODAY)
    actions.release(db, land.asset, held.id, date(2024, 5, 6), by=officer, today=TODAY)
    with pytest.raises(RuleBroken, match="đã giải chấp"):
        actions.release(db, land.asset, held.id, date(2024, 5, 6), by=officer, today=TODAY)
    assert [one.ends_id for one in land.asset.mortgages] == [None, held.id]
