"""What is typed about state compensation."""

from __future__ import annotations

from thads.compensation.actions import ClaimTerms, StepTerms
from thads.compensation.models import Place, StepKind
from thads.web.forms import (
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


class ClaimForm(Form):
    """A claim."""

    unit = uuid_field("Đơn vị", [Required("Chọn đơn vị.")])
    received_on = DateField("Ngày nhận yêu cầu", [Required("Nhập ngày nhận yêu cầu.")])
    place = enum_field("Nơi giải quyết", Place, [Required("Chọn nơi giải quyết.")])
    claimant_name = TextField("Người yêu cầu", [Required("Nhập người yêu cầu.")], longest=200)
    ground = LongTextField("Căn cứ yêu cầu", [Required("Nhập căn cứ yêu cầu.")])
    asked = MoneyField("Số tiền yêu cầu (đ)", [Required("Nhập số tiền yêu cầu.")])

    def terms(self) -> ClaimTerms:
        """As typed terms."""
        return ClaimTerms(
            unit_id=need(self.unit.data), received_on=need(self.received_on.data),
            place=need(self.place.data), claimant_name=need(self.claimant_name.data),
            ground=need(self.ground.data), asked=need(self.asked.data),
        )  # fmt: skip


class StepForm(Form):
    """What happened next; the amount stays where the step says money."""

    day = DateField("Ngày", [Required("Nhập ngày.")])
    number = TextField("Số văn bản, chứng từ", longest=60)
    amount = MoneyField("Số tiền (đ)", [Required("Nhập số tiền.")])
    note = LongTextField("Nội dung, lý do")

    def keep(self, kind: StepKind) -> None:
        """Take away what this step does not ask for."""
        if not kind.has_amount:
            del self.amount

    def terms(self, kind: StepKind) -> StepTerms:
        """As typed terms."""
        return StepTerms(
            kind=kind, day=need(self.day.data), number=self.number.data, note=self.note.data,
            amount=self.amount.data if self.amount else None,
        )  # fmt: skip
