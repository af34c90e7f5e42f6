"""How attached assets are priced, offered, cut, taken (L08 Đ.98–104; L25 Đ.82–83; NĐ152 Đ.60–66).

The law of 2025 measures small value by the minimum wage of the region of the office's seat: that
wage is said with the price, so no table of wages is kept here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thads.core.codes import Coded
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated, in_force
from thads.rules.deadlines.lines import AMENDED_LAW


class PriceWay(Coded):
    """Who says what an asset is worth."""

    AGREED = "agreed", "Đương sự thỏa thuận giá"
    FIRM = "firm", "Tổ chức thẩm định giá"
    COUNCIL = "council", "Hội đồng xác định giá"
    OFFICER_PERISHABLE = "officer_perishable", "Chấp hành viên xác định: tươi sống, mau hỏng"
    OFFICER_SMALL = "officer_small", "Chấp hành viên xác định: giá trị nhỏ"
    OFFICER_NO_FIRM = "officer_no_firm", "Chấp hành viên xác định: không ký được hợp đồng"


class RevaluationGround(Coded):
    """Why an asset is valued again."""

    ASKED = "asked", "Đương sự yêu cầu"
    VIOLATION = "violation", "Vi phạm nghiêm trọng dẫn đến sai lệch kết quả"
    EXPIRED = "expired", "Chứng thư hết hiệu lực trước khi ký hợp đồng đấu giá"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleRules(Dated):
    """What the law of a day says of prices. `ways`, `revaluation`: those it knows, with article.

    `small_value`: đồng; empty where it is `small_wages` times the minimum wage of the region.
    `direct_below`: đồng under which an asset is sold without auction; empty: when of small value.
    """

    ways: Mapping[PriceWay, str]
    small_value: int | None
    small_wages: int | None
    small_source: str
    direct_below: int | None
    direct_source: str
    revaluation: Mapping[RevaluationGround, str]
    least_share: Fraction  # of the last starting price, at each cut
    cut_source: str
    takeable_after: int  # cuts
    taking_source: str
    cut_is_negotiated: bool  # the parties are first asked to agree
    extendable: bool  # the buyer's time to pay
    payment_source: str
    return_source: str

    def small(self, monthly_wage: int | None) -> int | None:
        """The highest small value, đồng; None while the wage that decides is not said."""
        if self.small_value is not None:
            return self.small_value
        assert self.small_wages is not None
        return self.small_wages * monthly_wage if monthly_wage else None

    def lowest_cut(self, price: int) -> int:
        """The lowest price, whole đồng, to which a starting price may be cut at one time."""
        least = price * self.least_share
        return -(-least.numerator // least.denominator)


_W, _R = PriceWay, RevaluationGround
NINE_TENTHS = Fraction(9, 10)
RULES = (
    SaleRules(
        source="L08 Đ.98; L08 Đ.99; L08 Đ.101; L08 Đ.104", valid_from=AMENDED_LAW,
        valid_to=OLD_LAW_ENDS,
        ways={
            _W.AGREED: "L08 Đ.98 k.1", _W.FIRM: "L08 Đ.98 k.2",
            _W.OFFICER_PERISHABLE: "L08 Đ.98 k.3 điểm b",
            _W.OFFICER_SMALL: "L08 Đ.98 k.3 điểm b",
            _W.OFFICER_NO_FIRM: "L08 Đ.98 k.3 điểm a; NĐ62 Đ.26 k.1",
        },
        small_value=10_000_000, small_wages=None, small_source="NĐ62 Đ.26 k.2",
        direct_below=2_000_000, direct_source="L08 Đ.101 k.4",
        revaluation={_R.ASKED: "L08 Đ.99 k.1 điểm b", _R.VIOLATION: "L08 Đ.99 k.1 điểm a"},
        least_share=NINE_TENTHS, cut_source="L08 Đ.104 k.5", takeable_after=2,
        taking_source="L08 Đ.104 k.2", cut_is_negotiated=True, extendable=False,
        payment_source="NĐ62 Đ.27 k.3", return_source="L08 Đ.104 k.3",
    ),
    SaleRules(
        source="L25 Đ.82; L25 Đ.83; NĐ152 Đ.60; NĐ152 Đ.65", valid_from=NEW_LAW,
        ways={
            _W.AGREED: "L25 Đ.82 k.1; NĐ152 Đ.60 k.1",
            _W.FIRM: "L25 Đ.82 k.1; NĐ152 Đ.60 k.2", _W.COUNCIL: "NĐ152 Đ.60 k.3",
            _W.OFFICER_PERISHABLE: "L25 Đ.82 k.1; NĐ152 Đ.60 k.4",
            _W.OFFICER_SMALL: "L25 Đ.82 k.1; NĐ152 Đ.60 k.5",
        },
        small_value=None, small_wages=5, small_source="NĐ152 Đ.60 k.5",
        direct_below=None, direct_source="NĐ152 Đ.64 k.1",
        revaluation={
            _R.ASKED: "L25 Đ.82 k.2", _R.VIOLATION: "L25 Đ.82 k.2", _R.EXPIRED: "L25 Đ.82 k.2",
        },
        least_share=NINE_TENTHS, cut_source="L25 Đ.83 k.3", takeable_after=2,
        taking_source="L25 Đ.83 k.3; NĐ152 Đ.65 k.6", cut_is_negotiated=False, extendable=True,
        payment_source="NĐ152 Đ.65 k.1", return_source="L25 Đ.83 k.3; NĐ152 Đ.65 k.7",
    ),
)  # fmt: skip


def on(day: date) -> SaleRules:
    """The rules of the law of `day`; MissingRule where none is known."""
    return in_force(RULES, day, "định giá, bán tài sản kê biên")
