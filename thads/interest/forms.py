"""What is typed about late interest."""

from __future__ import annotations

import re
from decimal import Decimal

from wtforms import Form as PlainForm

from thads.interest.actions import ClauseTerms
from thads.interest.models import InterestStart
from thads.rules.interest_rates import in_percent
from thads.web.fields import TypedField
from thads.web.forms import (
    CheckField,
    DateField,
    Form,
    LongTextField,
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


class UntilFilter(PlainForm):  # type: ignore[misc]
    """Up to which day interest is reckoned."""

    until = DateField("Tính đến ngày")
