"""What is refused of prices: who may say one, when it is asked anew, how far it is cut."""

from __future__ import annotations

from thads.assets import course as courses
from thads.assets.course import Course, Stage
from thads.assets.models import AssetKind, StepKind
from thads.assets.refusals import KEPT, refuse
from thads.assets.terms import StepTerms
from thads.core.money import format_dong
from thads.core.text import clean
from thads.rules import deadlines
from thads.rules.asset_sale import PriceWay, RevaluationGround, SaleRules
from thads.rules.citation import cited
from thads.rules.deadlines import Duty

K = StepKind


def priced(course: Course, terms: StepTerms, law: SaleRules) -> None:
    way, amount = terms.way, terms.amount or 0
    assert way is not None
    if way not in law.ways:
        refuse("way", f"Luật của ngày này không có cách “{way.label}” ({cited(law.source)}). {KEPT}"
               "; chọn cách khác.", "way")  # fmt: skip
    where = cited(law.ways[way])
    contract = course.since(K.VALUATION_CONTRACTED, K.PRICED)
    if way is PriceWay.FIRM and contract is None:
        refuse("no_contract", f"Chưa ký hợp đồng thẩm định giá ({where}). {KEPT}; ghi hợp đồng "
               "trước.", "way")  # fmt: skip
    if way is PriceWay.AGREED and contract is not None:
        refuse("agreed_late", "Giá thỏa thuận chỉ được nhận trước khi ký hợp đồng thẩm định giá "
               f"({where}). {KEPT}; ghi kết quả thẩm định giá.", "way")  # fmt: skip
    if way is PriceWay.OFFICER_PERISHABLE and course.asset.kind is not AssetKind.PERISHABLE:
        refuse("not_perishable", "Tài sản không thuộc loại tươi sống, mau hỏng nên Chấp hành viên "
               f"không tự xác định giá ({where}). {KEPT}; chọn cách khác.", "way")  # fmt: skip
    if way is PriceWay.OFFICER_SMALL:
        _small(course, amount, terms, law)
    if way in (PriceWay.OFFICER_NO_FIRM, PriceWay.COUNCIL) and not clean(terms.note or ""):
        refuse("no_firm_why", "Phải ghi vì sao không ký được hợp đồng thẩm định giá, ý kiến cơ "
               f"quan chuyên môn ({where}). {KEPT}.", "note")  # fmt: skip


def _small(course: Course, amount: int, terms: StepTerms, law: SaleRules) -> None:
    where, most = cited(law.small_source), law.small(terms.monthly_wage)
    if most is None:
        refuse("wage", f"Nhập mức lương tối thiểu tháng của vùng: giá trị nhỏ là không quá "
               f"{law.small_wages} lần mức đó ({where}). {KEPT}.", "monthly_wage")  # fmt: skip
    if course.asset.kind.is_real_estate:
        refuse("small_land", f"Bất động sản không phải tài sản có giá trị nhỏ ({where}). {KEPT}; "
               "chọn cách khác.", "way")  # fmt: skip
    if amount > most:
        refuse("not_small", f"Giá {format_dong(amount)} đ vượt mức giá trị nhỏ "
               f"{format_dong(most)} đ ({where}) nên Chấp hành viên không tự xác định giá. {KEPT}; "
               "ký hợp đồng thẩm định giá.", "amount")  # fmt: skip


def revalued(course: Course, terms: StepTerms, law: SaleRules) -> None:
    ground = terms.ground
    assert ground is not None
    if ground not in law.revaluation:
        refuse("ground", f"Luật của ngày này không có trường hợp “{ground.label}” "
               f"({cited(law.source)}). {KEPT}; chọn lại.", "ground")  # fmt: skip
    where = cited(law.revaluation[ground])
    if ground is RevaluationGround.EXPIRED and course.stage is not Stage.PRICED:
        refuse("contracted", f"Đã ký hợp đồng đấu giá rồi ({where}). {KEPT}.", "ground")
    if ground is not RevaluationGround.ASKED:
        return
    if not courses.was_negotiable(course):
        refuse("revalued", "Đương sự chỉ được yêu cầu định giá lại một lần, và không đối với giá "
               f"do chính họ thỏa thuận ({where}). {KEPT}.", "ground")  # fmt: skip
    told = course.since(K.PRICE_TOLD, K.PRICED)
    if told is None:
        refuse("price_untold", f"Chưa ghi ngày thông báo kết quả định giá. {KEPT}; ghi bước đó "
               "trước.", "ground")  # fmt: skip
    last = deadlines.due(Duty.REVALUATION_REQUEST, told.day)
    if terms.day > last:
        rule = deadlines.rule(Duty.REVALUATION_REQUEST, told.day)
        refuse("revaluation_late", f"Thời hạn yêu cầu định giá lại ({rule.length_in_words}) đã hết "
               f"ngày {last:%d/%m/%Y} ({where}). {KEPT}.", "day")  # fmt: skip


def cut(course: Course, terms: StepTerms, law: SaleRules) -> None:
    before, after = course.price or 0, terms.amount or 0
    least, where = law.lowest_cut(before), cited(law.cut_source)
    if not least <= after < before:
        refuse("cut", f"Mỗi lần giảm không quá 10% giá khởi điểm của lần đấu giá liền kề trước "
               f"({where}): giá mới phải từ {format_dong(least)} đ đến dưới {format_dong(before)} "
               f"đ. {KEPT}; sửa giá.", "amount")  # fmt: skip
    undecided = course.since(K.CREDITOR_DECLINED, K.FAILED) is None
    if len(course.cuts) >= law.takeable_after and undecided:
        refuse("creditor_first", "Từ sau lần giảm giá thứ hai, người được thi hành án có quyền "
               f"nhận tài sản ({cited(law.taking_source)}). {KEPT}; ghi họ không nhận rồi giảm "
               "tiếp.", "kind")  # fmt: skip
