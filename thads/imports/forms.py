"""Giving a workbook or a pasted block, and what is done with it then."""

from flask_wtf.file import FileField, FileRequired
from wtforms import TextAreaField

from thads.imports.models import ImportPurpose
from thads.web.forms import Form, Required, enum_field

WHY = "Mục đích"


class WorkbookForm(Form):
    """A file of the office's own computer."""

    file = FileField("Tệp Excel (.xlsx)", [FileRequired("Chọn tệp Excel cần nhập.")])
    purpose = enum_field(
        WHY, ImportPurpose, [Required("Chọn mục đích.")], blank=None, default=ImportPurpose.REGISTER
    )


class PastedForm(Form):
    """A block copied from a spreadsheet, kept as it is: tabs and lines tell its cells."""

    block = TextAreaField("Khối ô chép từ Excel", [Required("Dán khối ô đã chép từ Excel.")],
                          render_kw={"rows": 12, "spellcheck": "false"})  # fmt: skip
    purpose = enum_field(
        WHY, ImportPurpose, [Required("Chọn mục đích.")], blank=None, default=ImportPurpose.REGISTER
    )
