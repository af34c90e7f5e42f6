"""What people type about money."""

from __future__ import annotations

from typing import Any

from thads.cases.forms.fact import FactForm
from thads.cases.models import Case, MovementKind
from thads.web.forms import (
    DateField,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    enum_field,
    uuid_field,
)

PAYMENTS = (MovementKind.PAID_OUT, MovementKind.PAID_TO_BUDGET)


class CollectionForm(FactForm):
    """Money that came in on one item."""

    item = uuid_field("Khoản được thu", [Required("Chọn khoản được thu.")], blank="– Chọn khoản –")
    amount = MoneyField("Số tiền thu (đ)", [Required("Nhập số tiền thu, ví dụ 1.250.000.")])
    day = DateField("Ngày thu", [Required("Nhập ngày thu, ví dụ 25/09/2024.")])
    voucher = TextField("Số phiếu thu, biên lai", longest=60)
    note = LongTextField("Ghi chú")


class PaymentForm(FactForm):
    """Money that went out: to the creditor or to the state budget."""

    kind = enum_field("Chi cho", MovementKind, [Required("Chọn nơi nhận tiền.")], only=PAYMENTS)
    item = uuid_field("Khoản được chi", [Required("Chọn khoản được chi.")], blank="– Chọn khoản –")
    amount = MoneyField("Số tiền chi (đ)", [Required("Nhập số tiền chi, ví dụ 1.250.000.")])
    day = DateField("Ngày chi", [Required("Nhập ngày chi, ví dụ 25/09/2024.")])
    voucher = TextField("Số phiếu chi, ủy nhiệm chi", longest=60)
    note = LongTextField("Ghi chú")

    def __init__(self, case: Case, **options: Any) -> None:
        super().__init__(case, **options)
        self.amount.description = "Không quá số đã thu mà chưa chi của khoản."


class ReversalForm(FactForm):
    """A collection entered wrongly is answered by a linked entry, never edited."""

    reverses = uuid_field("Khoản thu cần hủy", [Required("Chọn khoản thu cần hủy.")])
    day = DateField("Ngày hủy", [Required("Nhập ngày hủy, ví dụ 25/09/2024.")])
    note = LongTextField("Lý do hủy", [Required("Nhập lý do hủy khoản thu.")])
