"""What accountants type: which book of which days, counts, confirmations."""

from __future__ import annotations

from datetime import date

from wtforms import Form as PlainForm
from wtforms import HiddenField

from thads.accounting.counts import COUNTED
from thads.accounting.models import Occasion
from thads.accounting.periods import PeriodKind
from thads.cases.forms.asking import SpanForm
from thads.ledger.accounts import Account
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    enum_field,
    uuid_field,
)


class BookFilter(SpanForm):
    """Which days of whose books."""

    unit = uuid_field("Sổ của đơn vị", blank="Tất cả")
    account = enum_field("Tài khoản", Account, blank=None)


class PeriodFilter(PlainForm):  # type: ignore[misc]
    """Which period: the one of this kind that holds the day."""

    kind = enum_field("Kỳ", PeriodKind, blank=None)
    day = DateField("Kỳ có ngày")


class CountForm(Form):
    """Money that was counted, or the balance on a bank's statement."""

    unit = uuid_field("Sổ của đơn vị", [Required("Chọn đơn vị.")])
    account = enum_field("Nơi giữ tiền", Account, [Required("Chọn nơi giữ tiền.")], only=COUNTED)
    occasion = enum_field("Loại kiểm kê", Occasion, [Required("Chọn loại kiểm kê.")], blank=None)
    day = DateField("Đến hết ngày", [Required("Nhập ngày kiểm kê, ví dụ 30/09/2024.")])
    counted = MoneyField("Số tiền thực tế (đ)", [Required("Nhập số tiền kiểm kê, có thể là 0.")])
    explanation = LongTextField("Nguyên nhân chênh lệch, hướng xử lý")


class ConfirmationForm(Form):
    """One side says that the figures on the page are right."""

    digest = HiddenField()
    note = LongTextField("Nguyên nhân chênh lệch, biện pháp giải quyết")


def chosen_day(field: DateField, otherwise: date) -> date:
    """The day that was typed, if it is one."""
    day: date | None = field.data
    return day or otherwise
