"""What is typed about administrative judgments."""

from __future__ import annotations

from thads.administrative.actions import JudgmentTerms, StepTerms
from thads.administrative.models import DutyBody, StepKind
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


class JudgmentForm(Form):
    """A judgment to watch."""

    unit = uuid_field("Đơn vị", [Required("Chọn đơn vị.")])
    received_on = DateField("Ngày nhận, bắt đầu theo dõi", [Required("Nhập ngày nhận.")])
    number = TextField("Số bản án, quyết định", [Required("Nhập số bản án.")], longest=60)
    judged_on = DateField("Ngày tuyên", [Required("Nhập ngày tuyên.")])
    court = TextField("Tòa án", [Required("Nhập tên Tòa án.")])
    body = enum_field("Người phải thi hành là", DutyBody, [Required("Chọn loại cơ quan.")])
    debtor_body = TextField("Tên cơ quan phải thi hành", [Required("Nhập tên cơ quan.")])
    creditor_name = TextField(
        "Người được thi hành án", [Required("Nhập người được thi hành án.")], longest=200
    )
    content = LongTextField("Nội dung phải thi hành", [Required("Nhập nội dung phải thi hành.")])
    watcher = uuid_field("Người theo dõi", blank="– Chưa phân công –")
    check_on = DateField("Ngày đôn đốc, kiểm tra", [Required("Nhập ngày sẽ đôn đốc, kiểm tra.")])

    def terms(self) -> JudgmentTerms:
        """As typed terms."""
        return JudgmentTerms(
            unit_id=need(self.unit.data), received_on=need(self.received_on.data),
            body=need(self.body.data), number=need(self.number.data),
            judged_on=need(self.judged_on.data), court=need(self.court.data),
            debtor_body=need(self.debtor_body.data), creditor_name=need(self.creditor_name.data),
            content=need(self.content.data), check_on=need(self.check_on.data),
            watcher_id=self.watcher.data,
        )  # fmt: skip


class StepForm(Form):
    """What happened; a step that ends the watch promises no day."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    number = TextField("Số văn bản, quyết định", longest=60)
    note = LongTextField("Nội dung, kết quả")
    check_on = DateField("Đôn đốc, kiểm tra tiếp ngày", [Required("Nhập ngày kiểm tra tiếp.")])

    def keep(self, kind: StepKind) -> None:
        """Take away what this step does not ask for."""
        if kind.ends_it:
            del self.check_on

    def terms(self, kind: StepKind) -> StepTerms:
        """As typed terms."""
        return StepTerms(
            kind=kind, day=need(self.day.data), number=self.number.data, note=self.note.data,
            check_on=self.check_on.data if self.check_on else None,
        )  # fmt: skip
