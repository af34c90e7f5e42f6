"""What an export of cases is asked with."""

from datetime import date

from thads.imports.exporting.asked import ExportPurpose, Shape
from thads.imports.exporting.period.asked import PeriodList
from thads.web.forms import ChoiceField, Form, Required, enum_field, uuid_field


class ExportForm(Form):
    """In what shape, and what for."""

    submission_key = None  # the page stays open after the download: asked again, made again
    shape = enum_field(
        "Hình thức", Shape, [Required("Chọn hình thức.")], blank=None, default=Shape.LIST
    )
    purpose = enum_field("Mục đích xuất", ExportPurpose, [Required("Chọn mục đích xuất dữ liệu.")])


class PeriodForm(Form):
    """Which list, to the end of which month, of which unit, and what for."""

    submission_key = None  # the page stays open after the download: asked again, made again
    kind = enum_field(
        "Danh sách", PeriodList, [Required("Chọn danh sách.")], blank=None,
        default=PeriodList.PROCURACY,
    )  # fmt: skip
    period_end = ChoiceField(
        "Kỳ báo cáo", [Required("Chọn kỳ báo cáo.")], coerce=date.fromisoformat
    )
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    purpose = enum_field("Mục đích xuất", ExportPurpose, [Required("Chọn mục đích xuất dữ liệu.")])
