"""Why an enforceable case is not finished a year after docketing: a small dated list of codes.

No text of law names these reasons. Each points at the step of the law that stands still, so that
the board of old cases tells what to do next; the officer chooses, the head reads the sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.rules.dated import Dated

OTHER = "other"  # must be told in words
KEPT_SINCE = date(2023, 10, 1)  # statistics year 2024, the first that keeps reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingReason(Dated):
    """One reason; `code` is what notes keep."""

    code: str
    label: str


def _reason(code: str, label: str, source: str) -> AgeingReason:
    return AgeingReason(code=code, label=label, source=source, valid_from=KEPT_SINCE)


REASONS = (
    _reason("valuation", "Đang kê biên, định giá tài sản", "L08 Đ.98; L25 Đ.82"),
    _reason("auction", "Đang bán đấu giá, giảm giá nhiều lần", "L08 Đ.101, 104; L25 Đ.83"),
    _reason("dispute", "Tài sản có tranh chấp, chờ Tòa án giải quyết", "L08 Đ.75; L25 Đ.46"),
    _reason("mortgage", "Tài sản thế chấp, chờ tổ chức tín dụng phối hợp", "L08 Đ.90"),
    _reason("coercion", "Chờ tổ chức cưỡng chế, giao tài sản", "L08 Đ.72; L25 Đ.72"),
    _reason("judgment", "Bản án khó thi hành, chờ giải thích hoặc kiến nghị", "L08 Đ.179"),
    _reason("instalments", "Đang thi hành dần theo tiến độ đã thỏa thuận", "L08 Đ.6"),
    _reason("income", "Trừ dần thu nhập, cấp dưỡng định kỳ", "L08 Đ.78; L25 Đ.71"),
    _reason(OTHER, "Lý do khác (nêu rõ ở ghi chú)", "Danh mục của phần mềm"),
)


def on(day: date) -> Sequence[AgeingReason]:
    """The reasons that may be given on `day`."""
    return tuple(reason for reason in REASONS if reason.holds_on(day))


def label_of(code: str) -> str:
    """The words of a code, whenever it was given."""
    return next(reason.label for reason in REASONS if reason.code == code)
