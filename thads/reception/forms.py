"""What is typed about citizens received."""

from __future__ import annotations

from thads.reception.actions import ReceptionTerms, StepTerms
from thads.reception.models import Receiver, ReceptionKind, StepKind
from thads.rules.complaints import PetitionKind
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    need,
    uuid_field,
)


class ReceptionForm(Form):
    """One visit."""

    unit = uuid_field("Đơn vị", [Required("Chọn đơn vị.")])
    received_on = DateField("Ngày tiếp", [Required("Nhập ngày tiếp.")])
    kind = enum_field("Hình thức", ReceptionKind, [Required("Chọn hình thức tiếp.")])
    receiver = enum_field("Người tiếp là", Receiver, [Required("Chọn Thủ trưởng hay công chức.")])
    receiver_id = uuid_field("Họ tên người tiếp", blank="– Không ghi tên –")
    visitor_name = TextField("Công dân được tiếp", [Required("Nhập tên công dân.")], longest=200)
    people = WholeNumberField("Số người", [Required("Nhập số người đến.")])
    matter = enum_field("Nội dung thuộc loại", PetitionKind, [Required("Chọn loại nội dung.")])
    content = LongTextField("Nội dung trình bày", [Required("Nhập tóm tắt nội dung.")])
    outcome = LongTextField("Kết quả tiếp", [Required("Nhập kết quả tiếp.")])
    complaint = uuid_field("Đơn đã nhận", blank="– Không nhận đơn –")

    def terms(self) -> ReceptionTerms:
        """As typed terms."""
        return ReceptionTerms(
            unit_id=need(self.unit.data), received_on=need(self.received_on.data),
            kind=need(self.kind.data), receiver=need(self.receiver.data),
            receiver_id=self.receiver_id.data, visitor_name=need(self.visitor_name.data),
            people=need(self.people.data), matter=need(self.matter.data),
            content=need(self.content.data), outcome=need(self.outcome.data),
            complaint_id=self.complaint.data,
        )  # fmt: skip


class StepForm(Form):
    """What followed."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    number = TextField("Số văn bản", longest=60)
    note = LongTextField("Nội dung, lý do", [Required("Nhập nội dung.")])

    def terms(self, kind: StepKind) -> StepTerms:
        """As typed terms."""
        return StepTerms(
            kind=kind, day=need(self.day.data), number=self.number.data, note=self.note.data
        )
