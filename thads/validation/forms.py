"""Whose figures of which period to check, and the words that explain a finding."""

from datetime import date

from thads.web.forms import ChoiceField, Form, LongTextField, Required, uuid_field


class PeriodForm(Form):
    """A month that is over, and who reports."""

    class Meta(Form.Meta):
        """A search changes nothing, so it needs no seal."""

        csrf = False

    period = ChoiceField("Kỳ báo cáo", coerce=date.fromisoformat)
    unit = uuid_field("Đơn vị", blank="Toàn tỉnh")
    officer = uuid_field("Chấp hành viên", blank="Cả đơn vị")


class ExplanationForm(Form):
    """Why a number stands."""

    content = LongTextField(
        "Giải trình", [Required("Nhập giải trình: vì sao số liệu như vậy, căn cứ nào.")]
    )
