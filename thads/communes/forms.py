"""What is asked of worksheets, and what is typed of their answers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from thads.cases.forms.asking import AskingForm, SpanForm
from thads.communes.actions import RemarkTerms
from thads.communes.listing import SheetFilter, SheetState
from thads.communes.models import RemarkKind
from thads.communes.queries import RemarkFilter
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    need,
)


class AreaFilterForm(AskingForm):
    """Whose cases are spread over the communes."""

    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    officer = ChoiceField("Chấp hành viên", coerce=UUID, blank="Tất cả")


class PrintForm(Form):
    """Until when the communes are asked to answer."""

    answer_by = DateField("Đề nghị xã trả lời trước hết ngày")


class CodeForm(Form):
    """A code as it stands on the paper."""

    code = TextField("Mã trên phiếu", [Required("Nhập mã in trên phiếu.")], longest=40)


class RemarkForm(Form):
    """What the commune says of one case."""

    kind = enum_field("Nhận xét", RemarkKind, [Required("Chọn nhận xét.")])
    told_on = DateField("Ngày nhận xét", [Required("Nhập ngày nhận xét.")])
    told_by = TextField("Người nhận xét, chức vụ", [Required("Nhập người nhận xét.")])
    content = LongTextField("Nội dung")

    def terms(self) -> RemarkTerms:
        """As typed terms."""
        return RemarkTerms(
            kind=need(self.kind.data), told_on=need(self.told_on.data),
            told_by=need(self.told_by.data), content=self.content.data,
            submission_key=self.submission_key.data or None,
        )  # fmt: skip


class ReturnForm(Form):
    """A worksheet came back."""

    day = DateField("Ngày nhận lại phiếu", [Required("Nhập ngày nhận lại phiếu.")])
    note = LongTextField("Ghi chú")


class SheetFilterForm(SpanForm):
    """Which worksheets are listed."""

    state = enum_field("Tình trạng", SheetState, blank="Tất cả")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")

    def wanted(self, scope: UUID | None, today: date) -> SheetFilter:
        """The filter; a unit's reader sees the worksheets of his unit's cases."""
        return SheetFilter(
            unit_id=scope or self.good("unit"), state=self.good("state"), today=today,
            since=self.good("since"), until=self.good("until"),
        )  # fmt: skip


class RemarkFilterForm(SpanForm):
    """Which remarks are listed."""

    kind = enum_field("Nhận xét", RemarkKind, blank="Tất cả")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    officer = ChoiceField("Chấp hành viên", coerce=UUID, blank="Tất cả")

    def wanted(self, scope: UUID | None) -> RemarkFilter:
        """The filter; a unit's reader sees his unit."""
        return RemarkFilter(
            unit_id=scope or self.good("unit"), officer_id=self.good("officer"),
            kind=self.good("kind"), since=self.good("since"), until=self.good("until"),
        )  # fmt: skip
