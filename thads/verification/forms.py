"""What people type about a verification."""

from thads.cases.forms.fact import FactForm
from thads.verification.models import Finding
from thads.web.forms import DateField, LongTextField, Required, TextField, enum_field


class VerificationForm(FactForm):
    """The minutes of one verification (L08 Đ.44; L25 Đ.37)."""

    day = DateField("Ngày xác minh", [Required("Nhập ngày xác minh, ví dụ 25/09/2024.")])
    place = TextField("Nơi xác minh")
    finding = enum_field("Kết quả", Finding, [Required("Chọn kết quả xác minh.")])
    report = LongTextField("Nội dung biên bản")
