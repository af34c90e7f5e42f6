"""What people type about files of exhibits, the things in them, and what happens to each."""

from __future__ import annotations

from datetime import date
from typing import Any

from thads.cases.forms.asking import AskingForm
from thads.evidence.actions import ExhibitTerms, FileTerms, StepTerms
from thads.evidence.course import DUTIES, Running, Used
from thads.evidence.kinds import ExhibitKind, Fate, StepKind
from thads.web.forms import (
    CheckField,
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    WholeNumberField,
    enum_field,
    need,
    uuid_field,
)

FIELDS: dict[StepKind, tuple[str, ...]] = {  # what a step asks for, beside its day and a note
    StepKind.ORDERED: ("fate", "number", "body"),
    StepKind.QUESTIONED: ("body", "number"),
    StepKind.CLARIFIED: ("body", "number"),
    StepKind.RECEIVED: ("body", "quantity", "as_seized", "state", "seal", "number"),
    StepKind.NOTIFIED: ("body", "number"),
    StepKind.SOLD: ("amount", "body", "number"),
    StepKind.DEPOSITED: ("amount", "counts_from", "number", "body"),
    StepKind.RETURNED: ("body", "number"),
    StepKind.FORFEITED: ("body", "number"),
    StepKind.PAID_IN: ("amount", "number"),
    StepKind.TO_ISSUER: ("body", "number"),
}
BODIES = {
    StepKind.QUESTIONED: "Gửi ai (nơi giữ vật chứng, Tòa án)", StepKind.CLARIFIED: "Nơi trả lời",
    StepKind.RECEIVED: "Bên giao", StepKind.NOTIFIED: "Người được báo",
    StepKind.SOLD: "Người mua", StepKind.RETURNED: "Người nhận",
    StepKind.FORFEITED: "Cơ quan nhận",
    StepKind.TO_ISSUER: "Cơ quan cấp giấy tờ",
}  # fmt: skip
NUMBERS = {
    StepKind.RECEIVED: "Số kết luận giám định (chất phải giám định)",
    StepKind.PAID_IN: "Số chứng từ", StepKind.DEPOSITED: "Số chứng từ",
    StepKind.SOLD: "Số hợp đồng, biên bản bán",
}  # fmt: skip


class FileForm(Form):
    """Exhibits seized together."""

    description = LongTextField("Vật chứng, tài sản", [Required("Mô tả vật chứng.")])
    seized_by = TextField("Cơ quan thu giữ ban đầu")
    seizure_number = TextField("Số biên bản thu giữ")
    seized_on = DateField("Ngày thu giữ")

    def terms(self) -> FileTerms:
        """As the action takes it."""
        return FileTerms(
            description=need(self.description.data), seized_by=self.seized_by.data,
            seizure_number=self.seizure_number.data, seized_on=self.seized_on.data,
        )  # fmt: skip


class OpeningForm(FileForm):
    """Those of a case, by its enforcement decision."""

    decided_on = DateField(
        "Ngày quyết định thi hành án về vật chứng", [Required("Nhập ngày, ví dụ 25/09/2024.")]
    )


class ExhibitForm(Form):
    """One thing as the minutes of seizure tell it."""

    name = TextField("Tên, đặc điểm", [Required("Nhập tên vật chứng.")])
    kind = enum_field("Loại", ExhibitKind, [Required("Chọn loại.")], blank=None)
    quantity = WholeNumberField("Số lượng", [Required("Nhập số lượng.")], default=1)
    measure = TextField("Đơn vị tính", [Required("Nhập đơn vị tính.")], default="cái")
    state = TextField("Hiện trạng theo biên bản")
    seal = TextField("Niêm phong")
    value = MoneyField("Giá trị (tiền: số tiền)")
    fate = enum_field("Bản án, quyết định tuyên", Fate, blank="Chưa rõ")

    def terms(self) -> ExhibitTerms:
        """As the action takes it."""
        return ExhibitTerms(
            name=need(self.name.data), kind=need(self.kind.data),
            quantity=need(self.quantity.data), measure=need(self.measure.data),
            state=self.state.data, seal=self.seal.data, value=self.value.data,
            fate=self.fate.data,
        )  # fmt: skip


class StepForm(Form):
    """What happened to one exhibit; each kind shows the fields that concern it."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    fate = enum_field("Cách xử lý", Fate)
    body = TextField("Cơ quan, người")
    quantity = WholeNumberField("Số lượng thực nhận")
    as_seized = CheckField("Đúng hiện trạng, niêm phong theo biên bản thu giữ ban đầu")
    state = TextField("Hiện trạng khi nhận")
    seal = TextField("Niêm phong khi nhận")
    amount = MoneyField("Số tiền")
    counts_from = DateField("Ngày bản án, quyết định có hiệu lực")
    number = TextField("Số văn bản")
    note = LongTextField("Ghi chú, nội dung")

    def keep(self, kind: StepKind) -> None:
        """Leave out what does not concern this kind."""
        for name in ("fate", "body", "quantity", "as_seized", "state", "seal", "amount",
                     "counts_from", "number"):  # fmt: skip
            if name not in FIELDS[kind]:
                delattr(self, name)
        if self.body:
            self.body.label.text = BODIES.get(kind, self.body.label.text)
        if self.number:
            self.number.label.text = NUMBERS.get(kind, self.number.label.text)

    def terms(self, kind: StepKind) -> StepTerms:
        """As the action takes it."""
        said: dict[str, Any] = {name: getattr(self, name).data for name in FIELDS[kind]}
        if kind is StepKind.RECEIVED:
            said["as_seized"] = bool(said["as_seized"])
        return StepTerms(kind=kind, day=need(self.day.data), note=self.note.data, **said)


class BoardForm(AskingForm):
    """Which duties of exhibits a list shows; it stands in the address."""

    duty = ChoiceField("Phải làm", choices=[(one.value, one.label) for one in DUTIES],
                       blank="Tất cả")  # fmt: skip
    used = ChoiceField("Thời hạn", choices=[(one.name, one.label) for one in Used],
                       blank="Tất cả")  # fmt: skip

    def fits(self, step: Running, day: date) -> bool:
        """Whether a line is one of those asked for; what cannot be read asks for nothing."""
        duty, used = self.duty.data, self.used.data
        return duty in (None, "", step.duty.value) and used in (None, "", step.used_on(day).name)


class UnknownForm(AskingForm):
    """Which things without a known judgment a list shows; it stands in the address."""

    over = ChoiceField("Đã giữ", choices=[("over", "Trên 05 năm")], blank="Bất kể bao lâu")
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")

    def fits(self, listed_on: date, day: date) -> bool:
        """Whether a thing is one of those asked for; what cannot be read asks for nothing."""
        return not self.good("over") or listed_on < day
