"""What an export of cases is asked with."""

from thads.imports.exporting.asked import ExportPurpose, Shape
from thads.web.forms import Form, Required, enum_field


class ExportForm(Form):
    """In what shape, and what for."""

    submission_key = None  # the page stays open after the download: asked again, made again
    shape = enum_field(
        "Hình thức", Shape, [Required("Chọn hình thức.")], blank=None, default=Shape.LIST
    )
    purpose = enum_field("Mục đích xuất", ExportPurpose, [Required("Chọn mục đích xuất dữ liệu.")])
