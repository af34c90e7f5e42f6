"""What is typed about complaints."""

from __future__ import annotations

from thads.cases.models import SigningMode
from thads.complaints.models import Source, StepKind
from thads.complaints.terms import ComplaintTerms, StepTerms
from thads.registers.entering import kept_fields
from thads.rules.complaints import Outcome, PetitionKind, Stage, Standing
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


class ComplaintForm(Form):
    """A complaint, denunciation or petition as received."""

    unit = uuid_field("Đơn vị nhận", [Required("Chọn đơn vị nhận đơn.")])
    kind = enum_field("Loại đơn", PetitionKind, [Required("Chọn loại đơn.")])
    received_on = DateField("Ngày nhận", [Required("Nhập ngày nhận đơn.")])
    source = enum_field("Nguồn đơn", Source, [Required("Chọn nguồn đơn.")])
    sender_name = TextField("Người gửi đơn", [Required("Nhập tên người gửi đơn.")], longest=200)
    sender_address = TextField("Địa chỉ người gửi")
    people = WholeNumberField("Số người ký đơn", [Required("Nhập số người, thường là 1.")])
    representatives = LongTextField("Người đại diện")
    against = TextField(
        "Quyết định, hành vi, người bị khiếu nại, tố cáo",
        [Required("Nhập quyết định, hành vi hoặc người bị khiếu nại, tố cáo.")],
    )
    act = uuid_field("Quyết định trong hồ sơ", blank="– Không phải quyết định trong hồ sơ –")
    measure = uuid_field(
        "Biện pháp bảo đảm, cưỡng chế bị khiếu nại", blank="– Không phải biện pháp trong hồ sơ –"
    )
    standing = enum_field("Tư cách người khiếu nại", Standing, blank="– Chỉ chọn với khiếu nại –")
    party = uuid_field("Đương sự khiếu nại", blank="– Không có tên trong việc –")
    stage = enum_field("Giai đoạn bị khiếu nại", Stage, blank="– Chỉ chọn với khiếu nại –")
    learned_on = DateField("Ngày nhận quyết định, biết hành vi")
    obstacle = TextField("Trở ngại khách quan, bất khả kháng")
    first = uuid_field("Khiếu nại lần hai đối với", blank="– Không: là khiếu nại lần đầu –")
    content = LongTextField("Nội dung đơn", [Required("Nhập tóm tắt nội dung.")])
    handler = uuid_field("Người xử lý", blank="– Chưa phân công –")

    def terms(self) -> ComplaintTerms:
        """As typed terms."""
        named = [line for line in (self.representatives.data or "").splitlines() if line]
        return ComplaintTerms(
            unit_id=need(self.unit.data), kind=need(self.kind.data),
            received_on=need(self.received_on.data), source=need(self.source.data),
            sender_name=need(self.sender_name.data), sender_address=self.sender_address.data,
            people=need(self.people.data), representatives=tuple(named),
            against=need(self.against.data), act_id=self.act.data if self.act else None,
            measure_id=self.measure.data if self.measure else None,
            standing=self.standing.data, party_id=self.party.data if self.party else None,
            stage=self.stage.data, learned_on=self.learned_on.data,
            obstacle=self.obstacle.data, first_id=self.first.data, content=need(self.content.data),
            handler_id=self.handler.data,
        )  # fmt: skip


FIELDS = frozenset({
    "day", "number", "outcome", "days", "body", "into", "note", "signer", "signing_mode",
})  # fmt: skip
_SIGNED = ("number", "note", "signer", "signing_mode")
STEP_FIELDS: dict[StepKind, tuple[str, ...]] = {
    StepKind.ACCEPTED: _SIGNED,
    StepKind.REFUSED: ("number", "note"),
    StepKind.TRANSFERRED: ("number", "body", "note"),
    StepKind.FILED: ("note",),
    StepKind.MERGED: ("into", "note"),
    StepKind.HALTED: ("number", "note"),
    StepKind.EXTENDED: ("number", "days", "note"),
    StepKind.RESOLVED: ("outcome", *_SIGNED),
    StepKind.WITHDRAWN: ("number", "note"),
    StepKind.SENT: ("number", "note"),
    StepKind.PUBLISHED: ("note",),
    StepKind.STRUCK: ("note",),
}


class StepForm(Form):
    """What happened next; fields that the step does not ask for are taken away."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    number = TextField("Số văn bản", longest=60)
    outcome = enum_field("Nội dung đơn", Outcome, [Required("Chọn kết quả.")])
    days = WholeNumberField("Kéo dài thêm (ngày)", [Required("Nhập số ngày kéo dài.")])
    body = TextField("Chuyển đến", [Required("Nhập nơi nhận đơn.")])
    into = uuid_field("Gộp vào đơn", [Required("Chọn đơn đã nhận trước.")])
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
            kind=kind, day=need(said.pop("day")), into_id=said.pop("into", None),
            signer_id=said.pop("signer", None), **said,
        )  # fmt: skip
