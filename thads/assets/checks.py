"""What is refused of an asset: shares that are not one, a step out of its turn, day or law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from thads.assets import course as courses
from thads.assets import price_checks as prices
from thads.assets import sale_checks as sales
from thads.assets.course import Course
from thads.assets.models import StepKind
from thads.assets.refusals import KEPT, refuse
from thads.assets.terms import AssetTerms, StepTerms
from thads.core.text import clean
from thads.rules import asset_sale
from thads.rules.asset_sale import SaleRules

K = StepKind
NEEDS: Mapping[StepKind, tuple[str, ...]] = {
    K.CUSTODY: ("body",),
    K.VALUATION_CONTRACTED: ("body",),
    K.PRICED: ("way", "amount"),
    K.REVALUATION_ASKED: ("ground",),
    K.PREEMPTION_TAKEN: ("body",),
    K.NO_AUCTIONEER: ("note",),
    K.AUCTION_CONTRACTED: ("body",),
    K.ANNOUNCED: ("until",),
    K.FAILED: ("failure",),
    K.CUT: ("number", "amount"),
    K.CREDITOR_TAKES: ("body",),
    K.SOLD: ("body", "amount"),
    K.SOLD_DIRECTLY: ("body", "amount"),
    K.AGREED_TRANSFER: ("body", "amount"),
    K.EXTENDED: ("until",),
    K.CANCELLED: ("note",),
    K.REDEEMED: ("amount",),
    K.RETURNED: ("amount", "note"),
    K.RELEASED: ("note",),
}
NAMES = {
    "amount": "số tiền", "body": "tên tổ chức, cá nhân", "way": "cách định giá",
    "ground": "lý do định giá lại", "failure": "vì sao không thành", "number": "số quyết định",
    "until": "ngày", "note": "lý do",
}  # fmt: skip


CHECKS: Mapping[StepKind, Callable[[Course, StepTerms, SaleRules], None]] = {
    K.PRICED: prices.priced,
    K.REVALUATION_ASKED: prices.revalued,
    K.PREEMPTION_TAKEN: sales.co_owner_buys,
    K.AUCTION_CONTRACTED: sales.co_owners_first,
    K.ANNOUNCED: sales.announced,
    K.FAILED: sales.held,
    K.SOLD: sales.held,
    K.CUT: prices.cut,
    K.CREDITOR_TAKES: sales.taken,
    K.SOLD_DIRECTLY: sales.directly,
    K.EXTENDED: sales.extended,
    K.CANCELLED: sales.cancelled,
    K.REDEEMED: sales.redeemed,
    K.HANDED_OVER: sales.handed,
    K.RETURNED: sales.returned,
}


def listed(terms: AssetTerms) -> None:
    """It is named, and its owners' shares are one whole, to the last fraction."""
    if not clean(terms.description):
        refuse("description", f"Phải mô tả tài sản. {KEPT}; nhập mô tả.", "description")
    if not any(one.party_id for one in terms.owners):
        refuse("no_debtor", "Tài sản phải có phần của người phải thi hành án. "
               f"{KEPT}; chọn chủ sở hữu.", "owners")  # fmt: skip
    if any(one.numerator <= 0 or one.denominator <= 0 for one in terms.owners):
        refuse("share", f"Mỗi phần sở hữu phải lớn hơn 0. {KEPT}; sửa phần sở hữu.", "owners")
    whole = sum((Fraction(one.numerator, one.denominator) for one in terms.owners), Fraction(0))
    if whole != 1:
        refuse("shares", f"Các phần sở hữu cộng lại là {whole}, không phải 1. {KEPT}; sửa cho "
               "tổng đúng bằng 1.", "owners")  # fmt: skip


def order(course: Course, terms: StepTerms, today: date) -> None:
    """Each step has its place, its day, and what it must say."""
    kind = terms.kind
    if kind not in courses.allowed(course):
        refuse("order", f"Tài sản đang ở bước “{course.stage.label}”, chưa thể ghi “{kind.label}”. "
               f"{KEPT}; ghi lần lượt từng bước.", "kind")  # fmt: skip
    since = course.last.day if course.last else course.asset.listed_on
    if kind in (K.ATTACHED, K.HANDED_IN):  # a register may list what was attached long ago
        since = course.asset.case.docketed_on
    if not since <= terms.day <= today:
        refuse("day", f"Ngày phải từ {since:%d/%m/%Y} đến hôm nay ({today:%d/%m/%Y}). {KEPT}; sửa "
               "ngày.", "day")  # fmt: skip
    for name in NEEDS.get(kind, ()):
        if getattr(terms, name) in (None, ""):
            refuse(f"{name}_needed", f"Phải ghi {NAMES[name]}. {KEPT}.", name)
    check = CHECKS.get(kind)
    if check:
        check(course, terms, asset_sale.on(terms.day))
