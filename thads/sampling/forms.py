"""How files are drawn."""

from thads.inspections.models import Method
from thads.web.forms import Form, Required, TextField, WholeNumberField, enum_field


class SampleForm(Form):
    """By lot or by risk so many; or one more that the inspection names."""

    method = enum_field("Cách chọn", Method, [Required("Chọn cách chọn hồ sơ.")])
    size = WholeNumberField("Số hồ sơ (khi hệ thống rút)")
    case = TextField("Số quyết định thi hành án (khi đoàn chọn thêm)", longest=60)
