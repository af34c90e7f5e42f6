"""What is typed about late interest."""

from __future__ import annotations

import re
from decimal import Decimal

from wtforms import Form as PlainForm

from thads.interest.actions import ClauseTerms
from thads.interest.models import InterestStart
from thads.ledger.accounts import Account
from thads.ledger.terms import MovementTerms
from thads.rules.interest_rates import in_percent
from thads.web.fields import TypedField
from thads.web.forms import (
    CheckField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)


class RateField(TypedField):
    """A rate of a year in percent, at most four decimals; its value is in millionths."""

    unreadable = "Nhập lãi suất phần trăm một năm, ví dụ 13,75."

    def read(self, text: str) -> int:
        """Millionths a year."""
        if not re.fullmatch(r"\d{1,3}([.,]\d{1,4})?\s*%?", text):
            raise ValueError(text)
        rate = int(Decimal(text.rstrip("% ").replace(",", ".")) * 10_000)
        if rate == 0:
            raise ValueError(text)
        return rate

    def write(self, value: int) -> str:
        """13,75"""
        return in_percent(value)


class ClauseForm(Form):
    """How one item bears late interest."""

    item = uuid_field("Khoản", [Required("Chọn khoản.")])
    start = enum_field("Tính lãi từ", InterestStart, [Required("Chọn mốc tính lãi.")])
    starts_on = DateField("Ngày bắt đầu tính lãi")
    rate = RateField("Lãi suất theo bản án (%/năm)")
    other_law = TextField("Luật khác cho phép vượt 20%/năm")
    interest_first = CheckField("Bản án hoặc đương sự thỏa thuận trả lãi trước, gốc sau")
    note = LongTextField("Ghi chú, lý do thay đổi")

    def terms(self) -> ClauseTerms:
        """As typed terms; what is taken back has neither day nor rate."""
        start = need(self.start.data)
        runs = start is not InterestStart.NONE
        return ClauseTerms(
            item_id=need(self.item.data), start=start, note=self.note.data,
            starts_on=self.starts_on.data if runs else None,
            rate=self.rate.data if runs else None,
            other_law=self.other_law.data if runs else None,
            interest_first=bool(self.interest_first.data) and runs,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class AgreementForm(Form):
    """Interest runs while a postponement lasts."""

    act = uuid_field("Quyết định hoãn", [Required("Chọn quyết định hoãn.")])
    note = TextField("Văn bản thỏa thuận", [Required("Ghi văn bản thỏa thuận, ngày lập.")])


class InterestMoneyForm(Form):
    """Interest that comes in or is paid on."""

    item = uuid_field("Khoản", [Required("Chọn khoản.")])
    amount = MoneyField("Số tiền lãi (đ)", [Required("Nhập số tiền lãi.")])
    day = DateField("Ngày", [Required("Nhập ngày.")])
    place = enum_field(
        "Hình thức", Account, [Required("Chọn hình thức.")], only=(Account.TRUST, Account.CASH),
        blank=None, default=Account.TRUST,
    )  # fmt: skip
    voucher = TextField("Số chứng từ giấy", longest=60)
    note = LongTextField("Ghi chú")
    conflict_answer = LongTextField("Giải trình việc trùng họ tên với người thân thích")

    def terms(self) -> MovementTerms:
        """As typed terms."""
        return MovementTerms(
            item_id=need(self.item.data), amount=need(self.amount.data), day=need(self.day.data),
            place=need(self.place.data), voucher=self.voucher.data, note=self.note.data,
            conflict_answer=self.conflict_answer.data if self.conflict_answer else None,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class UntilFilter(PlainForm):  # type: ignore[misc]
    """Up to which day interest is reckoned."""

    until = DateField("Tính đến ngày")
