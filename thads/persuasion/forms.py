"""What is typed about a talk, and what is asked of the list."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from thads.cases.forms.asking import SpanForm
from thads.core.money import format_dong
from thads.persuasion.models import Answer, Method
from thads.persuasion.queries import ContactFilter, Linkable
from thads.persuasion.terms import ContactTerms
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)

YES, NO = "yes", "no"


class ContactForm(Form):
    """One talk with a debtor."""

    day = DateField("Ngày vận động", [Required("Nhập ngày vận động.")])
    method = enum_field("Cách vận động", Method, [Required("Chọn cách vận động.")])
    met = TextField("Đã gặp ai", [Required("Nhập người đã gặp.")])
    place = TextField("Tại đâu")
    offer = LongTextField("Đã đề nghị gì", [Required("Nhập điều đã đề nghị.")])
    answer = enum_field("Trả lời", Answer, [Required("Chọn câu trả lời.")])
    note = LongTextField("Ghi chú")
    next_on = DateField("Hẹn lần sau")

    def terms(self, corrects: UUID | None = None) -> ContactTerms:
        """As typed terms."""
        return ContactTerms(
            day=need(self.day.data), method=need(self.method.data), met=need(self.met.data),
            place=self.place.data, offer=need(self.offer.data), answer=need(self.answer.data),
            note=self.note.data, next_on=self.next_on.data, corrects=corrects,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class ResultForm(Form):
    """Which money or completion followed a talk."""

    result = uuid_field("Kết quả tự nguyện", [Required("Chọn khoản thu hoặc việc thi hành xong.")])
    note = LongTextField("Ghi chú")

    def offer(self, found: list[Linkable]) -> None:
        """What may have followed it."""
        self.result.offer((one.id, _words(one)) for one in found)


class FilterForm(SpanForm):
    """Which talks are listed."""

    method = enum_field("Cách vận động", Method, blank="Tất cả")
    answer = enum_field("Trả lời", Answer, blank="Tất cả")
    voluntary = ChoiceField(
        "Kết quả", choices=((YES, "Đã tự nguyện"), (NO, "Chưa có kết quả")), blank="Tất cả"
    )
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    officer = ChoiceField("Chấp hành viên", coerce=UUID, blank="Tất cả")

    def wanted(self, scope: UUID | None, *, since: date, until: date) -> ContactFilter:
        """The filter; days that were not chosen are those given, a unit's reader sees his unit."""
        chosen = self.good("voluntary")
        return ContactFilter(
            unit_id=scope or self.good("unit"), officer_id=self.good("officer"),
            method=self.good("method"), answer=self.good("answer"),
            since=self.good("since") or since, until=self.good("until") or until,
            voluntary=None if chosen is None else chosen == YES,
        )  # fmt: skip


def _words(found: Linkable) -> str:
    if found.amount is None:
        return f"Thi hành xong ngày {found.day:%d/%m/%Y}"
    return f"Thu {format_dong(found.amount)} đ ngày {found.day:%d/%m/%Y}"
