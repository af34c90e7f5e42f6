"""What is refused of a sale: before co-owners were asked, before its day, below its price."""

from __future__ import annotations

from datetime import date

from thads.assets.course import Course, Stage
from thads.assets.models import AssetKind, StepKind
from thads.assets.refusals import KEPT, refuse
from thads.assets.terms import StepTerms
from thads.core.money import format_dong
from thads.rules import deadlines
from thads.rules.asset_sale import PriceWay, SaleRules
from thads.rules.citation import cited
from thads.rules.deadlines import Duty

K = StepKind


def preemption(course: Course) -> Duty:
    """Which time co-owners have once they are told: the first, or that of a lower price."""
    if course.cuts:
        return Duty.PREEMPTION_LATER
    land = course.asset.kind.is_real_estate
    return Duty.PREEMPTION_REAL_ESTATE if land else Duty.PREEMPTION_MOVABLE


def preemption_ends(course: Course) -> date | None:
    """Last day for co-owners at the price that holds; None: not told, or no term of its own."""
    told = course.since(K.PREEMPTION_TOLD, K.PRICED, K.CUT)
    if told is None:
        return None
    duty = preemption(course)
    return deadlines.due(duty, told.day) if deadlines.exists(duty, told.day) else None


def co_owners_first(course: Course, terms: StepTerms, law: SaleRules) -> None:
    """Before a sale, co-owners have had their time for this price, or have said no."""
    if not course.asset.co_owners or course.since(K.PREEMPTION_DECLINED, K.PRICED, K.CUT):
        return
    if course.since(K.PREEMPTION_TOLD, K.PRICED, K.CUT) is None:
        refuse("co_owners_untold", "Tài sản có chủ sở hữu chung: phải báo họ quyền ưu tiên mua "
               f"trước khi bán theo giá này (Điều 74 khoản 3 Luật 2008; Điều 83 khoản 1 Luật "
               f"2025). {KEPT}; ghi bước đó trước.", "kind")  # fmt: skip
    last = preemption_ends(course)
    sold_on = terms.until or terms.day
    if last and sold_on <= last:
        refuse("co_owners_time", f"Chủ sở hữu chung còn quyền ưu tiên mua đến hết ngày "
               f"{last:%d/%m/%Y}. {KEPT}; chờ hết thời hạn, hoặc ghi họ không mua.",
               "until" if terms.until else "day")  # fmt: skip


def co_owner_buys(course: Course, terms: StepTerms, law: SaleRules) -> None:
    if terms.body not in [one.name for one in course.asset.co_owners]:
        refuse("not_co_owner", f"Người mua phải là chủ sở hữu chung của tài sản. {KEPT}; chọn "
               "lại.", "body")  # fmt: skip
    told = course.since(K.PREEMPTION_TOLD, K.PRICED, K.CUT)
    if told is None:
        refuse("co_owners_untold", f"Chưa báo chủ sở hữu chung. {KEPT}; ghi bước đó trước.", "kind")
    last = preemption_ends(course)
    announced = course.rounds[-1] if course.stage is Stage.ANNOUNCED else None
    if announced and deadlines.exists(Duty.PREEMPTION_LATER_AUCTION, announced.auction_on):
        last = deadlines.due(Duty.PREEMPTION_LATER_AUCTION, announced.auction_on)
    if last and terms.day > last:
        refuse("preemption_late", f"Quyền ưu tiên mua đã hết ngày {last:%d/%m/%Y}. {KEPT}.", "day")


def announced(course: Course, terms: StepTerms, law: SaleRules) -> None:
    assert terms.until is not None
    if terms.until <= terms.day:
        refuse("auction_day", f"Ngày đấu giá phải sau ngày thông báo. {KEPT}; sửa ngày đấu giá.",
               "until")  # fmt: skip
    co_owners_first(course, terms, law)


def held(course: Course, terms: StepTerms, law: SaleRules) -> None:
    """An auction fails or succeeds on its day, not before."""
    planned = course.rounds[-1]
    if terms.day < planned.auction_on:
        refuse("before_auction", f"Cuộc đấu giá ấn định ngày {planned.auction_on:%d/%m/%Y}. {KEPT};"
               " ghi kết quả từ ngày đó.", "day")  # fmt: skip
    if terms.kind is K.SOLD and (terms.amount or 0) < planned.price:
        refuse("below_start", f"Giá bán không được thấp hơn giá khởi điểm "
               f"{format_dong(planned.price)} đ. {KEPT}; sửa giá.", "amount")  # fmt: skip


def taken(course: Course, terms: StepTerms, law: SaleRules) -> None:
    if len(course.cuts) < law.takeable_after:
        refuse("not_yet_takeable", "Người được thi hành án chỉ nhận tài sản từ sau lần giảm giá "
               f"thứ hai mà đấu giá không thành ({cited(law.taking_source)}); đã giảm "
               f"{len(course.cuts)} lần. {KEPT}.", "kind")  # fmt: skip


def directly(course: Course, terms: StepTerms, law: SaleRules) -> None:
    perishable = course.asset.kind is AssetKind.PERISHABLE
    most = law.direct_below
    small = (course.price or 0) < most if most is not None else _was_small(course)
    if not perishable and not small:
        which = f"dưới {format_dong(most)} đ" if most else "là động sản có giá trị nhỏ"
        refuse("not_direct", f"Chỉ bán không qua đấu giá tài sản {which} hoặc tươi sống, mau hỏng "
               f"({cited(law.direct_source)}). {KEPT}; ký hợp đồng đấu giá.", "kind")  # fmt: skip
    if (terms.amount or 0) < (course.price or 0):
        refuse("below_start", f"Giá bán không được thấp hơn giá đã xác định "
               f"{format_dong(course.price or 0)} đ. {KEPT}; sửa giá.", "amount")  # fmt: skip


def _was_small(course: Course) -> bool:
    priced = course.step(K.PRICED)
    return priced is not None and priced.way is PriceWay.OFFICER_SMALL


def extended(course: Course, terms: StepTerms, law: SaleRules) -> None:
    sale = course.sale
    assert sale is not None
    where = cited(law.payment_source)
    if not law.extendable or sale.kind is not K.SOLD:
        refuse("not_extendable", f"Thời hạn nộp tiền không được gia hạn ({where}). {KEPT}.", "kind")
    latest = deadlines.rule(Duty.BUYER_PAYMENT, sale.day).latest(sale.day)
    if not terms.day <= (terms.until or terms.day) <= latest:
        refuse("too_long", f"Chỉ gia hạn đến hết ngày {latest:%d/%m/%Y} ({where}). {KEPT}; sửa "
               "ngày.", "until")  # fmt: skip


def cancelled(course: Course, terms: StepTerms, law: SaleRules) -> None:
    if course.paid:
        refuse("paid_already", f"Người mua đã nộp {format_dong(course.paid)} đ: kế toán hủy khoản "
               f"thu đó trước. {KEPT}.", "kind")  # fmt: skip


def redeemed(course: Course, terms: StepTerms, law: SaleRules) -> None:
    """Up to one working day before the auction, or while the creditor is about to take it."""
    if course.stage is Stage.SOLD:
        told, sale = course.since(K.DEBTOR_TOLD, K.CREDITOR_TAKES), course.sale
        of_creditor = sale is not None and sale.kind is K.CREDITOR_TAKES
        last = deadlines.due(Duty.BUYBACK, told.day) if told else None
        if not of_creditor or (last and terms.day > last):
            refuse("sold_already", f"Tài sản đã bán, không nhận lại được nữa. {KEPT}.", "kind")
    if course.stage is Stage.ANNOUNCED:
        planned = course.rounds[-1].auction_on
        rule = deadlines.rule(Duty.REDEMPTION, planned)
        last = rule.due(planned)
        if terms.day > last:
            refuse("redemption_late", "Người phải thi hành án chỉ nhận lại tài sản chậm nhất "
                   f"{rule.length_in_words} trước phiên đấu giá, đến hết ngày {last:%d/%m/%Y} "
                   f"({cited(rule.source)}). {KEPT}.", "day")  # fmt: skip


def handed(course: Course, terms: StepTerms, law: SaleRules) -> None:
    sale = course.sale
    if sale is None or sale.kind is not K.CREDITOR_TAKES:
        return
    told = course.since(K.DEBTOR_TOLD, K.CREDITOR_TAKES)
    where = cited(law.taking_source)
    if told is None:
        refuse("debtor_untold", "Phải báo người phải thi hành án biết việc nhận tài sản trước khi "
               f"giao ({where}). {KEPT}; ghi bước đó trước.", "kind")  # fmt: skip
    last = deadlines.due(Duty.BUYBACK, told.day)
    if terms.day <= last:
        refuse("buyback", f"Người phải thi hành án còn quyền nộp tiền lấy lại tài sản đến hết ngày "
               f"{last:%d/%m/%Y} ({where}). {KEPT}; giao sau ngày đó.", "day")  # fmt: skip


def returned(course: Course, terms: StepTerms, law: SaleRules) -> None:
    price, costs, where = course.price or 0, terms.amount or 0, cited(law.return_source)
    if price > costs:
        refuse("worth_more", f"Giá còn {format_dong(price)} đ, lớn hơn chi phí "
               f"{format_dong(costs)} đ: chỉ giao lại khi giá trị không quá chi phí ({where}). "
               f"{KEPT}; tiếp tục bán.", "amount")  # fmt: skip
    if course.step(K.CREDITOR_DECLINED) is None:
        refuse("creditor_first", "Chưa ghi người được thi hành án không nhận tài sản "
               f"({where}). {KEPT}; ghi bước đó trước.", "kind")  # fmt: skip
