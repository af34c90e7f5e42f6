"""What people type about a verification, about a trip's results, and what they ask of the plan."""

from __future__ import annotations

from typing import Any

from wtforms import FieldList, FormField, HiddenField
from wtforms import Form as Rows

from thads.attachments.forms import FilesField
from thads.cases.forms.asking import AskingForm
from thads.cases.forms.bulk import KeyedForm
from thads.cases.forms.fact import FactForm
from thads.verification.models import Finding
from thads.verification.planning import Horizon
from thads.web.fields import LONGEST
from thads.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    enum_field,
    uuid_field,
)

MOST_ROWS = 40
PROOF = "Biên bản, ảnh chứng minh"
_TYPED = ("finding", "day", "place", "report", "assets_value")
ASSETS_VALUE = "Giá trị tài sản xác minh được (đ)"
UNKNOWN_VALUE = "Chưa xác định được giá trị thì bỏ trống; không có tài sản thì ghi 0."


class VerificationForm(FactForm):
    """The minutes of one verification (L08 Đ.44; L25 Đ.37)."""

    day = DateField("Ngày xác minh", [Required("Nhập ngày xác minh, ví dụ 25/09/2024.")])
    place = TextField("Nơi xác minh")
    finding = enum_field("Kết quả", Finding, [Required("Chọn kết quả xác minh.")])
    report = LongTextField("Nội dung biên bản")
    assets_value = MoneyField(ASSETS_VALUE, description=UNKNOWN_VALUE)
    files = FilesField(PROOF, needed=False)


class PlanForm(AskingForm):
    """Which part of the duty list is asked for, as it stands in the address."""

    due = enum_field("Hạn xác minh", Horizon, blank="Mọi hạn")
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = ChoiceField("Chấp hành viên", blank="Mọi Chấp hành viên")
    commune = ChoiceField("Địa bàn", blank="Mọi địa bàn")


class ResultRow(Rows):  # type: ignore[misc]
    """What one visit of a trip found; a row without anything typed is one not made."""

    case_id = HiddenField()
    revision = HiddenField()
    finding = enum_field("Kết quả", Finding, blank="– Chưa có –")
    day = DateField("Ngày (nếu khác)")
    place = TextField("Nơi (nếu khác)")
    report = TextField("Ghi chú", longest=LONGEST)
    assets_value = MoneyField(ASSETS_VALUE)
    files = FilesField(PROOF, needed=False)

    @property
    def is_typed(self) -> bool:
        """Whether anything was entered."""
        typed = (self[name].raw_data and self[name].raw_data[0].strip() for name in _TYPED)
        return any(typed) or bool(self.files.given)

    @property
    def seen_revision(self) -> int | None:
        """The revision of the file that the person saw."""
        seen = self.revision.data or ""
        return int(seen) if seen.isdigit() else None

    def take_revision(self, revision: int) -> None:
        """The change was told; sending again is then meant for the file as it stands."""
        self.revision.data = str(revision)

    def refuse(self, message: str, name: str | None = None) -> None:
        """Put a refusal at the field it is about, or at the result."""
        field = self[name] if name in (*_TYPED, "files") else self.finding
        field.errors = [*field.errors, message]

    def validate(self, **options: Any) -> bool:
        """Whatever else was typed says nothing without what was found."""
        sound = super().validate(**options)
        if self.is_typed and self.finding.data is None and not self.finding.errors:
            self.refuse("Chọn kết quả xác minh.")
        return bool(sound) and not self.errors


class ResultsForm(KeyedForm):
    """The results of one trip: what holds for all visits, then a row for each case."""

    day = DateField("Ngày xác minh", [Required("Nhập ngày xác minh, ví dụ 25/09/2024.")])
    place = TextField("Nơi xác minh")
    rows = FieldList(FormField(ResultRow), max_entries=MOST_ROWS)

    @property
    def typed_rows(self) -> list[ResultRow]:
        """The rows with something in them."""
        return [entry.form for entry in self.rows if entry.form.is_typed]

    def drop(self, row: ResultRow) -> None:
        """Take a row away that stands now."""
        self.rows.entries = [entry for entry in self.rows.entries if entry.form is not row]

    @property
    def csrf_failed(self) -> bool:
        """Whether the seal of the form is wrong."""
        return "csrf_token" in self and bool(self.csrf_token.errors)

    @property
    def wrong(self) -> list[Any]:
        """The single fields that have an error, in the order of the page."""
        leaves = [self.day, self.place, *(f for entry in self.rows for f in entry.form)]
        return [field for field in leaves if field.errors]


class InformationForm(Form):
    """New information on a debtor without means (L25 Đ.38 k.2)."""

    received_on = DateField("Ngày nhận thông tin", [Required("Nhập ngày, ví dụ 25/09/2024.")])
    source = TextField("Người cung cấp", [Required("Nhập người, cơ quan cung cấp thông tin.")])
    content = LongTextField("Nội dung thông tin", [Required("Nhập nội dung thông tin.")])
