"""What is asked of publications, and what is typed about them."""

from __future__ import annotations

from uuid import UUID

from thads.cases.forms.asking import SpanForm
from thads.publication.actions import PublishTerms
from thads.publication.course import State
from thads.publication.models import StepKind
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


class FilterForm(SpanForm):
    """Which decisions are listed."""

    state = enum_field("Tình trạng", State, blank="Tất cả")
    late = ChoiceField("Hạn", choices=(("yes", "Quá hạn, công khai chậm"),), blank="Tất cả")
    unit = ChoiceField("Đơn vị", coerce=UUID, blank="Tất cả")
    officer = ChoiceField("Chấp hành viên", coerce=UUID, blank="Tất cả")


class PublishForm(Form):
    """A list was put on the page."""

    decided_until = DateField(
        "Các quyết định ra đến ngày", [Required("Nhập ngày quyết định cuối của danh sách.")]
    )
    day = DateField("Ngày công khai", [Required("Nhập ngày công khai.")])
    place = TextField("Trang đã đăng tải", [Required("Nhập trang đã đăng tải.")])
    commune_sent_on = DateField("Ngày gửi UBND cấp xã niêm yết")

    def terms(self) -> PublishTerms:
        """As typed terms."""
        return PublishTerms(
            decided_until=need(self.decided_until.data), day=need(self.day.data),
            place=need(self.place.data), commune_sent_on=self.commune_sent_on.data,
        )  # fmt: skip


class StepForm(Form):
    """What happened to published data."""

    kind = enum_field("Việc", StepKind, [Required("Chọn việc.")])
    day = DateField("Ngày", [Required("Nhập ngày.")])
    note = LongTextField("Ghi chú")
