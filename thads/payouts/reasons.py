"""The sentence that explains a line to whoever gets the money, or less than hoped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads.core.money import format_dong
from thads.rules.payment_order import Deducted, PaymentOrder, Rank

if TYPE_CHECKING:
    from thads.payouts.distribution import Part

TAKEN = {
    Deducted.COSTS: "Chi phí thi hành án được trừ trước khi thanh toán",
    Deducted.SET_ASIDE: "Tiền thuê nhà để lại cho người phải thi hành án được trừ trước khi thanh "
    "toán",
    Deducted.TRANSFER_TAX: "Thuế, phí, lệ phí trực tiếp của việc chuyển nhượng tài sản được trừ "
    "trước khi thanh toán",
}
SECURED_INTEREST = "khoản 1 Điều 293 Bộ luật Dân sự 2015"
HELD = "Tiền đã được phân bổ cho khoản này khi thu; trả đủ cho người được nhận của khoản."


def deduction(kind: Deducted, clause: str, law: PaymentOrder) -> str:
    """Why something is taken off first."""
    return f"{TAKEN[kind]} ({clause} {law.article})."


def remainder(law: PaymentOrder) -> str:
    """Why the debtor gets money back."""
    return (
        "Đã thanh toán đủ các khoản của những người được thi hành án; số còn lại trả cho người "
        f"phải thi hành án ({law.to_the_debtor} {law.article})."
    )


def fee(amount: int, explanation: str) -> str:
    """What is kept back of a payment as the fee, and why."""
    kept = f"Giữ lại phí thi hành án {format_dong(amount)} đ. " if amount else ""
    return f"{kept}{explanation}".strip()


def secured(part: Part, law: PaymentOrder, money: int, asked: int) -> str:
    """Why the secured claim comes before the ranks."""
    return (
        "Được ưu tiên vì tiền thu từ xử lý tài sản bảo đảm, tài sản bị tuyên kê biên cho chính "
        f"nghĩa vụ này ({law.secured} {law.article}): {_served(part, law, money, asked)}."
    )


def fee_of_secured(part: Part, law: PaymentOrder, money: int, asked: int) -> str:
    """Why a court fee stands before the secured claim of its judgment."""
    return (
        "Án phí của chính bản án có nghĩa vụ được bảo đảm, trừ trước khi ưu tiên nghĩa vụ đó "
        f"({law.secured} {law.article}): {_served(part, law, money, asked)}."
    )


def interest(part: Part, law: PaymentOrder, money: int, asked: int) -> str:
    """Why late interest waits for all that was awarded."""
    return (
        "Lãi chậm thi hành án, trả sau các khoản tiền được tuyên "
        f"({law.interest}): {_served(part, law, money, asked)}."
    )


def interest_of_secured(part: Part, law: PaymentOrder, money: int, asked: int) -> str:
    """Why the late interest of a secured claim comes right after it."""
    return (
        "Lãi chậm thi hành án của nghĩa vụ được bảo đảm, thuộc phạm vi bảo đảm "
        f"({SECURED_INTEREST}): {_served(part, law, money, asked)}."
    )


def interest_first(part: Part, law: PaymentOrder) -> str:
    """Why an item's interest took money before its principal."""
    what = "lãi chậm thi hành án" if part.claim.is_interest else "tiền gốc"
    return (
        "Bản án hoặc đương sự thỏa thuận trả lãi trước, gốc sau trong số tiền khoản này được nhận "
        f"({law.interest}): {what} được {format_dong(part.amount)} đ trong "
        f"{format_dong(part.claim.remaining)} đ."
    )


def ranked(
    part: Part, rank: Rank, law: PaymentOrder, money: int, asked: int, coercion_on: date | None
) -> str:
    """Why a claim gets so much in its rank."""
    words = f"Hàng ưu tiên {rank.number} ({rank.clause} {law.article})"
    if part.claim.read_from_judgment:
        words += ", xếp theo nội dung bản án"
    if coercion_on is not None:
        words += _asked_in_time(part.claim.requested_on, coercion_on, law)
    return f"{words}: {_served(part, law, money, asked)}."


def _asked_in_time(asked_on: date, coercion_on: date, law: PaymentOrder) -> str:
    if asked_on <= coercion_on:
        return (
            f"; đang thi hành khi có quyết định cưỡng chế ngày {coercion_on:%d/%m/%Y} "
            f"({law.by_coercion})"
        )
    return (
        f"; thụ lý ngày {asked_on:%d/%m/%Y}, sau quyết định cưỡng chế ngày "
        f"{coercion_on:%d/%m/%Y}, nên chỉ hưởng từ số tiền còn lại ({law.from_the_rest})"
    )


def _served(part: Part, law: PaymentOrder, money: int, asked: int) -> str:
    remaining, amount = format_dong(part.claim.remaining), format_dong(part.amount)
    if part.amount == part.claim.remaining:
        return f"trả đủ {remaining} đ còn phải thi hành"
    if money == 0:
        return f"chưa được trả vì tiền đã hết ở các hàng trước; còn phải thi hành {remaining} đ"
    if part.fraction is None or part.fraction[0] == part.fraction[1]:
        return f"trả {amount} đ trong {remaining} đ còn phải thi hành, vì tiền chỉ còn như vậy"
    numerator, denominator = (format_dong(number) for number in part.fraction)
    return (
        f"còn {format_dong(money)} đ cho các khoản cùng hàng cần {format_dong(asked)} đ, chia theo "
        f"tỷ lệ số tiền được thi hành án {numerator}/{denominator} ({law.pro_rata}), được {amount} "
        f"đ trong {remaining} đ còn phải thi hành"
    )
