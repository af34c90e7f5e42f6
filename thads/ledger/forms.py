"""What people type about money."""

from __future__ import annotations

from datetime import date
from typing import Any

from thads.cases.forms.asking import SpanForm
from thads.cases.forms.fact import FactForm
from thads.cases.models import Case, MovementKind
from thads.core.codes import Coded
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    enum_field,
    uuid_field,
)


class Place(Coded):
    """What is paid from; values of `Account`."""

    TRUST = "trust", "Chuyển khoản từ tài khoản tạm giữ"
    CASH = "cash", "Tiền mặt tại quỹ"


class Way(Coded):
    """Between the box and the bank."""

    TO_BANK = "to_bank", "Nộp tiền mặt vào tài khoản tạm giữ"
    TO_BOX = "to_box", "Rút tiền gửi về quỹ tiền mặt"


class PaymentForm(FactForm):
    """Money that went out: what is due to the state to the budget, all else to the creditor."""

    item = uuid_field("Khoản được chi", [Required("Chọn khoản được chi.")], blank="– Chọn khoản –")
    amount = MoneyField("Số tiền chi (đ)", [Required("Nhập số tiền chi, ví dụ 1.250.000.")])
    day = DateField("Ngày chi", [Required("Nhập ngày chi, ví dụ 25/09/2024.")])
    place = enum_field("Chi từ", Place, blank=None)
    voucher = TextField("Số phiếu chi, ủy nhiệm chi", longest=60)
    note = LongTextField("Ghi chú")

    def __init__(self, case: Case, **options: Any) -> None:
        super().__init__(case, **options)
        self.amount.description = "Không quá số đã thu mà chưa chi của khoản."


class ReversalForm(FactForm):
    """What was entered wrongly, or came back, is answered by a linked entry of today."""

    reverses = uuid_field("Khoản cần hủy", [Required("Chọn khoản thu, chi cần hủy.")])
    voucher = TextField("Số chứng từ hủy", longest=60)
    note = LongTextField("Lý do hủy", [Required("Nhập lý do hủy.")])


class BankingForm(Form):
    """Cash taken to the bank, or fetched from it."""

    way = enum_field("Việc", Way, [Required("Chọn nộp hay rút tiền.")], blank=None)
    day = DateField("Ngày", [Required("Nhập ngày, ví dụ 25/09/2024.")])
    amount = MoneyField("Số tiền (đ)", [Required("Nhập số tiền, ví dụ 1.250.000.")])
    who = TextField("Người nộp, người rút", [Required("Nhập họ tên người nộp, rút tiền.")])
    note = LongTextField("Ghi chú")

    def suggest(self, *, day: date) -> None:
        """Begin with this day."""
        self.day.data = day


class JournalFilter(SpanForm):
    """Which movements of money are listed."""

    kind = enum_field("Loại", MovementKind, blank="Tất cả")
