"""The lines of a sheet from what was typed, by the contents and rates of the law of its day."""

from datetime import date

from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.costs.models import CostLine
from thads.costs.terms import LineTerms, SheetTerms
from thads.rules import coercion_costs

KEPT = "Chưa ghi gì"


def lines_of(terms: SheetTerms) -> list[CostLine]:
    """One record a line, in their order.

    Errors: RuleBroken for no line, a content or rate that the law does not know, an amount that is
    not above zero; MissingRule when the law known here sets no rate.
    """
    if not terms.lines:
        raise RuleBroken("costs.no_lines", f"Nhập ít nhất một dòng chi phí. {KEPT}.", field="lines")
    return [_line(n, line, terms.day) for n, line in enumerate(terms.lines, start=1)]


def _line(number: int, terms: LineTerms, day: date) -> CostLine:
    content = coercion_costs.content(terms.content, day)
    made = CostLine(
        position=number, content=content.code, bearer=content.bearer,
        voucher=clean(terms.voucher) if terms.voucher else None,
        note=clean(terms.note) if terms.note else None,
    )  # fmt: skip
    if terms.rate is None:
        made.amount = _positive(number, "số tiền", terms.amount)
        return made
    rate = coercion_costs.rate(terms.rate, day)
    if rate.code not in content.rates:
        raise RuleBroken(
            "costs.rate",
            f"Dòng {number}: mức “{rate.label}” không dùng cho nội dung “{content.label}”. {KEPT}; "
            "chọn lại mức chi hoặc nhập số tiền theo chứng từ.",
            field="lines",
        )
    made.rate, made.price = rate.code, rate.amount
    made.people = _positive(number, "số người", terms.people)
    made.days = _positive(number, "số ngày", terms.days)
    made.amount = made.people * made.days * rate.amount
    if terms.amount not in (None, made.amount):
        raise RuleBroken(
            "costs.product",
            f"Dòng {number}: số tiền khác số người × số ngày × mức chi. {KEPT}; bỏ trống số tiền, "
            "máy tự tính.",
            field="lines",
        )
    return made


def _positive(number: int, what: str, value: int | None) -> int:
    if value is None or value <= 0:
        raise RuleBroken(
            "costs.not_positive", f"Dòng {number}: nhập {what} lớn hơn 0. {KEPT}.", field="lines"
        )
    return value
