"""What is typed about papers of the procuracy."""

from __future__ import annotations

from thads.cases.models import SigningMode
from thads.protests.actions import PointTerms, ProtestTerms, StepTerms
from thads.protests.models import Answer, PaperKind, StepKind
from thads.registers.entering import kept_fields
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    need,
    uuid_field,
)


class ProtestForm(Form):
    """A paper as received."""

    unit = uuid_field("Đơn vị", [Required("Chọn đơn vị.")])
    kind = enum_field("Loại", PaperKind, [Required("Chọn loại văn bản.")])
    body = TextField("Viện kiểm sát", [Required("Nhập tên Viện kiểm sát.")])
    number = TextField("Số văn bản", [Required("Nhập số văn bản.")], longest=60)
    issued_on = DateField("Ngày ban hành", [Required("Nhập ngày ban hành.")])
    received_on = DateField("Ngày nhận", [Required("Nhập ngày nhận.")])
    act = uuid_field("Quyết định bị kháng nghị", blank="– Không phải quyết định trong hồ sơ –")
    content = LongTextField("Nội dung", [Required("Nhập nội dung.")])

    def terms(self) -> ProtestTerms:
        """As typed terms."""
        return ProtestTerms(
            unit_id=need(self.unit.data), kind=need(self.kind.data), body=need(self.body.data),
            number=need(self.number.data), issued_on=need(self.issued_on.data),
            received_on=need(self.received_on.data), content=need(self.content.data),
            act_id=self.act.data if self.act else None,
        )  # fmt: skip


FIELDS = frozenset({"day", "number", "answer", "note", "signer", "signing_mode"})
STEP_FIELDS: dict[StepKind, tuple[str, ...]] = {
    StepKind.CONCLUDED: ("number", "note"),
    StepKind.ANSWERED: ("number", "answer", "note", "signer", "signing_mode"),
    StepKind.REPORTED: ("number", "note"),
    StepKind.SETTLED: ("number", "answer", "note"),
    StepKind.STRUCK: ("note",),
}


class StepForm(Form):
    """What happened next; fields that the step does not ask for are taken away."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    number = TextField("Số văn bản", longest=60)
    answer = enum_field("Trả lời", Answer, [Required("Chọn chấp nhận đến đâu.")])
    note = LongTextField("Nội dung, lý do")
    signer = uuid_field("Người ký")
    signing_mode = enum_field("Hình thức ký", SigningMode)

    def keep(self, kind: StepKind) -> None:
        """Take away what this step does not ask for."""
        kept_fields(self, {"day", *STEP_FIELDS[kind]}, FIELDS)

    def terms(self, kind: StepKind) -> StepTerms:
        """As typed terms."""
        said = {name: self[name].data for name in FIELDS if name in self}
        return StepTerms(
            kind=kind, day=need(said.pop("day")), signer_id=said.pop("signer", None), **said
        )


class PointForm(Form):
    """One accepted point."""

    content = LongTextField("Nội dung đã chấp nhận", [Required("Nhập nội dung.")])
    owner = uuid_field("Người thực hiện", [Required("Chọn người thực hiện.")])
    due_on = DateField("Hạn thực hiện", [Required("Nhập hạn thực hiện.")])

    def terms(self) -> PointTerms:
        """As typed terms."""
        return PointTerms(
            content=need(self.content.data), owner_id=need(self.owner.data),
            due_on=need(self.due_on.data),
        )  # fmt: skip


class DoneForm(Form):
    """A point was carried out."""

    day = DateField("Ngày thực hiện", [Required("Nhập ngày thực hiện.")])
    result = LongTextField("Kết quả", [Required("Nhập kết quả.")])
