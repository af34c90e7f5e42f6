"""What people type about money."""

from __future__ import annotations

from typing import Any

from wtforms import Form
from wtforms.validators import ValidationError

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


class PaymentForm(FactForm):
    """Money that went out: what is due to the state to the budget, all else to the creditor."""

    item = uuid_field("Khoản được chi", [Required("Chọn khoản được chi.")], blank="– Chọn khoản –")
    amount = MoneyField("Số tiền chi (đ)", [Required("Nhập số tiền chi, ví dụ 1.250.000.")])
    day = DateField("Ngày chi", [Required("Nhập ngày chi, ví dụ 25/09/2024.")])
    voucher = TextField("Số phiếu chi, ủy nhiệm chi", longest=60)
    note = LongTextField("Ghi chú")

    def __init__(self, case: Case, **options: Any) -> None:
        super().__init__(case, **options)
        self.amount.description = "Không quá số đã thu mà chưa chi của khoản."


class ReversalForm(FactForm):
    """A collection entered wrongly is answered by a linked entry of today, never edited."""

    reverses = uuid_field("Khoản thu cần hủy", [Required("Chọn khoản thu cần hủy.")])
    voucher = TextField("Số chứng từ hủy", longest=60)
    note = LongTextField("Lý do hủy", [Required("Nhập lý do hủy khoản thu.")])


class JournalFilter(Form):  # type: ignore[misc]
    """Which movements of money are listed."""

    kind = enum_field("Loại", MovementKind, blank="Tất cả")
    since = DateField("Từ ngày")
    until = DateField("Đến ngày")

    def validate_until(self, field: DateField) -> None:
        """The span runs forward."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("Ngày cuối không thể trước ngày đầu.")

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Chips: what is being filtered by, and the query name that takes it away."""
        words = [("Loại", "kind", self.kind.data.label if self.kind.data else "")]
        words += [("Từ ngày", "since", self.since._value()), ("Đến", "until", self.until._value())]
        return [(f"{label}: {text}", name) for label, name, text in words if text]
