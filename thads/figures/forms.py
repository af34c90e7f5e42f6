"""Which form is asked for: period, whose, unit of money; and a figure code that is typed."""

from collections.abc import Iterable
from datetime import date

from thads.statistics.rows import OfficerName
from thads.web.forms import ChoiceField, Form, Required, TextField, uuid_field

DONG, THOUSANDS = "dong", "nghin"
SCALES = {DONG: 1, THOUSANDS: 1_000}


class PeriodForm(Form):
    """A cumulative period, who reports, and how money is shown."""

    class Meta(Form.Meta):
        """A search changes nothing, so it needs no seal."""

        csrf = False

    at = ChoiceField("Kỳ báo cáo", coerce=date.fromisoformat)
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = uuid_field("Chấp hành viên", blank="Mọi Chấp hành viên")
    version = ChoiceField("Bản", coerce=int, blank="Số liệu tạm tính")
    scale = ChoiceField(
        "Đơn vị tiền", choices=[(DONG, "đồng"), (THOUSANDS, "1.000 đồng")], default=DONG
    )

    def offer_officers(self, officers: Iterable[OfficerName]) -> None:
        """Offer the officers of the unit; one of another unit means every officer."""
        self.officer.offer((officer.id, officer.full_name) for officer in officers)
        self.officer.errors = []
        if str(self.officer.data) not in {choice.value for choice in self.officer.choices}:
            self.officer.data = None


class CodeForm(Form):
    """A figure code as it stands on a form."""

    class Meta(Form.Meta):
        """A search changes nothing, so it needs no seal."""

        csrf = False

    code = TextField("Mã số liệu", [Required("Nhập mã số liệu.")], longest=120)
