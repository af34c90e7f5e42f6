"""The form of a judgment received."""

from wtforms.validators import ValidationError

from thads.cases.models import JudgmentKind
from thads.web.forms import (
    DateField,
    Form,
    LongTextField,
    Required,
    TextField,
    enum_field,
    uuid_field,
)


class JudgmentForm(Form):
    """One line of the book of judgments received (ND152 Đ.7)."""

    unit = uuid_field("Đơn vị nhận", [Required("Chọn đơn vị nhận bản án.")])
    number = TextField(
        "Số bản án, quyết định", [Required("Nhập số bản án, ví dụ 15/2024/DS-ST.")], longest=100
    )
    judged_on = DateField("Ngày tuyên", [Required("Nhập ngày tuyên, ví dụ 25/06/2024.")])
    court = TextField("Tòa án, cơ quan ra bản án", [Required("Nhập tên Tòa án.")])
    kind = enum_field("Loại án", JudgmentKind, [Required("Chọn loại án.")])
    received_on = DateField("Ngày nhận", [Required("Nhập ngày nhận, ví dụ 28/06/2024.")])
    summary = LongTextField("Nội dung tóm tắt")

    def validate_received_on(self, field: DateField) -> None:
        """A judgment is received after it is given."""
        if field.data and self.judged_on.data and field.data < self.judged_on.data:
            raise ValidationError("Ngày nhận không thể trước ngày tuyên; kiểm tra lại hai ngày.")
